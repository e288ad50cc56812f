#include "modules/identity/actions_sign_in.hpp"

#include "base/text.hpp"
#include "modules/identity/access.hpp"
#include "modules/identity/rules.hpp"
#include "modules/identity/store.hpp"
#include "modules/identity/tokens.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"

namespace identity {

namespace {

constexpr int enrolment_s = 30 * 60;
constexpr std::string_view secret_column = "identity_account.totp_secret";
constexpr std::string_view enrolment_place = "identity_enrolment";

// Attempt keys tell nothing to somebody who reads the table: neither names that do not exist nor addresses.
std::string try_key(const Context& context, std::string_view kind, std::string_view what) {
    return context.platform.vault.blind_index("identity_attempt", std::string(kind) + ":" + std::string(what));
}

std::string recovery_hash(const Context& context, AccountId account, std::string_view typed) {
    return context.platform.vault.blind_index("identity_recovery_code", account.text() + ":" + plain_code(typed));
}

// What an unknown name is compared with, so that it takes as long as a known one.
const std::string& nobodys_hash() {
    static const std::string hash = crypto::hash_password(crypto::random_token(), crypto::PasswordCost::staff);
    return hash;
}

std::string subject(AccountId id) { return "identity_account:" + id.text(); }

// Until the session is open the request is nobody's; the journal names whose account it opens.
void note_own(sql::Transaction& tx, const Context& context, AccountId account, OfficeId office, std::string_view verb) {
    Context own = context;
    own.actor = {.kind = ActorKind::staff, .account = account, .office = office};
    audit::record(tx, own, {office, verb, subject(account), ""});
}

std::vector<std::string> new_recovery_codes() {
    std::vector<std::string> codes;
    for (int i = 0; i < recovery_codes; ++i) codes.push_back(crypto::random_code(5) + "-" + crypto::random_code(5));
    return codes;
}

bool is_right_code(sql::Transaction& tx, const Context& context, const store::Credentials& who, std::string_view typed) {
    if (who.totp_secret.empty()) return false;
    const auto secret = context.platform.vault.open_sealed({secret_column, who.account.value}, who.totp_secret);
    // RFC 6238, 5.2: a code that was accepted is not accepted again.
    if (const auto step = crypto::matching_totp_step(secret, typed, context.now)) return store::use_totp_step(tx, who.account, *step);
    if (!store::use_recovery_code(tx, who.account, recovery_hash(context, who.account, typed), context.now)) return false;
    note_own(tx, context, who.account, who.office, "account.recovery_code_used");
    return true;
}

Opened open_session(sql::Transaction& tx, const Context& context, AccountId account, OfficeId office, Stage stage, SessionKind kind,
                    std::string_view user_agent) {
    Opened opened{.token = new_token(kind), .stage = stage, .account = account, .office = office, .permissions = {}};
    store::add(tx,
               {.id = {ids::next()},
                .account = account,
                .stage = stage,
                .kind = kind,
                .device = kind == SessionKind::program ? "API" : device_of(user_agent),
                .created_at = context.now,
                .seen_at = context.now},
               hash_of(opened.token));
    if (const auto found = store::find(tx, account)) opened.permissions = permissions_of(found->roles);
    if (stage == Stage::complete) {
        store::set_seen(tx, account, context.now);
        note_own(tx, context, account, office, "account.signed_in");
    }
    return opened;
}

Stage stage_for(const store::Credentials& who) {
    if (who.second_factor_waived) return Stage::complete;
    return who.totp_secret.empty() ? Stage::enrolment : Stage::code;
}

// Counts for good, in a transaction of its own: a refusal later must not give the try back.
Result<Done, Refusal> claim_try(const Context& context, std::string_view key, AccountId account, OfficeId office) {
    return context.platform.database.write([&](sql::Transaction& tx) -> Result<Done, Refusal> {
        const auto tries = store::claim_try(tx, key, tries_max, context.now);
        if (!tries) return Refusal::too_many_attempts;
        if (*tries == tries_max && account) audit::record(tx, context, {office, "account.tries_used_up", subject(account), ""});
        return Done{};
    });
}

std::optional<std::string> opened_secret(const Context& context, AccountId account, std::string_view sealed) {
    try {
        const auto parts = text::split(context.platform.vault.open_sealed({enrolment_place, account.value}, sealed), ':');
        if (parts.size() != 2 || std::stoll(parts[0]) + enrolment_s < context.now.seconds) return {};
        return parts[1];
    } catch (const std::exception&) {  // altered, or of another account
        return {};
    }
}

Result<std::vector<std::string>, Refusal> enrol(sql::Transaction& tx, const Context& context, const store::Credentials& who,
                                                std::string_view sealed, std::string_view code) {
    const auto secret = opened_secret(context, who.account, sealed);
    if (!secret) return Refusal::session_over;
    const auto step = crypto::matching_totp_step(*secret, code, context.now);
    if (!step) return Refusal::second_factor_wrong;
    store::set_second_factor(tx, who.account, context.platform.vault.seal({secret_column, who.account.value}, *secret), *step);
    auto codes = new_recovery_codes();
    std::vector<std::string> hashes;
    for (const auto& one : codes) hashes.push_back(recovery_hash(context, who.account, one));
    store::replace_recovery_codes(tx, who.account, hashes);
    note_own(tx, context, who.account, who.office, "account.second_factor_set");
    return codes;
}

}  // namespace

Result<Opened, Refusal> sign_in(const Context& context, const SignIn& typed) {
    const auto user_name = text::lower(text::trim(typed.user)).substr(0, 200);
    const auto& dummy = nobodys_hash();
    const auto account_key = try_key(context, "password", user_name);
    const auto address_key = try_key(context, "address", context.address);

    struct Counted {
        std::optional<store::Credentials> who;
    };
    const auto counted = context.platform.database.write([&](sql::Transaction& tx) -> Result<Counted, Refusal> {
        if (context.platform.limits && !store::claim_try(tx, address_key, tries_per_address_max, context.now))
            return Refusal::too_many_attempts;
        const auto tries = store::claim_try(tx, account_key, tries_max, context.now);
        if (!tries) return Refusal::too_many_attempts;
        auto who = store::credentials(tx, user_name);
        if (*tries == tries_max && who) audit::record(tx, context, {who->office, "account.tries_used_up", subject(who->account), ""});
        return Counted{std::move(who)};
    });
    if (!counted) return counted.error();

    const auto& who = counted->who;
    const bool has_password = who && !who->password_hash.empty();
    const bool is_right = crypto::verify_password(typed.password, has_password ? who->password_hash : dummy);
    if (!has_password || !is_right) return Refusal::wrong_credentials;
    if (who->state != AccountState::active) return Refusal::account_disabled;

    const auto stage = stage_for(*who);
    const bool is_program = typed.kind == SessionKind::program;
    if (is_program && (stage == Stage::enrolment || (stage == Stage::code && typed.code.empty()))) return Refusal::second_factor_needed;
    if (is_program && stage == Stage::code) {
        const auto claimed = claim_try(context, try_key(context, "code", who->account.text()), who->account, who->office);
        if (!claimed) return claimed.error();
    }
    return context.platform.database.write([&](sql::Transaction& tx) -> Result<Opened, Refusal> {
        // The account may have been disabled, or its password changed, while the hash was compared.
        const auto still = store::credentials(tx, who->account);
        if (!still || still->state != AccountState::active || still->password_hash != who->password_hash) return Refusal::wrong_credentials;
        if (is_program && stage == Stage::code) {
            if (!is_right_code(tx, context, *still, typed.code)) return Refusal::second_factor_wrong;
            store::give_back_try(tx, try_key(context, "code", who->account.text()));
        }
        store::give_back_try(tx, account_key);
        if (context.platform.limits) store::give_back_try(tx, address_key);
        return open_session(tx, context, who->account, who->office, is_program ? Stage::complete : stage, typed.kind, typed.user_agent);
    });
}

Result<Opened, Refusal> prove_second_factor(const Context& context, std::string_view token, std::string_view code,
                                            std::string_view user_agent) {
    const auto hash = hash_of(token);
    const auto holder = context.platform.database.read([&](sql::Transaction& tx) { return store::holder(tx, hash); });
    if (!holder || holder->session.stage != Stage::code || !is_live(holder->session, context.now)) return Refusal::session_over;
    const auto key = try_key(context, "code", holder->session.account.text());
    const auto claimed = claim_try(context, key, holder->session.account, holder->office);
    if (!claimed) return claimed.error();
    return context.platform.database.write([&](sql::Transaction& tx) -> Result<Opened, Refusal> {
        const auto who = store::credentials(tx, holder->session.account);
        if (!who || who->state != AccountState::active || !store::end(tx, holder->session.id)) return Refusal::session_over;
        if (!is_right_code(tx, context, *who, code)) return Refusal::second_factor_wrong;
        store::give_back_try(tx, key);
        return open_session(tx, context, who->account, who->office, Stage::complete, SessionKind::browser, user_agent);
    });
}

std::optional<Session> find_session(sql::Transaction& tx, const Context& context, std::string_view token) {
    if (token.empty()) return {};
    const auto holder = store::holder(tx, hash_of(token));
    if (!holder || holder->state != AccountState::active || !is_live(holder->session, context.now)) return {};
    return holder->session;
}

void sign_out(sql::Transaction& tx, const Context& context, std::string_view token) {
    const auto holder = token.empty() ? std::nullopt : store::holder(tx, hash_of(token));
    if (!holder || !store::end(tx, holder->session.id)) return;
    if (holder->session.stage == Stage::complete)
        audit::record(tx, context, {holder->office, "account.signed_out", subject(holder->session.account), ""});
}

Enrolment begin_enrolment(const Context& context, const Account& account) {
    auto secret = crypto::new_totp_secret();
    return {.sealed = context.platform.vault.seal({enrolment_place, account.id.value}, std::to_string(context.now.seconds) + ":" + secret),
            .secret = secret,
            .uri = crypto::totp_uri(secret, account.user_name, "AntarKerja")};
}

std::optional<Enrolment> continue_enrolment(const Context& context, const Account& account, std::string_view sealed) {
    auto secret = opened_secret(context, account.id, sealed);
    if (!secret) return {};
    auto uri = crypto::totp_uri(*secret, account.user_name, "AntarKerja");
    return Enrolment{.sealed = std::string(sealed), .secret = std::move(*secret), .uri = std::move(uri)};
}

Result<Enrolled, Refusal> finish_enrolment(sql::Transaction& tx, const Context& context, std::string_view token, std::string_view sealed,
                                           std::string_view code, std::string_view user_agent) {
    const auto session = find_session(tx, context, token);
    if (!session || session->stage != Stage::enrolment) return Refusal::session_over;
    const auto who = store::credentials(tx, session->account);
    if (!who || !who->totp_secret.empty()) return Refusal::session_over;
    auto codes = enrol(tx, context, *who, sealed, code);
    if (!codes) return codes.error();
    store::end(tx, session->id);
    return Enrolled{open_session(tx, context, who->account, who->office, Stage::complete, SessionKind::browser, user_agent),
                    std::move(*codes)};
}

Result<Enrolled, Refusal> replace_second_factor(sql::Transaction& tx, const Context& context, std::string_view token,
                                                std::string_view sealed, std::string_view code, std::string_view user_agent) {
    const auto session = find_session(tx, context, token);
    if (!session || session->stage != Stage::complete) return Refusal::session_over;
    const auto who = store::credentials(tx, session->account);
    if (!who) return Refusal::session_over;
    auto codes = enrol(tx, context, *who, sealed, code);
    if (!codes) return codes.error();
    store::end_all(tx, who->account);
    return Enrolled{open_session(tx, context, who->account, who->office, Stage::complete, SessionKind::browser, user_agent),
                    std::move(*codes)};
}

std::optional<LinkOwner> find_link(sql::Transaction& tx, const Context& context, LinkKind kind, std::string_view token) {
    const auto link = store::find_link(tx, hash_of(token), kind, context.now);
    if (!link) return {};
    LinkOwner owner{.kind = kind, .account = {}};
    if (kind == LinkKind::setup) return owner;
    owner.account = store::find(tx, link->account);
    if (!owner.account || owner.account->state == AccountState::disabled) return {};
    return owner;
}

Result<Opened, Refusal> use_setup_link(sql::Transaction& tx, const Context& context, std::string_view token, std::string_view user_name,
                                       std::string_view display_name, std::string_view password_hash, std::string_view user_agent) {
    if (!store::use_link(tx, hash_of(token), LinkKind::setup, context.now)) return Refusal::link_unknown;
    const auto fit_name = parse_user_name(user_name);
    if (!fit_name) return Refusal::user_name_unfit;
    const auto name = text::clean_line(display_name, 80);
    if (!name || name->empty()) return Refusal::name_missing;
    const Account admin{.id = {ids::next()},
                        .office = {},
                        .user_name = *fit_name,
                        .display_name = *name,
                        .state = AccountState::active,
                        .roles = {Role::admin},
                        .created_at = context.now,
                        .last_seen_at = {}};
    if (!store::add(tx, admin, password_hash)) return Refusal::user_name_taken;
    note_own(tx, context, admin.id, {}, "installation.first_admin");
    return open_session(tx, context, admin.id, {}, Stage::enrolment, SessionKind::browser, user_agent);
}

Result<Opened, Refusal> use_password_link(sql::Transaction& tx, const Context& context, LinkKind kind, std::string_view token,
                                          std::string_view password_hash, std::string_view user_agent) {
    const auto owner = find_link(tx, context, kind, token);
    if (!owner || !owner->account || !store::use_link(tx, hash_of(token), kind, context.now)) return Refusal::link_unknown;
    const auto& account = *owner->account;
    store::set_password(tx, account.id, password_hash);
    store::end_all(tx, account.id);
    note_own(tx, context, account.id, account.office,
             kind == LinkKind::invitation ? "account.invitation_accepted" : "account.password_set");
    const auto who = store::credentials(tx, account.id);
    return open_session(tx, context, account.id, account.office, stage_for(*who), SessionKind::browser, user_agent);
}

}  // namespace identity
