#include "modules/placement/store_exemption.hpp"

namespace placement::store {

namespace {

std::string_view code(ExemptionState state) {
    switch (state) {
        case ExemptionState::asked: return "asked";
        case ExemptionState::granted: return "granted";
        case ExemptionState::declined: return "declined";
    }
    return {};
}

ExemptionState state_of(std::string_view code) {
    return code == "granted" ? ExemptionState::granted : code == "declined" ? ExemptionState::declined : ExemptionState::asked;
}

Exemption exemption_of(const sql::Row& row) {
    return {.id = row.id<ExemptionId>(0),
            .office = row.id<OfficeId>(1),
            .vacancy = row.id<vacancies::VacancyId>(2),
            .employer = row.id<employers::EmployerId>(3),
            .reason = row.text(4),
            .state = state_of(row.text(5)),
            .asked_at = row.instant(6),
            .supply = row.is_null(7) ? std::nullopt : std::optional(row.number(7)),
            .answered_at = row.instant_or_none(8),
            .note = row.text(9)};
}

std::string select_exemption(std::string_view tail) {
    return "select id, office_id, vacancy_id, employer_id, reason, state, asked_at, supply, answered_at, note from placement_exemption " +
           std::string(tail);
}

}  // namespace

bool add_exemption(sql::Transaction& tx, const Exemption& exemption, std::string_view by) {
    return tx
        .try_run(
            "insert into placement_exemption (id, office_id, vacancy_id, employer_id, reason, state, asked_by, asked_at)"
            " values (:id, :office, :vacancy, :employer, :reason, 'asked', :by, :now)",
            {{"id", exemption.id},
             {"office", exemption.office},
             {"vacancy", exemption.vacancy},
             {"employer", exemption.employer},
             {"reason", exemption.reason},
             {"by", by},
             {"now", exemption.asked_at}})
        .has_value();
}

bool answer_exemption(sql::Transaction& tx, const Exemption& exemption, std::string_view by, Instant now) {
    return tx.run(
               "update placement_exemption set state = :state, supply = :supply, note = :note, answered_by = :by, answered_at = :now"
               " where id = :id and state = 'asked'",
               {{"id", exemption.id},
                {"state", code(exemption.state)},
                {"supply", exemption.supply},
                {"note", exemption.note},
                {"by", by},
                {"now", now}}) == 1;
}

std::optional<Exemption> find_exemption(sql::Transaction& tx, ExemptionId id) {
    static const auto query = select_exemption("where id = :id");
    const auto row = tx.one(query, {{"id", id}});
    if (!row) return {};
    return exemption_of(*row);
}

std::optional<Exemption> newest_exemption(sql::Transaction& tx, vacancies::VacancyId vacancy) {
    static const auto query = select_exemption("where vacancy_id = :vacancy order by asked_at desc, id desc limit 1");
    const auto row = tx.one(query, {{"vacancy", vacancy}});
    if (!row) return {};
    return exemption_of(*row);
}

std::vector<Exemption> exemptions(sql::Transaction& tx, OfficeId office, int limit) {
    static const auto query = select_exemption(
        "where office_id = :office order by case when state = 'asked' then 0 else 1 end, asked_at desc, id desc limit :limit");
    std::vector<Exemption> all;
    for (const auto& row : tx.all(query, {{"office", office}, {"limit", limit}})) all.push_back(exemption_of(row));
    return all;
}

bool is_exempt(sql::Transaction& tx, vacancies::VacancyId vacancy) {
    return tx.one("select 1 from placement_exemption where vacancy_id = :vacancy and state = 'granted' limit 1", {{"vacancy", vacancy}})
        .has_value();
}

}  // namespace placement::store
