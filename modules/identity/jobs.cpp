#include "modules/identity/jobs.hpp"

#include "modules/identity/rules.hpp"
#include "modules/identity/store.hpp"

namespace identity {

void forget_what_is_over(Context& context) {
    context.platform.database.write([&](sql::Transaction& tx) {
        store::forget_old_sessions(tx, {context.now.seconds - absolute_s});
        store::forget_old_links(tx, {context.now.seconds - 30 * 86400});
        store::forget_old_attempts(tx, {context.now.seconds - quiet_s});
    });
}

}  // namespace identity
