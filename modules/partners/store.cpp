#include "modules/partners/store.hpp"

#include "base/text.hpp"
#include "platform/clock/clock.hpp"

namespace partners::store {

namespace {

constexpr std::string_view school_columns =
    "id, office_id, name, npsn, level, address, licence_number, licence_from, licence_until, officer_name, contact_name, contact_phone,"
    " contact_email, account_id, retired, made_at, version";

std::string sealed(const crypto::Vault& vault, std::string_view column, SchoolId id, std::string_view plain) {
    return vault.seal({"partners_school." + std::string(column), id.value}, plain);
}

std::string opened(const crypto::Vault& vault, std::string_view column, SchoolId id, const std::string& text) {
    if (text.empty()) return {};
    return vault.open_sealed({"partners_school." + std::string(column), id.value}, text);
}

School school_of(const crypto::Vault& vault, const sql::Row& row) {
    const auto id = row.id<SchoolId>(0);
    return {.id = id,
            .office = row.id<OfficeId>(1),
            .name = row.text(2),
            .npsn = row.text(3),
            .level = row.text(4),
            .address = row.text(5),
            .licence_number = row.text(6),
            .licence_from = row.date(7),
            .licence_until = row.date(8),
            .officer_name = row.text(9),
            .contact_name = row.text(10),
            .contact_phone = opened(vault, "contact_phone", id, row.text(11)),
            .contact_email = opened(vault, "contact_email", id, row.text(12)),
            .account = row.id<AccountId>(13),
            .retired = row.flag(14),
            .made_at = row.instant(15),
            .version = row.number(16)};
}

std::string select_school(std::string_view tail) {
    return "select " + std::string(school_columns) + " from partners_school " + std::string(tail);
}

std::string name_key(const School& school) { return text::lower(text::squeeze(school.name)); }

// Which unique key would say no; asked before the statement, whose own refusal is the last word.
Kept rival_of(sql::Transaction& tx, const School& school) {
    const auto rows = tx.all(
        "select licence_number, name_key, account_id from partners_school where id <> :id and"
        " (office_id = :office and (licence_number = :licence or name_key = :name)"
        " or account_id = :account and account_id <> 0)",
        {{"id", school.id},
         {"office", school.office},
         {"licence", school.licence_number},
         {"name", name_key(school)},
         {"account", school.account}});
    if (rows.empty()) return Kept::yes;
    if (rows.front().text(0) == school.licence_number) return Kept::licence_known;
    if (rows.front().text(1) == name_key(school)) return Kept::name_known;
    return Kept::account_taken;
}

// What both statements write of a school.
std::vector<sql::Param> columns_of(const crypto::Vault& vault, const School& school) {
    return {{"id", school.id},
            {"name", school.name},
            {"name_key", name_key(school)},
            {"npsn", school.npsn},
            {"level", school.level},
            {"address", school.address},
            {"licence", school.licence_number},
            {"from_day", school.licence_from},
            {"until_day", school.licence_until},
            {"officer", school.officer_name},
            {"contact", school.contact_name},
            {"phone", sealed(vault, "contact_phone", school.id, school.contact_phone)},
            {"email", sealed(vault, "contact_email", school.id, school.contact_email)},
            {"account", school.account},
            {"retired", school.retired}};
}

}  // namespace

Kept add_school(sql::Transaction& tx, const crypto::Vault& vault, const School& school) {
    if (const auto rival = rival_of(tx, school); rival != Kept::yes) return rival;
    auto values = columns_of(vault, school);
    values.insert(values.end(), {{"office", school.office}, {"now", school.made_at}});
    const auto added = tx.try_run(
        "insert into partners_school (id, office_id, name, name_key, npsn, level, address, licence_number, licence_from,"
        " licence_until, officer_name, contact_name, contact_phone, contact_email, account_id, retired, made_at)"
        " values (:id, :office, :name, :name_key, :npsn, :level, :address, :licence, :from_day, :until_day, :officer, :contact,"
        " :phone, :email, :account, :retired, :now)",
        values);
    return added ? Kept::yes : Kept::licence_known;
}

Changed change_school(sql::Transaction& tx, const crypto::Vault& vault, const School& school) {
    if (const auto rival = rival_of(tx, school); rival != Kept::yes) return {rival, false};
    auto values = columns_of(vault, school);
    values.push_back({"version", school.version});
    const auto changed = tx.try_run(
        "update partners_school set name = :name, name_key = :name_key, npsn = :npsn, level = :level, address = :address,"
        " licence_number = :licence, licence_from = :from_day, licence_until = :until_day, officer_name = :officer,"
        " contact_name = :contact, contact_phone = :phone, contact_email = :email, account_id = :account, retired = :retired,"
        " version = version + 1 where id = :id and version = :version",
        values);
    if (!changed) return {Kept::licence_known, false};
    return {Kept::yes, *changed == 0};
}

std::optional<School> find_school(sql::Transaction& tx, const crypto::Vault& vault, SchoolId id) {
    static const auto query = select_school("where id = :id");
    const auto row = tx.one(query, {{"id", id}});
    if (!row) return {};
    return school_of(vault, *row);
}

std::optional<School> school_of_account(sql::Transaction& tx, const crypto::Vault& vault, AccountId account) {
    if (!account) return {};
    static const auto query = select_school("where account_id = :account and retired = 0");
    const auto row = tx.one(query, {{"account", account}});
    if (!row) return {};
    return school_of(vault, *row);
}

std::vector<School> schools(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office) {
    static const auto query = select_school("where office_id = :office order by retired, name, id");
    std::vector<School> made;
    for (const auto& row : tx.all(query, {{"office", office}})) made.push_back(school_of(vault, row));
    return made;
}

void hold_school(sql::Transaction& tx, SchoolId id) {
    tx.run("update partners_school set account_id = account_id where id = :id", {{"id", id}});
}

std::map<std::int64_t, SchoolCounts> school_counts(sql::Transaction& tx, OfficeId office) {
    std::map<std::int64_t, SchoolCounts> counts;
    for (const auto& row : tx.all("select school_id, count(*), sum(case when state = 'sent' then 1 else 0 end) from partners_graduate"
                                  " where office_id = :office group by school_id",
                                  {{"office", office}})) {
        auto& one = counts[row.integer(0)];
        one.graduates = row.number(1);
        one.sent = row.number(2);
    }
    for (const auto& row :
         tx.all("select school_id, max(month) from partners_report where office_id = :office group by school_id", {{"office", office}}))
        counts[row.integer(0)].last_report = row.text(1);
    return counts;
}

std::vector<std::string> faults(sql::Transaction& tx) {
    std::vector<std::string> found;
    for (const auto& row : tx.all("select g.id from partners_graduate g join partners_school s on s.id = g.school_id"
                                  " where g.office_id <> s.office_id"))
        found.push_back("partners_graduate:" + row.text(0) + " is of another office than its school");
    for (const auto& row : tx.all("select id from partners_graduate where (confirmed_at is not null or outcome <> '') and state <> 'sent'"))
        found.push_back("partners_graduate:" + row.text(0) + " answered before it was handed in");
    return found;
}

}  // namespace partners::store
