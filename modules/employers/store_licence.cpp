#include "modules/employers/store_licence.hpp"

#include "modules/employers/rules_licence.hpp"

namespace employers::store {

namespace {

std::string select(std::string_view rest) {
    return "select id, office_id, employer_id, kind, number, valid_until, checked_where, checked_by, checked_at, ended_at, ended_note from "
           "employers_licence " +
           std::string(rest);
}

Licence licence_of(const sql::Row& row) {
    return {.id = row.id<LicenceId>(0),
            .office = row.id<OfficeId>(1),
            .employer = row.id<EmployerId>(2),
            .kind = *parse_licence_kind(row.text(3)),
            .number = row.text(4),
            .valid_until = row.date(5),
            .checked_where = row.text(6),
            .checked_by = row.id<AccountId>(7),
            .checked_at = row.instant(8),
            .ended_at = row.instant_or_none(9),
            .ended_note = row.text(10)};
}

}  // namespace

bool add_licence(sql::Transaction& tx, const Licence& one) {
    return tx
        .try_run(
            "insert into employers_licence (id, office_id, employer_id, kind, number, valid_until, checked_where, checked_by, checked_at)"
            " values (:id, :office, :employer, :kind, :number, :until, :checked, :by, :now)",
            {{"id", one.id},
             {"office", one.office},
             {"employer", one.employer},
             {"kind", code(one.kind)},
             {"number", one.number},
             {"until", one.valid_until},
             {"checked", one.checked_where},
             {"by", one.checked_by},
             {"now", one.checked_at}})
        .has_value();
}

bool end_licence(sql::Transaction& tx, LicenceId id, std::string_view note, AccountId by, Instant now) {
    return tx.run("update employers_licence set ended_at = :now, ended_note = :note, ended_by = :by where id = :id and ended_at is null",
                  {{"id", id}, {"note", note}, {"by", by}, {"now", now}}) == 1;
}

std::optional<Licence> find_licence(sql::Transaction& tx, LicenceId id) {
    static const auto query = select("where id = :id");
    const auto row = tx.one(query, {{"id", id}});
    if (!row) return {};
    return licence_of(*row);
}

std::vector<Licence> licences(sql::Transaction& tx, EmployerId employer) {
    static const auto query = select("where employer_id = :employer order by checked_at desc, id desc");
    std::vector<Licence> all;
    for (const auto& row : tx.all(query, {{"employer", employer}})) all.push_back(licence_of(row));
    return all;
}

std::optional<LicenceId> licence_in_force(sql::Transaction& tx, EmployerId employer, Date on) {
    const auto row = tx.one(
        "select id from employers_licence where employer_id = :employer and ended_at is null and valid_until >= :day"
        " order by valid_until desc, id limit 1",
        {{"employer", employer}, {"day", on}});
    if (!row) return {};
    return row->id<LicenceId>(0);
}

}  // namespace employers::store
