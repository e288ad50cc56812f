#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/identity/model.hpp"
#include "platform/context.hpp"
#include "platform/http/http.hpp"
#include "platform/sql/sql.hpp"

namespace identity {

// Who sends this request, by session cookie or Bearer token of an account; anonymous otherwise.
Actor resolve_actor(const http::Request& request, const Platform& platform, Instant now);

struct NewAccount {
    OfficeId office;
    std::string user_name;
    std::string display_name;
    std::vector<Role> roles;
};
// For the demonstration and the command line: an active account without second factor. `password_hash` is made by
// crypto::hash_password outside the transaction.
Result<AccountId, Refusal> add_account(sql::Transaction& tx, const Context& context, const NewAccount& account,
                                       std::string_view password_hash);

// The address for the first administrator, printed at the first start until it is used.
std::string setup_link(sql::Transaction& tx, const Context& context);
bool needs_setup(sql::Transaction& tx);

std::optional<Account> find_account(sql::Transaction& tx, AccountId id);

std::string_view sentence(Refusal why);
std::string_view label(Role role);

}  // namespace identity
