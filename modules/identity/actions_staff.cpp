#include "modules/identity/actions_staff.hpp"

#include <algorithm>

#include "modules/identity/access.hpp"
#include "modules/identity/rules.hpp"
#include "modules/identity/store.hpp"
#include "modules/identity/tokens.hpp"
#include "platform/audit/audit.hpp"
#include "platform/crypto/vault.hpp"

namespace identity {

namespace {

// Not theirs and not there look the same.
Result<Account, Refusal> managed(sql::Transaction& tx, const Context& context, AccountId id) {
    auto account = store::find(tx, id);
    if (!account) return Refusal::no_such_account;
    const bool is_seen = account->office == context.actor.office || (!account->office && context.may(Permission::manage_installation));
    if (!is_seen) return Refusal::no_such_account;
    if (account->id == context.actor.account) return Refusal::own_account;
    if (!may_manage(context.actor.permissions, context.actor.office, *account)) return Refusal::role_not_yours;
    return std::move(*account);
}

void note(sql::Transaction& tx, const Context& context, const Account& account, std::string_view verb, std::string details = "") {
    audit::record(tx, context, {account.office, verb, "identity_account:" + account.id.text(), std::move(details)});
}

}  // namespace

std::vector<Account> staff(sql::Transaction& tx, const Context& context) {
    auto all = store::of_office(tx, context.actor.office);
    if (context.actor.office && context.may(Permission::manage_installation)) {
        auto others = store::of_office(tx, {});
        all.insert(all.end(), others.begin(), others.end());
    }
    return all;
}

Result<std::string, Refusal> renew_link(sql::Transaction& tx, const Context& context, AccountId id) {
    const auto account = managed(tx, context, id);
    if (!account) return account.error();
    if (account->state == AccountState::disabled) return Refusal::wrong_state;
    const bool is_invited = account->state == AccountState::invited;
    const auto kind = is_invited ? LinkKind::invitation : LinkKind::password_reset;
    const auto token = crypto::random_token();
    const auto seconds = is_invited ? invitation_s : password_reset_s;
    store::add_link(tx, {.kind = kind, .account = id, .expires_at = {context.now.seconds + seconds}}, hash_of(token), context.now);
    note(tx, context, *account, is_invited ? "account.invited" : "account.password_reset_offered");
    return link_to(context, kind, token);
}

Result<Done, Refusal> change_roles(sql::Transaction& tx, const Context& context, AccountId id, const std::vector<Role>& roles) {
    const auto account = managed(tx, context, id);
    if (!account) return account.error();
    if (roles.empty()) return Refusal::role_missing;
    for (const auto role : roles)
        if (!may_grant(context.actor.permissions, role)) return Refusal::role_not_yours;
    if (!store::replace_roles(tx, id, roles)) return Refusal::last_admin;
    note(tx, context, *account, "account.roles_changed", roles_json(roles));
    return Done{};
}

Result<Done, Refusal> reset_second_factor(sql::Transaction& tx, const Context& context, AccountId id) {
    const auto account = managed(tx, context, id);
    if (!account) return account.error();
    store::set_second_factor(tx, id, "", 0);
    store::replace_recovery_codes(tx, id, {});
    store::end_all(tx, id);
    note(tx, context, *account, "account.second_factor_reset");
    return Done{};
}

Result<Done, Refusal> disable_account(sql::Transaction& tx, const Context& context, AccountId id) {
    const auto account = managed(tx, context, id);
    if (!account) return account.error();
    if (account->state == AccountState::disabled) return Refusal::wrong_state;
    if (!store::disable(tx, id)) return Refusal::last_admin;
    store::end_all(tx, id);
    store::end_links(tx, id);
    note(tx, context, *account, "account.disabled");
    return Done{};
}

Result<Done, Refusal> enable_account(sql::Transaction& tx, const Context& context, AccountId id) {
    const auto account = managed(tx, context, id);
    if (!account) return account.error();
    if (!store::enable(tx, id)) return Refusal::wrong_state;
    note(tx, context, *account, "account.enabled");
    return Done{};
}

}  // namespace identity
