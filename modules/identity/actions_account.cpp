#include "modules/identity/actions_account.hpp"

#include <algorithm>

#include "modules/identity/rules.hpp"
#include "modules/identity/store.hpp"
#include "modules/identity/tokens.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"

namespace identity {

namespace {

std::string subject(AccountId id) { return "identity_account:" + id.text(); }

}  // namespace

Result<Done, Refusal> prove_own_password(const Context& context, std::string_view password) {
    const auto key = context.platform.vault.blind_index("identity_attempt", "own:" + context.actor.account.text());
    struct Known {
        store::Credentials who;
    };
    const auto known = context.platform.database.write([&](sql::Transaction& tx) -> Result<Known, Refusal> {
        if (!store::claim_try(tx, key, tries_max, context.now)) return Refusal::too_many_attempts;
        auto who = store::credentials(tx, context.actor.account);
        if (!who) return Refusal::session_over;
        return Known{std::move(*who)};
    });
    if (!known) return known.error();
    if (!crypto::verify_password(password, known->who.password_hash)) return Refusal::password_wrong;
    context.platform.database.write([&](sql::Transaction& tx) { store::give_back_try(tx, key); });
    return Done{};
}

Result<Opened, Refusal> change_password(sql::Transaction& tx, const Context& context, std::string_view token,
                                        std::string_view password_hash, std::string_view user_agent) {
    const auto session = find_session(tx, context, token);
    if (!session || session->account != context.actor.account || session->stage != Stage::complete) return Refusal::session_over;
    store::set_password(tx, session->account, password_hash);
    store::end_all(tx, session->account);
    audit::record(tx, context, {context.actor.office, "account.password_changed", subject(session->account), ""});
    Opened opened{.token = new_token(SessionKind::browser),
                  .stage = Stage::complete,
                  .account = session->account,
                  .office = context.actor.office,
                  .permissions = context.actor.permissions};
    store::add(tx,
               {.id = {ids::next()},
                .account = session->account,
                .stage = Stage::complete,
                .kind = SessionKind::browser,
                .device = device_of(user_agent),
                .created_at = session->created_at,  // a new password is no new working day
                .seen_at = context.now},
               hash_of(opened.token));
    return opened;
}

std::vector<Session> own_sessions(sql::Transaction& tx, const Context& context) {
    auto all = store::sessions(tx, context.actor.account);
    std::erase_if(all, [&](const Session& one) { return !is_live(one, context.now); });
    return all;
}

Result<Done, Refusal> end_session(sql::Transaction& tx, const Context& context, SessionId id) {
    const auto all = store::sessions(tx, context.actor.account);
    if (std::ranges::none_of(all, [&](const Session& one) { return one.id == id; })) return Refusal::session_over;
    store::end(tx, id);
    audit::record(tx, context, {context.actor.office, "account.session_ended", subject(context.actor.account), ""});
    return Done{};
}

int recovery_codes_left(sql::Transaction& tx, const Context& context) { return store::recovery_codes_left(tx, context.actor.account); }

Result<Done, Refusal> give_up_administration(sql::Transaction& tx, const Context& context) {
    const auto account = store::find(tx, context.actor.account);
    if (!account || std::ranges::find(account->roles, Role::admin) == account->roles.end()) return Refusal::wrong_state;
    auto roles = account->roles;
    std::erase(roles, Role::admin);
    if (roles.empty()) {
        // Without another role there is nothing left to do here.
        if (!store::disable(tx, account->id)) return Refusal::last_admin;
        store::end_all(tx, account->id);
        audit::record(tx, context, {account->office, "account.disabled", subject(account->id), ""});
        return Done{};
    }
    if (!store::replace_roles(tx, account->id, roles)) return Refusal::last_admin;
    audit::record(tx, context, {account->office, "account.roles_changed", subject(account->id), roles_json(roles)});
    return Done{};
}

}  // namespace identity
