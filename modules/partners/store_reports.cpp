#include <nlohmann/json.hpp>

#include "modules/partners/store.hpp"
#include "platform/clock/clock.hpp"

namespace partners::store {

namespace {

using nlohmann::json;

json json_of(const Pair& pair) { return {pair.men, pair.women}; }
Pair pair_of(const json& list) { return {list.at(0).get<int>(), list.at(1).get<int>()}; }

json json_of(const Balance& balance) {
    return {json_of(balance.opening), json_of(balance.added), json_of(balance.placed), json_of(balance.removed)};
}
Balance balance_of(const json& list) { return {pair_of(list.at(0)), pair_of(list.at(1)), pair_of(list.at(2)), pair_of(list.at(3))}; }

std::string figures_json(const Figures& figures) {
    json made{{"seekers", json_of(figures.seekers)}, {"vacancies", json_of(figures.vacancies)}, {"majors", json::array()}};
    for (const auto& one : figures.majors)
        made["majors"].push_back({{"major", one.major}, {"registered", json_of(one.registered)}, {"placed", json_of(one.placed)}});
    return made.dump();
}

Figures figures_of(const std::string& text) {
    const auto read = json::parse(text);
    Figures figures{balance_of(read.at("seekers")), balance_of(read.at("vacancies")), {}};
    for (const auto& one : read.at("majors"))
        figures.majors.push_back({one.at("major").get<std::string>(), pair_of(one.at("registered")), pair_of(one.at("placed"))});
    return figures;
}

Report report_of(const sql::Row& row) {
    return {row.id<SchoolId>(0), row.text(1), figures_of(row.text(2)), row.text(3), row.instant(4), row.number(5)};
}

}  // namespace

std::optional<Report> find_report(sql::Transaction& tx, SchoolId school, std::string_view month) {
    const auto row = tx.one(
        "select school_id, month, figures, note, submitted_at, revision from partners_report"
        " where school_id = :school and month = :month",
        {{"school", school}, {"month", month}});
    if (!row) return {};
    return report_of(*row);
}

std::vector<Report> reports(sql::Transaction& tx, SchoolId school, int limit) {
    std::vector<Report> found;
    for (const auto& row : tx.all("select school_id, month, figures, note, submitted_at, revision from partners_report"
                                  " where school_id = :school order by month desc limit :limit_rows",
                                  {{"school", school}, {"limit_rows", limit}}))
        found.push_back(report_of(row));
    return found;
}

void put_report(sql::Transaction& tx, const School& school, const Report& report, std::string_view by) {
    tx.run(
        "insert into partners_report (id, office_id, school_id, month, figures, note, submitted_at, submitted_by, revision)"
        " values (:id, :office, :school, :month, :figures, :note, :now, :by, 1)"
        " on conflict (school_id, month) do update set figures = excluded.figures, note = excluded.note,"
        " submitted_at = excluded.submitted_at, submitted_by = excluded.submitted_by, revision = partners_report.revision + 1",
        {{"id", ids::next()},
         {"office", school.office},
         {"school", school.id},
         {"month", report.month},
         {"figures", figures_json(report.figures)},
         {"note", report.note},
         {"now", report.submitted_at},
         {"by", by}});
}

}  // namespace partners::store
