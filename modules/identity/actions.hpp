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

// What other modules and the program's edge may ask about accounts. Signing in, one's own account and the staff page
// stand in actions_*.hpp of this module.
namespace identity {

// Who sends this request, by session cookie or Bearer token of an account; anonymous otherwise. One indexed query; at
// most once a minute and session it notes that somebody is still there. Somebody whose sign-in is only half done is
// anonymous with the session key that protects their form: keep it when nobody else claims the request.
Actor resolve_actor(const http::Request& request, const Platform& platform, Instant now);

struct NewAccount {
    OfficeId office;
    std::string user_name;
    std::string display_name;
    std::vector<Role> roles;
    Zone zone{Zone::wib};
};
// For the demonstration and the command line: an active account. In a demonstration it needs no second factor; elsewhere
// its owner sets one up when they first sign in. `password_hash` is made by crypto::hash_password outside the transaction.
Result<AccountId, Refusal> add_account(sql::Transaction& tx, const Context& context, const NewAccount& account,
                                       std::string_view password_hash);

struct Invited {
    AccountId account;
    std::string link;  // good once, 72 hours; told now and never again
};
// A colleague who chooses their own password. Asks whether the actor may grant these roles.
Result<Invited, Refusal> invite(sql::Transaction& tx, const Context& context, const NewAccount& account);

// The first administrator belongs to no office until the wizard has made one.
Result<Done, Refusal> join_office(sql::Transaction& tx, const Context& context, AccountId account, OfficeId office, Zone zone);

// A new address that makes an administrator, good once and for seven days; earlier ones end. Printed at each start until
// there is an administrator, and on an operator's demand when no administrator can sign in any more.
std::string setup_link(sql::Transaction& tx, const Context& context);
bool needs_setup(sql::Transaction& tx);

std::optional<Account> find_account(sql::Transaction& tx, AccountId id);

// For `antarkerja check`: one clear line for each broken promise.
void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults);

std::string_view sentence(Refusal why);
std::string_view code(Refusal why);  // for the API
std::string_view label(Role role);

}  // namespace identity
