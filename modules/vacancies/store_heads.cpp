#include "modules/vacancies/store_heads.hpp"

#include <stdexcept>
#include <string>

#include "modules/vacancies/rules.hpp"

namespace vacancies::store {

namespace {

std::string select(std::string_view rest) {
    return "select id, office_id, vacancy_id, men, women, cancelled, state_before, ended, by_office, made_by, made_at, take_back_until,"
           " stands, taken_back_at from vacancies_heads " +
           std::string(rest);
}

HeadsReport report_of(const sql::Row& row) {
    const auto before = parse_state(row.text(6));
    if (!before) throw std::runtime_error("vacancies_heads holds \"" + row.text(6) + "\"");
    return {.id = row.id<HeadsReportId>(0),
            .office = row.id<OfficeId>(1),
            .vacancy = row.id<VacancyId>(2),
            .men = row.number(3),
            .women = row.number(4),
            .cancelled = row.number(5),
            .before = *before,
            .ended = row.flag(7),
            .by_office = row.flag(8),
            .made_by = row.id<AccountId>(9),
            .made_at = row.instant(10),
            .take_back_until = row.instant_or_none(11),
            .stands = row.flag(12),
            .taken_back_at = row.instant_or_none(13)};
}

std::optional<HeadsReport> first_of(const std::optional<sql::Row>& row) {
    if (!row) return {};
    return report_of(*row);
}

std::vector<HeadsReport> all_of(const std::vector<sql::Row>& rows) {
    std::vector<HeadsReport> made;
    for (const auto& row : rows) made.push_back(report_of(row));
    return made;
}

}  // namespace

void add_report(sql::Transaction& tx, const HeadsReport& one) {
    tx.run(
        "insert into vacancies_heads (id, office_id, vacancy_id, men, women, cancelled, state_before, ended, by_office, made_by, made_at,"
        " take_back_until) values (:id, :office, :vacancy, :men, :women, :cancelled, :before, :ended, :by_office, :made_by, :made_at,"
        " :until)",
        {{"id", one.id},
         {"office", one.office},
         {"vacancy", one.vacancy},
         {"men", one.men},
         {"women", one.women},
         {"cancelled", one.cancelled},
         {"before", code(one.before)},
         {"ended", one.ended},
         {"by_office", one.by_office},
         {"made_by", one.made_by},
         {"made_at", one.made_at},
         {"until", one.take_back_until}});
}

std::optional<HeadsReport> find_report(sql::Transaction& tx, HeadsReportId id) {
    static const auto query = select("where id = :id");
    return first_of(tx.one(query, {{"id", id}}));
}

std::vector<HeadsReport> reports_of(sql::Transaction& tx, VacancyId vacancy, int limit) {
    static const auto query = select("where vacancy_id = :vacancy order by id desc limit :limit");
    return all_of(tx.all(query, {{"vacancy", vacancy}, {"limit", limit}}));
}

std::vector<HeadsReport> newest_reports(sql::Transaction& tx, employers::EmployerId employer, Instant since) {
    static const auto query = select(
        "where id in (select max(h.id) from vacancies_heads h join vacancies_vacancy v on v.id = h.vacancy_id"
        " where v.employer_id = :employer and h.made_at >= :since and h.taken_back_at is null group by h.vacancy_id)");
    return all_of(tx.all(query, {{"employer", employer}, {"since", since}}));
}

std::optional<HeadsReport> ending_report(sql::Transaction& tx, VacancyId vacancy, Instant closed_at) {
    static const auto query = select(
        "where vacancy_id = :vacancy and ended = 1 and made_at = :closed_at and stands = 0 and taken_back_at is null"
        " order by id desc limit 1");
    return first_of(tx.one(query, {{"vacancy", vacancy}, {"closed_at", closed_at}}));
}

bool take_back(sql::Transaction& tx, HeadsReportId id, Instant now, AccountId by) {
    return tx.run(
               "update vacancies_heads set taken_back_at = :now, taken_back_by = :by where id = :id and taken_back_at is null"
               " and stands = 0 and (take_back_until is null or take_back_until >= :now)",
               {{"id", id}, {"now", now}, {"by", by}}) == 1;
}

void end_no_more(sql::Transaction& tx, VacancyId vacancy) {
    tx.run(
        "update vacancies_heads set ended = 0, take_back_until = null where vacancy_id = :vacancy and ended = 1 and stands = 0"
        " and taken_back_at is null",
        {{"vacancy", vacancy}});
}

void let_stand(sql::Transaction& tx, VacancyId vacancy) {
    tx.run("update vacancies_heads set stands = 1 where vacancy_id = :vacancy and stands = 0 and taken_back_at is null",
           {{"vacancy", vacancy}});
}

}  // namespace vacancies::store
