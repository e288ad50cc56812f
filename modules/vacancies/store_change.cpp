#include "modules/vacancies/store_change.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "modules/vacancies/rules_change.hpp"

namespace vacancies::store {

namespace {

using nlohmann::json;

std::string text_of(const std::vector<FieldChange>& fields) {
    auto list = json::array();
    for (const auto& one : fields) list.push_back({one.field, one.before, one.after});
    return list.dump();
}

std::vector<FieldChange> fields_of(const std::string& text) {
    std::vector<FieldChange> made;
    for (const auto& one : json::parse(text))
        made.push_back({one.at(0).get<std::string>(), one.at(1).get<std::string>(), one.at(2).get<std::string>()});
    return made;
}

std::string select(std::string_view rest) {
    return "select id, office_id, vacancy_id, state, fields, typed, held_because, by_office, made_by, made_at, decided_by, decided_at, note"
           " from vacancies_change " +
           std::string(rest);
}

Change change_of(const sql::Row& row) {
    const auto state = parse_change_state(row.text(3));
    if (!state) throw std::runtime_error("vacancies_change holds \"" + row.text(3) + "\"");
    return {.id = row.id<ChangeId>(0),
            .office = row.id<OfficeId>(1),
            .vacancy = row.id<VacancyId>(2),
            .state = *state,
            .fields = fields_of(row.text(4)),
            .typed = json::parse(row.text(5)).get<std::vector<std::pair<std::string, std::string>>>(),
            .held_because = row.text(6),
            .by_office = row.flag(7),
            .made_by = row.id<AccountId>(8),
            .made_at = row.instant(9),
            .decided_by = row.id<AccountId>(10),
            .decided_at = row.instant_or_none(11),
            .note = row.text(12)};
}

std::optional<Change> first_of(const std::optional<sql::Row>& row) {
    if (!row) return {};
    return change_of(*row);
}

std::vector<Change> all_of(const std::vector<sql::Row>& rows) {
    std::vector<Change> made;
    for (const auto& row : rows) made.push_back(change_of(row));
    return made;
}

}  // namespace

bool add_change(sql::Transaction& tx, const Change& one) {
    return tx
        .try_run(
            "insert into vacancies_change (id, office_id, vacancy_id, state, fields, typed, held_because, by_office, made_by, made_at,"
            " decided_by, decided_at, note) values (:id, :office, :vacancy, :state, :fields, :typed, :held, :by_office, :made_by, :made_at,"
            " :decided_by, :decided_at, :note)",
            {{"id", one.id},
             {"office", one.office},
             {"vacancy", one.vacancy},
             {"state", code(one.state)},
             {"fields", text_of(one.fields)},
             {"typed", json(one.typed).dump()},
             {"held", one.held_because},
             {"by_office", one.by_office},
             {"made_by", one.made_by},
             {"made_at", one.made_at},
             {"decided_by", one.decided_by},
             {"decided_at", one.decided_at},
             {"note", one.note}})
        .has_value();
}

std::optional<Change> find_change(sql::Transaction& tx, ChangeId id) {
    static const auto query = select("where id = :id");
    return first_of(tx.one(query, {{"id", id}}));
}

std::optional<Change> waiting_change(sql::Transaction& tx, VacancyId vacancy) {
    static const auto query = select("where vacancy_id = :vacancy and state = 'waiting'");
    return first_of(tx.one(query, {{"vacancy", vacancy}}));
}

std::optional<Change> newest_shown_change(sql::Transaction& tx, VacancyId vacancy) {
    static const auto query = select("where vacancy_id = :vacancy and state = 'shown' order by decided_at desc, id desc limit 1");
    return first_of(tx.one(query, {{"vacancy", vacancy}}));
}

std::vector<Change> changes_of(sql::Transaction& tx, VacancyId vacancy, int limit) {
    static const auto query = select("where vacancy_id = :vacancy order by id desc limit :limit");
    return all_of(tx.all(query, {{"vacancy", vacancy}, {"limit", limit}}));
}

std::vector<Change> waiting_changes(sql::Transaction& tx, OfficeId office, int limit) {
    static const auto query = select("where office_id = :office and state = 'waiting' order by id limit :limit");
    return all_of(tx.all(query, {{"office", office}, {"limit", limit}}));
}

bool decide_change(sql::Transaction& tx, const Change& one) {
    return tx.run(
               "update vacancies_change set state = :state, decided_by = :by, decided_at = :at, note = :note"
               " where id = :id and state = 'waiting'",
               {{"id", one.id}, {"state", code(one.state)}, {"by", one.decided_by}, {"at", one.decided_at}, {"note", one.note}}) == 1;
}

void revive_change(sql::Transaction& tx, VacancyId vacancy, Instant closed_at) {
    tx.run(
        "update vacancies_change set state = 'waiting', decided_at = null where vacancy_id = :vacancy and state = 'lapsed' and decided_at "
        "= "
        ":closed_at",
        {{"vacancy", vacancy}, {"closed_at", closed_at}});
}

}  // namespace vacancies::store
