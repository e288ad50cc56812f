#include "modules/identity/store.hpp"

#include "modules/identity/store_codes.hpp"

namespace identity::store {

namespace {

constexpr std::string_view account_columns =
    "a.id, a.office_id, a.user_name, a.display_name, a.state, a.totp_secret, a.created_at, a.last_seen_at, a.zone,"
    " a.second_factor_waived, r.role";

std::string query(std::string_view columns, std::string_view rest) { return "select " + std::string(columns) + std::string(rest); }

// One row for each role.
std::vector<Account> accounts_of(const std::vector<sql::Row>& rows) {
    std::vector<Account> all;
    for (const auto& row : rows) {
        if (all.empty() || all.back().id.value != row.integer(0))
            all.push_back({.id = row.id<AccountId>(0),
                           .office = row.id<OfficeId>(1),
                           .user_name = row.text(2),
                           .display_name = row.text(3),
                           .state = parse_state(row.text(4)),
                           .roles = {},
                           .has_second_factor = !row.text(5).empty(),
                           .created_at = row.instant(6),
                           .last_seen_at = row.instant_or_none(7),
                           .zone = parse_zone(row.text(8)).value_or(Zone::wib),
                           .second_factor_waived = row.flag(9)});
        if (const auto role = parse_role(row.text(10))) all.back().roles.push_back(*role);
    }
    return all;
}

constexpr std::string_view credential_columns =
    "id, office_id, user_name, state, password_hash, totp_secret, second_factor_waived from identity_account";

std::optional<Credentials> credentials_of(const std::optional<sql::Row>& row) {
    if (!row) return {};
    return Credentials{.account = row->id<AccountId>(0),
                       .office = row->id<OfficeId>(1),
                       .user_name = row->text(2),
                       .state = parse_state(row->text(3)),
                       .password_hash = row->text(4),
                       .totp_secret = row->text(5),
                       .second_factor_waived = row->flag(6)};
}

void add_roles(sql::Transaction& tx, AccountId id, const std::vector<Role>& roles) {
    for (const auto role : roles)
        tx.run("insert into identity_account_role (account_id, role) values (:id, :role) on conflict (account_id, role) do nothing",
               {{"id", id}, {"role", code(role)}});
}

// Whoever takes an administrator away holds this row until the commit: of two who look at each other, one looks later.
void hold_admin_row(sql::Transaction& tx) { tx.run("update identity_last_admin set changes = changes + 1 where id = 1"); }

// Holds for an account that is no administrator, and for one that is not the last.
constexpr std::string_view another_admin_is_left =
    " (not exists (select 1 from identity_account_role where account_id = :id and role = 'admin')"
    " or exists (select 1 from identity_account_role r join identity_account a on a.id = r.account_id"
    " where r.role = 'admin' and a.state = 'active' and a.id <> :id))";

}  // namespace

std::optional<Account> find(sql::Transaction& tx, AccountId id) {
    auto all = accounts_of(tx.all(query(account_columns,
                                        " from identity_account a left join identity_account_role r"
                                        " on r.account_id = a.id where a.id = :id order by a.id, r.role"),
                                  {{"id", id}}));
    if (all.empty()) return {};
    return std::move(all.front());
}

std::vector<Account> of_office(sql::Transaction& tx, OfficeId office) {
    return accounts_of(tx.all(query(account_columns,
                                    " from identity_account a left join identity_account_role r on r.account_id = a.id"
                                    " where a.office_id = :office order by a.user_name, a.id, r.role"),
                              {{"office", office}}));
}

std::optional<Credentials> credentials(sql::Transaction& tx, std::string_view user_name) {
    return credentials_of(tx.one(query(credential_columns, " where user_name = :name"), {{"name", user_name}}));
}

std::optional<Credentials> credentials(sql::Transaction& tx, AccountId id) {
    return credentials_of(tx.one(query(credential_columns, " where id = :id"), {{"id", id}}));
}

bool add(sql::Transaction& tx, const Account& account, std::string_view password_hash) {
    const bool is_new =
        tx.try_run(
              "insert into identity_account (id, office_id, user_name, display_name, state, zone, password_hash, totp_secret,"
              " totp_last_step, second_factor_waived, created_at) values (:id, :office, :user_name, :display_name, :state,"
              " :zone, :hash, '', 0, :waived, :now)",
              {{"id", account.id},
               {"office", account.office},
               {"user_name", account.user_name},
               {"display_name", account.display_name},
               {"state", code(account.state)},
               {"zone", name(account.zone)},
               {"hash", password_hash},
               {"waived", account.second_factor_waived},
               {"now", account.created_at}})
            .has_value();
    if (is_new) add_roles(tx, account.id, account.roles);
    return is_new;
}

void set_password(sql::Transaction& tx, AccountId id, std::string_view password_hash) {
    tx.run(
        "update identity_account set password_hash = :hash, state = case state when 'invited' then 'active' else state end"
        " where id = :id",
        {{"id", id}, {"hash", password_hash}});
}

void set_second_factor(sql::Transaction& tx, AccountId id, std::string_view sealed_secret, std::int64_t last_step) {
    tx.run("update identity_account set totp_secret = :secret, totp_last_step = :step where id = :id",
           {{"id", id}, {"secret", sealed_secret}, {"step", last_step}});
}

bool use_totp_step(sql::Transaction& tx, AccountId id, std::int64_t step) {
    return tx.run("update identity_account set totp_last_step = :step where id = :id and totp_last_step < :step",
                  {{"id", id}, {"step", step}}) == 1;
}

void set_office(sql::Transaction& tx, AccountId id, OfficeId office, Zone zone) {
    tx.run("update identity_account set office_id = :office, zone = :zone where id = :id",
           {{"id", id}, {"office", office}, {"zone", name(zone)}});
}

void set_seen(sql::Transaction& tx, AccountId id, Instant now) {
    tx.run("update identity_account set last_seen_at = :now where id = :id", {{"id", id}, {"now", now}});
}

bool enable(sql::Transaction& tx, AccountId id) {
    return tx.run(
               "update identity_account set state = case when password_hash = '' then 'invited' else 'active' end"
               " where id = :id and state = 'disabled'",
               {{"id", id}}) == 1;
}

bool disable(sql::Transaction& tx, AccountId id) {
    hold_admin_row(tx);
    return tx.run("update identity_account set state = 'disabled' where id = :id and" + std::string(another_admin_is_left), {{"id", id}}) ==
           1;
}

bool replace_roles(sql::Transaction& tx, AccountId id, const std::vector<Role>& roles) {
    hold_admin_row(tx);
    bool stays_admin = false;
    for (const auto role : roles) stays_admin = stays_admin || role == Role::admin;
    if (!stays_admin) {
        const bool was_admin =
            tx.one("select 1 from identity_account_role where account_id = :id and role = 'admin'", {{"id", id}}).has_value();
        const int removed =
            tx.run("delete from identity_account_role where account_id = :id and role = 'admin' and" + std::string(another_admin_is_left),
                   {{"id", id}});
        if (was_admin && removed == 0) return false;
    }
    tx.run("delete from identity_account_role where account_id = :id and role <> 'admin'", {{"id", id}});
    add_roles(tx, id, roles);
    return true;
}

int active_admins(sql::Transaction& tx) {
    const auto row = tx.one(
        "select count(*) from identity_account_role r join identity_account a on a.id = r.account_id"
        " where r.role = 'admin' and a.state = 'active'");
    return row ? row->number(0) : 0;
}

std::vector<std::string> faults(sql::Transaction& tx) {
    std::vector<std::string> found;
    const auto list = [&](std::string_view statement, std::string_view what) {
        for (const auto& row : tx.all(statement)) found.push_back("account " + row.text(0) + " " + std::string(what));
    };
    list(
        "select id from identity_account a where state <> 'disabled' and not exists"
        " (select 1 from identity_account_role r where r.account_id = a.id) order by id limit 100",
        "has no role");
    list(
        "select distinct s.account_id from identity_session s join identity_account a on a.id = s.account_id"
        " where a.state <> 'active' order by s.account_id limit 100",
        "has a session but may not sign in");
    list(
        "select distinct s.account_id from identity_session s join identity_account a on a.id = s.account_id"
        " where s.stage = 'complete' and a.totp_secret = '' and a.second_factor_waived = 0 order by s.account_id limit 100",
        "is signed in without a second factor");
    const bool has_accounts = tx.one("select 1 from identity_account where state = 'active' limit 1").has_value();
    if (has_accounts && active_admins(tx) == 0) found.push_back("no administrator is left");
    return found;
}

// Recovery codes -------------------------------------------------------------------------------------------------------

void replace_recovery_codes(sql::Transaction& tx, AccountId id, const std::vector<std::string>& hashes) {
    tx.run("delete from identity_recovery_code where account_id = :id", {{"id", id}});
    for (const auto& hash : hashes)
        tx.run("insert into identity_recovery_code (account_id, code_hash) values (:id, :hash)", {{"id", id}, {"hash", hash}});
}

bool use_recovery_code(sql::Transaction& tx, AccountId id, std::string_view hash, Instant now) {
    return tx.run("update identity_recovery_code set used_at = :now where account_id = :id and code_hash = :hash and used_at is null",
                  {{"id", id}, {"hash", hash}, {"now", now}}) == 1;
}

int recovery_codes_left(sql::Transaction& tx, AccountId id) {
    const auto row = tx.one("select count(*) from identity_recovery_code where account_id = :id and used_at is null", {{"id", id}});
    return row ? row->number(0) : 0;
}

}  // namespace identity::store
