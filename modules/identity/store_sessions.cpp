#include "modules/identity/store.hpp"
#include "modules/identity/store_codes.hpp"

namespace identity::store {

namespace {

Session session_of(const sql::Row& row) {
    return {.id = row.id<SessionId>(0),
            .account = row.id<AccountId>(1),
            .stage = parse_stage(row.text(2)),
            .kind = row.text(3) == "program" ? SessionKind::program : SessionKind::browser,
            .device = row.text(4),
            .created_at = row.instant(5),
            .seen_at = row.instant(6)};
}

}  // namespace

std::optional<Holder> holder(sql::Transaction& tx, std::string_view token_hash) {
    const auto rows = tx.all(
        "select s.id, s.account_id, s.stage, s.kind, s.device, s.created_at, s.seen_at, a.office_id,"
        " a.display_name, a.state, r.role from identity_session s join identity_account a on a.id = s.account_id"
        " left join identity_account_role r on r.account_id = a.id where s.token_hash = :hash",
        {{"hash", token_hash}});
    if (rows.empty()) return {};
    const auto& row = rows.front();
    Holder found{.session = session_of(row),
                 .office = row.id<OfficeId>(7),
                 .display_name = row.text(8),
                 .state = parse_state(row.text(9)),
                 .roles = {}};
    for (const auto& one : rows)
        if (const auto role = parse_role(one.text(10))) found.roles.push_back(*role);
    return found;
}

void add(sql::Transaction& tx, const Session& session, std::string_view token_hash) {
    tx.run(
        "insert into identity_session (id, token_hash, account_id, stage, kind, device, created_at, seen_at)"
        " values (:id, :hash, :account, :stage, :kind, :device, :created, :seen)",
        {{"id", session.id},
         {"hash", token_hash},
         {"account", session.account},
         {"stage", code(session.stage)},
         {"kind", session.kind == SessionKind::program ? "program" : "browser"},
         {"device", session.device},
         {"created", session.created_at},
         {"seen", session.seen_at}});
}

void touch(sql::Transaction& tx, SessionId id, AccountId account, Instant now) {
    tx.run("update identity_session set seen_at = :now where id = :id and seen_at < :now", {{"id", id}, {"now", now}});
    set_seen(tx, account, now);
}

bool end(sql::Transaction& tx, SessionId id) { return tx.run("delete from identity_session where id = :id", {{"id", id}}) == 1; }

int end_all(sql::Transaction& tx, AccountId account, SessionId but) {
    return tx.run("delete from identity_session where account_id = :account and id <> :but", {{"account", account}, {"but", but}});
}

std::vector<Session> sessions(sql::Transaction& tx, AccountId account) {
    std::vector<Session> all;
    for (const auto& row : tx.all("select id, account_id, stage, kind, device, created_at, seen_at from identity_session"
                                  " where account_id = :account and stage = 'complete' order by seen_at desc, id desc limit 50",
                                  {{"account", account}}))
        all.push_back(session_of(row));
    return all;
}

int forget_old_sessions(sql::Transaction& tx, Instant created_before) {
    return tx.run("delete from identity_session where created_at < :before", {{"before", created_before}});
}

// Links ----------------------------------------------------------------------------------------------------------------

void add_link(sql::Transaction& tx, const Link& link, std::string_view token_hash, Instant now) {
    // Account 0 is nobody's: the setup link.
    tx.run("delete from identity_link where kind = :kind and coalesce(account_id, 0) = :account and used_at is null",
           {{"kind", code(link.kind)}, {"account", link.account}});
    tx.run(
        "insert into identity_link (token_hash, kind, account_id, created_at, expires_at)"
        " values (:hash, :kind, nullif(:account, 0), :now, :expires)",
        {{"hash", token_hash}, {"kind", code(link.kind)}, {"account", link.account}, {"now", now}, {"expires", link.expires_at}});
}

std::optional<Link> find_link(sql::Transaction& tx, std::string_view token_hash, LinkKind kind, Instant now) {
    const auto row = tx.one(
        "select kind, account_id, expires_at from identity_link where token_hash = :hash and kind = :kind"
        " and used_at is null and expires_at > :now",
        {{"hash", token_hash}, {"kind", code(kind)}, {"now", now}});
    if (!row) return {};
    return Link{.kind = parse_link_kind(row->text(0)), .account = row->id<AccountId>(1), .expires_at = row->instant(2)};
}

bool use_link(sql::Transaction& tx, std::string_view token_hash, LinkKind kind, Instant now) {
    return tx.run(
               "update identity_link set used_at = :now where token_hash = :hash and kind = :kind and used_at is null"
               " and expires_at > :now",
               {{"hash", token_hash}, {"kind", code(kind)}, {"now", now}}) == 1;
}

void end_links(sql::Transaction& tx, AccountId account) {
    tx.run("delete from identity_link where account_id = :account and used_at is null", {{"account", account}});
}

int forget_old_links(sql::Transaction& tx, Instant expired_before) {
    return tx.run("delete from identity_link where expires_at < :before", {{"before", expired_before}});
}

}  // namespace identity::store
