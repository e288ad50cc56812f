#include "modules/employers/store.hpp"

#include "modules/employers/rules.hpp"
#include "platform/sql/select.hpp"

namespace employers::store {

namespace {

constexpr std::string_view columns =
    "id, office_id, state, name, nib, kbli, kbli_version, ownership, size, head_office_id, regency_code, address, contact_name,"
    " contact_phone, contact_email, website, workers, workers_disabled, workers_local, account_id, verified_by_call, verified_at,"
    " refusal_reason, source, made_at, version, head_office_name, language";

std::string sealed(const crypto::Vault& vault, std::string_view column, EmployerId id, std::string_view plain) {
    return vault.seal({"employers_employer." + std::string(column), id.value}, plain);
}

std::string opened(const crypto::Vault& vault, std::string_view column, EmployerId id, const std::string& text) {
    if (text.empty()) return {};
    return vault.open_sealed({"employers_employer." + std::string(column), id.value}, text);
}

Employer employer_of(const crypto::Vault& vault, const sql::Row& row) {
    const auto id = row.id<EmployerId>(0);
    return {.id = id,
            .office = row.id<OfficeId>(1),
            .state = *parse_state(row.text(2)),
            .name = row.text(3),
            .nib = row.text(4),
            .kbli = row.text(5),
            .kbli_version = row.text(6),
            .ownership = *parse_ownership(row.text(7)),
            .size = *parse_size(row.text(8)),
            .head_office = row.id<EmployerId>(9),
            .head_office_name = row.text(26),
            .regency_code = row.text(10),
            .address = opened(vault, "address", id, row.text(11)),
            .contact_name = opened(vault, "contact_name", id, row.text(12)),
            .contact_phone = opened(vault, "contact_phone", id, row.text(13)),
            .contact_email = opened(vault, "contact_email", id, row.text(14)),
            .website = row.text(15),
            .workers = row.integer(16),
            .workers_disabled = row.integer(17),
            .workers_local = row.integer(18),
            .account = row.id<AccountId>(19),
            .verified_by_call = opened(vault, "verified_by_call", id, row.text(20)),
            .verified_at = row.instant_or_none(21),
            .refusal_reason = row.text(22),
            .source = row.text(23),
            .language = row.text(27),
            .made_at = row.instant(24),
            .version = row.number(25)};
}

std::string select_employer(std::string_view tail) { return sql::select(columns, "employers_employer", tail); }

std::vector<Employer> employers_of(const crypto::Vault& vault, const std::vector<sql::Row>& rows) {
    std::vector<Employer> made;
    made.reserve(rows.size());
    for (const auto& row : rows) made.push_back(employer_of(vault, row));
    return made;
}

Kept kept(const std::optional<int>& changed, Kept taken) {
    if (!changed) return taken;
    return *changed == 0 ? Kept::changed_meanwhile : Kept::yes;
}

// What both statements write of an employer.
std::vector<sql::Param> columns_of(const crypto::Vault& vault, const Employer& employer) {
    return {{"id", employer.id},
            {"name", employer.name},
            {"name_key", firm_key(employer.name)},
            {"nib", employer.nib},
            {"kbli", employer.kbli},
            {"kbli_version", employer.kbli_version},
            {"ownership", code(employer.ownership)},
            {"size", code(employer.size)},
            {"head", employer.head_office},
            {"head_name", employer.head_office_name},
            {"regency", employer.regency_code},
            {"address", sealed(vault, "address", employer.id, employer.address)},
            {"contact", sealed(vault, "contact_name", employer.id, employer.contact_name)},
            {"phone", sealed(vault, "contact_phone", employer.id, employer.contact_phone)},
            {"email", sealed(vault, "contact_email", employer.id, employer.contact_email)},
            {"website", employer.website},
            {"workers", employer.workers},
            {"disabled", employer.workers_disabled},
            {"local", employer.workers_local},
            {"language", employer.language}};
}

}  // namespace

Kept add_employer(sql::Transaction& tx, const crypto::Vault& vault, const Employer& employer, std::string_view request_key) {
    // Asked before the statement, whose own refusal is the last word.
    const auto rival = tx.one("select account_id from employers_employer where account_id = :account and account_id <> 0 limit 1",
                              {{"account", employer.account}});
    if (rival) return Kept::account_taken;
    auto values = columns_of(vault, employer);
    values.insert(values.end(), {{"office", employer.office},
                                 {"state", code(employer.state)},
                                 {"account", employer.account},
                                 {"call", sealed(vault, "verified_by_call", employer.id, employer.verified_by_call)},
                                 {"verified_at", employer.verified_at},
                                 {"reason", employer.refusal_reason},
                                 {"source", employer.source},
                                 {"request", request_key},
                                 {"now", employer.made_at}});
    const auto added = tx.try_run(
        "insert into employers_employer (id, office_id, state, name, name_key, nib, kbli, kbli_version, ownership, size, head_office_id,"
        " head_office_name, regency_code, address, contact_name, contact_phone, contact_email, website, workers, workers_disabled, "
        "workers_local,"
        " account_id, verified_by_call, verified_at, refusal_reason, source, request_key, made_at, language)"
        " values (:id, :office, :state, :name, :name_key, :nib, :kbli, :kbli_version, :ownership, :size, :head, :head_name, :regency, "
        ":address,"
        " :contact, :phone, :email, :website, :workers, :disabled, :local, :account, :call, :verified_at, :reason, :source, :request, "
        ":now, :language)",
        values);
    return added ? Kept::yes : request_key.empty() ? Kept::nib_known : Kept::request_known;
}

Kept change_employer(sql::Transaction& tx, const crypto::Vault& vault, const Employer& employer, std::string_view by) {
    auto values = columns_of(vault, employer);
    values.push_back({"version", employer.version});
    values.push_back({"by", by});
    const auto changed = tx.try_run(
        "update employers_employer set name = :name, name_key = :name_key, nib = :nib, kbli = :kbli, kbli_version = :kbli_version,"
        " ownership = :ownership, size = :size, head_office_id = :head, head_office_name = :head_name, regency_code = :regency, address = "
        ":address,"
        " contact_name = :contact, contact_phone = :phone, contact_email = :email, website = :website, workers = :workers,"
        " workers_disabled = :disabled, workers_local = :local, language = :language, request_key = '', decided_by = :by,"
        " version = version + 1"
        " where id = :id and version = :version",
        values);
    return kept(changed, Kept::nib_known);
}

Kept set_state(sql::Transaction& tx, const crypto::Vault& vault, const Employer& employer, std::string_view by) {
    const auto changed = tx.try_run(
        "update employers_employer set state = :state, verified_by_call = :call, verified_at = :at,"
        " verified_by = case when state = 'submitted' and :state = 'verified' then :by else verified_by end, decided_by = :by,"
        " refusal_reason = :reason, version = version + 1 where id = :id and version = :version",
        {{"id", employer.id},
         {"state", code(employer.state)},
         {"call", sealed(vault, "verified_by_call", employer.id, employer.verified_by_call)},
         {"at", employer.verified_at},
         {"by", by},
         {"reason", employer.refusal_reason},
         {"version", employer.version}});
    return kept(changed, Kept::nib_known);
}

Kept set_account(sql::Transaction& tx, const Employer& employer, std::string_view by) {
    const auto changed = tx.try_run(
        "update employers_employer set account_id = :account, decided_by = :by, version = version + 1"
        " where id = :id and version = :version",
        {{"id", employer.id}, {"account", employer.account}, {"by", by}, {"version", employer.version}});
    return kept(changed, Kept::account_taken);
}

std::optional<Employer> find_employer(sql::Transaction& tx, const crypto::Vault& vault, EmployerId id) {
    static const auto query = select_employer("where id = :id");
    const auto row = tx.one(query, {{"id", id}});
    if (!row) return {};
    return employer_of(vault, *row);
}

std::optional<Employer> employer_of_account(sql::Transaction& tx, const crypto::Vault& vault, AccountId account) {
    if (!account) return {};
    static const auto query = select_employer("where account_id = :account and account_id <> 0");
    const auto row = tx.one(query, {{"account", account}});
    if (!row) return {};
    return employer_of(vault, *row);
}

std::vector<Employer> employers(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office, std::optional<EmployerState> state) {
    static const auto every = select_employer("where office_id = :office order by name_key, id");
    static const auto in_state = select_employer("where office_id = :office and state = :state order by name_key, id");
    if (!state) return employers_of(vault, tx.all(every, {{"office", office}}));
    return employers_of(vault, tx.all(in_state, {{"office", office}, {"state", code(*state)}}));
}

std::optional<PublicEmployer> public_employer(sql::Transaction& tx, EmployerId id) {
    const auto row = tx.one(
        "select id, name, kbli, kbli_version, size, regency_code, website from employers_employer"
        " where id = :id and state = 'verified'",
        {{"id", id}});
    if (!row) return {};
    return PublicEmployer{row->id<EmployerId>(0),    row->text(1), row->text(2), row->text(3),
                          *parse_size(row->text(4)), row->text(5), row->text(6)};
}

// The row is the lock: whoever suspends it meanwhile waits, and sees then what was shown because of it.
bool hold_verified(sql::Transaction& tx, EmployerId id) {
    return tx.run("update employers_employer set state = state where id = :id and state = 'verified'", {{"id", id}}) == 1;
}

std::vector<Employer> branches(sql::Transaction& tx, const crypto::Vault& vault, EmployerId head_office) {
    static const auto query = select_employer("where head_office_id = :head and head_office_id <> 0 order by name_key, id");
    return employers_of(vault, tx.all(query, {{"head", head_office}}));
}

std::vector<Named> names(sql::Transaction& tx, OfficeId office) {
    std::vector<Named> all;
    for (const auto& row :
         tx.all("select id, name, name_key, nib, state from employers_employer where office_id = :office order by name_key, id",
                {{"office", office}}))
        all.push_back({row.id<EmployerId>(0), row.text(1), row.text(2), row.text(3), *parse_state(row.text(4))});
    return all;
}

std::optional<NameChange> find_change(sql::Transaction& tx, EmployerId id) {
    const auto row = tx.one("select name, nib, asked_at from employers_change where employer_id = :id", {{"id", id}});
    if (!row) return {};
    return NameChange{row->text(0), row->text(1), row->instant(2)};
}

void put_change(sql::Transaction& tx, const Employer& employer, const NameChange& change, std::string_view by) {
    tx.run(
        "insert into employers_change (employer_id, office_id, name, nib, asked_at, asked_by) values (:id, :office, :name, :nib, :at, :by)"
        " on conflict (employer_id) do update set name = excluded.name, nib = excluded.nib, asked_at = excluded.asked_at,"
        " asked_by = excluded.asked_by",
        {{"id", employer.id},
         {"office", employer.office},
         {"name", change.name},
         {"nib", change.nib},
         {"at", change.asked_at},
         {"by", by}});
}

void remove_change(sql::Transaction& tx, EmployerId id) { tx.run("delete from employers_change where employer_id = :id", {{"id", id}}); }

bool end_change(sql::Transaction& tx, EmployerId id, const NameChange& seen) {
    return tx.run("delete from employers_change where employer_id = :id and name = :name and nib = :nib and asked_at = :at",
                  {{"id", id}, {"name", seen.name}, {"nib", seen.nib}, {"at", seen.asked_at}}) == 1;
}

std::vector<EmployerId> waiting_changes(sql::Transaction& tx, OfficeId office) {
    std::vector<EmployerId> ids;
    for (const auto& row :
         tx.all("select employer_id from employers_change where office_id = :office order by asked_at, employer_id", {{"office", office}}))
        ids.push_back(row.id<EmployerId>(0));
    return ids;
}

Reported reported(sql::Transaction& tx, EmployerId id) {
    const auto row =
        tx.one("select vacancies, heads, filled, ended_unreported, last_at from employers_reported where employer_id = :id", {{"id", id}});
    if (!row) return {};
    return {row->number(0), row->number(1), row->number(2), row->number(3), row->instant_or_none(4)};
}

void put_reported(sql::Transaction& tx, const Employer& employer, const Reported& reported, Instant now) {
    tx.run(
        "insert into employers_reported (employer_id, office_id, vacancies, heads, filled, ended_unreported, last_at, changed_at)"
        " values (:id, :office, :vacancies, :heads, :filled, :ended, :last, :now)"
        " on conflict (employer_id) do update set vacancies = excluded.vacancies, heads = excluded.heads, filled = excluded.filled,"
        " ended_unreported = excluded.ended_unreported, last_at = excluded.last_at, changed_at = excluded.changed_at",
        {{"id", employer.id},
         {"office", employer.office},
         {"vacancies", reported.vacancies},
         {"heads", reported.heads},
         {"filled", reported.filled},
         {"ended", reported.ended_unreported},
         {"last", reported.last_at},
         {"now", now}});
}

void add_visit(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office, const Visit& visit, std::string_view by) {
    const auto seal = [&](std::string_view column, const std::string& plain) { return vault.seal({column, visit.id.value}, plain); };
    tx.run(
        "insert into employers_visit (id, office_id, employer_id, visited_on, met, note, heads_needed, next_on, made_by, made_at)"
        " values (:id, :office, :employer, :on_day, :met, :note, :heads, :next_day, :by, :now)",
        {{"id", visit.id},
         {"office", office},
         {"employer", visit.employer},
         {"on_day", visit.on},
         {"met", seal("employers_visit.met", visit.met)},
         {"note", seal("employers_visit.note", visit.note)},
         {"heads", visit.heads_needed},
         {"next_day", visit.next_on},
         {"by", by},
         {"now", visit.made_at}});
}

std::vector<Visit> visits(sql::Transaction& tx, const crypto::Vault& vault, EmployerId employer) {
    std::vector<Visit> all;
    for (const auto& row : tx.all("select id, visited_on, met, note, heads_needed, next_on, made_at from employers_visit"
                                  " where employer_id = :employer order by visited_on desc, id desc",
                                  {{"employer", employer}})) {
        const auto id = row.id<VisitId>(0);
        const auto open = [&](std::string_view column, const std::string& text) {
            return text.empty() ? text : vault.open_sealed({column, id.value}, text);
        };
        all.push_back({id, employer, row.date(1), open("employers_visit.met", row.text(2)), open("employers_visit.note", row.text(3)),
                       row.number(4), row.date_or_none(5), row.instant(6)});
    }
    return all;
}

std::vector<DueVisit> due_visits(sql::Transaction& tx, OfficeId office, Date until) {
    std::vector<DueVisit> due;
    // The last visit of each says when the next one is; an earlier promise is over.
    for (const auto& row :
         tx.all("select v.employer_id, e.name, v.next_on from employers_visit v join employers_employer e on e.id = v.employer_id"
                " where v.office_id = :office and v.next_on is not null and v.next_on <= :until and e.state <> 'refused'"
                " and not exists (select 1 from employers_visit l where l.employer_id = v.employer_id"
                " and (l.visited_on > v.visited_on or (l.visited_on = v.visited_on and l.id > v.id)))"
                " order by v.next_on, e.name_key",
                {{"office", office}, {"until", until}}))
        due.push_back({row.id<EmployerId>(0), row.text(1), row.date(2)});
    return due;
}

std::vector<std::string> faults(sql::Transaction& tx) {
    std::vector<std::string> found;
    for (const auto& row : tx.all("select b.id from employers_employer b join employers_employer h on h.id = b.head_office_id"
                                  " where b.head_office_id <> 0 and (h.office_id <> b.office_id or h.head_office_id <> 0)"))
        found.push_back("employers_employer:" + row.text(0) + " names a head office that is none of its office");
    for (const auto& row : tx.all("select c.employer_id from employers_change c join employers_employer e on e.id = c.employer_id"
                                  " where e.office_id <> c.office_id or e.state in ('submitted', 'refused')"))
        found.push_back("employers_change:" + row.text(0) + " waits although nothing was verified yet");
    return found;
}

}  // namespace employers::store
