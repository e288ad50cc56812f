#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/identity/model.hpp"
#include "platform/sql/sql.hpp"

namespace identity::store {

// --- accounts ---
struct Credentials {
    AccountId account;
    OfficeId office;
    std::string user_name;
    AccountState state{AccountState::active};
    std::string password_hash;
    std::string totp_secret;  // sealed; "" = none
    bool second_factor_waived{};
};
std::optional<Account> find(sql::Transaction& tx, AccountId id);
std::vector<Account> of_office(sql::Transaction& tx, OfficeId office);
std::optional<Credentials> credentials(sql::Transaction& tx, std::string_view user_name);
std::optional<Credentials> credentials(sql::Transaction& tx, AccountId id);

// False: the user name is taken.
bool add(sql::Transaction& tx, const Account& account, std::string_view password_hash);
void set_password(sql::Transaction& tx, AccountId id, std::string_view password_hash);
void set_second_factor(sql::Transaction& tx, AccountId id, std::string_view sealed_secret, std::int64_t last_step);
// False: this step was used before.
bool use_totp_step(sql::Transaction& tx, AccountId id, std::int64_t step);
void set_office(sql::Transaction& tx, AccountId id, OfficeId office, Zone zone);
void set_seen(sql::Transaction& tx, AccountId id, Instant now);
bool enable(sql::Transaction& tx, AccountId id);

// The last administrator who can sign in stays: false, and nothing changed.
bool disable(sql::Transaction& tx, AccountId id);
bool replace_roles(sql::Transaction& tx, AccountId id, const std::vector<Role>& roles);
int active_admins(sql::Transaction& tx);
std::vector<std::string> faults(sql::Transaction& tx);  // for `antarkerja check`

// --- recovery codes ---
void replace_recovery_codes(sql::Transaction& tx, AccountId id, const std::vector<std::string>& hashes);
bool use_recovery_code(sql::Transaction& tx, AccountId id, std::string_view hash, Instant now);
int recovery_codes_left(sql::Transaction& tx, AccountId id);

// --- sessions ---
// Who holds a session, with everything that an answer to "who is this" needs: one indexed query.
struct Holder {
    Session session;
    OfficeId office;
    std::string display_name;
    AccountState state{AccountState::active};
    std::vector<Role> roles;
};
std::optional<Holder> holder(sql::Transaction& tx, std::string_view token_hash);
void add(sql::Transaction& tx, const Session& session, std::string_view token_hash);
void touch(sql::Transaction& tx, SessionId id, AccountId account, Instant now);
bool end(sql::Transaction& tx, SessionId id);
int end_all(sql::Transaction& tx, AccountId account, SessionId but = {});
std::vector<Session> sessions(sql::Transaction& tx, AccountId account);
int forget_old_sessions(sql::Transaction& tx, Instant created_before);

// --- links ---
struct Link {
    LinkKind kind{LinkKind::setup};
    AccountId account;
    Instant expires_at;
};
// Older links of the same kind and account end.
void add_link(sql::Transaction& tx, const Link& link, std::string_view token_hash, Instant now);
std::optional<Link> find_link(sql::Transaction& tx, std::string_view token_hash, LinkKind kind, Instant now);
bool use_link(sql::Transaction& tx, std::string_view token_hash, LinkKind kind, Instant now);  // once
void end_links(sql::Transaction& tx, AccountId account);
int forget_old_links(sql::Transaction& tx, Instant expired_before);

// --- attempts ---
// Counts a try and gives how many there are; empty = no more for now. One guarded statement: however many ask at once, no
// more than `most` are let through before a quiet quarter of an hour.
std::optional<int> claim_try(sql::Transaction& tx, std::string_view key, int most, Instant now);
// It was the right person: the try does not count against them. Those of others stay counted.
void give_back_try(sql::Transaction& tx, std::string_view key);
int forget_old_attempts(sql::Transaction& tx, Instant before);

}  // namespace identity::store
