#include "modules/identity/actions.hpp"

#include "base/text.hpp"
#include "modules/identity/access.hpp"
#include "modules/identity/rules.hpp"
#include "modules/identity/store.hpp"
#include "modules/identity/tokens.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/log/log.hpp"

namespace identity {

Actor resolve_actor(const http::Request& request, const Platform& platform, Instant now) {
    const auto sent = token_of(request);
    if (sent.token.empty()) return {};
    const auto hash = hash_of(sent.token);
    const auto holder = platform.database.read([&](sql::Transaction& tx) { return store::holder(tx, hash); });
    if (!holder || holder->state != AccountState::active || !is_live(holder->session, now)) return {};
    // A token from a page does not open the API as a program's, nor the other way round.
    if ((holder->session.kind == SessionKind::program) != sent.is_bearer) return {};

    Actor actor;
    actor.session_key = sent.is_bearer ? "" : hash;
    if (holder->session.stage != Stage::complete) return actor;
    if (now.seconds - holder->session.seen_at.seconds >= seen_every_s) {
        try {
            platform.database.write([&](sql::Transaction& tx) { store::touch(tx, holder->session.id, holder->session.account, now); });
        } catch (const sql::Failure& failure) {
            // A full disk must not keep people from reading.
            log_line::warning("session_not_touched", {{"why", failure.what()}});
        }
    }
    actor.kind = ActorKind::staff;
    actor.account = holder->session.account;
    actor.office = holder->office;
    actor.name = holder->display_name;
    actor.permissions = permissions_of(holder->roles);
    actor.bearer = sent.is_bearer;
    return actor;
}

Result<AccountId, Refusal> add_account(sql::Transaction& tx, const Context& context, const NewAccount& account,
                                       std::string_view password_hash) {
    const auto user_name = parse_user_name(account.user_name);
    if (!user_name) return Refusal::user_name_unfit;
    if (account.roles.empty()) return Refusal::role_missing;
    const Account made{.id = {ids::next()},
                       .office = account.office,
                       .user_name = *user_name,
                       .display_name = account.display_name,
                       .state = AccountState::active,
                       .roles = account.roles,
                       .created_at = context.now,
                       .last_seen_at = {},
                       .zone = account.zone,
                       .second_factor_waived = context.platform.demo};
    if (!store::add(tx, made, password_hash)) return Refusal::user_name_taken;
    audit::record(tx, context, {made.office, "account.added", "identity_account:" + made.id.text(), ""});
    return made.id;
}

Result<Invited, Refusal> invite(sql::Transaction& tx, const Context& context, const NewAccount& account) {
    const auto user_name = parse_user_name(account.user_name);
    if (!user_name) return Refusal::user_name_unfit;
    const auto display_name = text::clean_line(account.display_name, 80);
    if (!display_name || display_name->empty()) return Refusal::name_missing;
    if (account.roles.empty()) return Refusal::role_missing;
    if (context.actor.kind != ActorKind::system) {
        for (const auto role : account.roles)
            if (!may_grant(context.actor.permissions, role)) return Refusal::role_not_yours;
        if (account.office != context.actor.office && !context.may(Permission::manage_installation)) return Refusal::not_your_office;
    }
    const Account made{.id = {ids::next()},
                       .office = account.office,
                       .user_name = *user_name,
                       .display_name = *display_name,
                       .state = AccountState::invited,
                       .roles = account.roles,
                       .created_at = context.now,
                       .last_seen_at = {},
                       .zone = account.zone};
    if (!store::add(tx, made, "")) return Refusal::user_name_taken;
    const auto token = crypto::random_token();
    store::add_link(tx, {.kind = LinkKind::invitation, .account = made.id, .expires_at = {context.now.seconds + invitation_s}},
                    hash_of(token), context.now);
    audit::record(tx, context, {made.office, "account.invited", "identity_account:" + made.id.text(), roles_json(made.roles)});
    return Invited{made.id, link_to(context, LinkKind::invitation, token)};
}

Result<Done, Refusal> join_office(sql::Transaction& tx, const Context& context, AccountId id, OfficeId office, Zone zone) {
    const auto account = store::find(tx, id);
    if (!account) return Refusal::no_such_account;
    if (account->office == office) return Done{};
    if (account->office) return Refusal::wrong_state;
    store::set_office(tx, id, office, zone);
    audit::record(tx, context, {office, "account.joined_office", "identity_account:" + id.text(), ""});
    return Done{};
}

std::string setup_link(sql::Transaction& tx, const Context& context) {
    const auto token = crypto::random_token();
    store::add_link(tx, {.kind = LinkKind::setup, .account = {}, .expires_at = {context.now.seconds + setup_s}}, hash_of(token),
                    context.now);
    audit::record(tx, context, {{}, "setup_link.made", "installation", ""});
    return link_to(context, LinkKind::setup, token);
}

bool needs_setup(sql::Transaction& tx) { return store::active_admins(tx) == 0; }

std::optional<Account> find_account(sql::Transaction& tx, AccountId id) { return store::find(tx, id); }

void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults) {
    for (auto& fault : store::faults(tx)) faults.push_back(std::move(fault));
}

}  // namespace identity
