#pragma once

#include "platform/http/http.hpp"
#include "platform/sql/sql.hpp"

namespace http {

// Forgets what is older than 48 hours. Gives how many.
int forget_old_keys(sql::Transaction& tx, Instant now);

// One API write. Without an Idempotency-Key header it is a plain write. With one, the answer is kept in the write's own
// transaction, scoped to token + route: a replay, also after a crash, gives the first status and body again;
// the same key with another body is 422 idempotency_key_reused.
// `work(tx)` gives the Response; an answer of 400 or above rolls everything back and is not kept.
template <class Work>
Response write_once(const Request& request, Context& context, Work&& work);

namespace detail {
struct Kept {
    void* self;
    Response (*call)(void* self, sql::Transaction& tx);
};
Response write_once_erased(const Request& request, Context& context, Kept work);
}  // namespace detail

template <class Work>
Response write_once(const Request& request, Context& context, Work&& work) {
    return detail::write_once_erased(request, context, {&work, [](void* self, sql::Transaction& tx) {
                                                            return (*static_cast<std::remove_reference_t<Work>*>(self))(tx);
                                                        }});
}

}  // namespace http
