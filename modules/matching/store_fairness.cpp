#include "modules/matching/store_fairness.hpp"

#include <array>

#include "modules/matching/rules_fairness.hpp"

namespace matching::store {

namespace {

template <class Enum, std::size_t Count>
Enum coded(const std::array<Enum, Count>& all, std::string_view text) {
    for (const auto one : all)
        if (code(one) == text) return one;
    throw sql::Failure("matching_fairness_line: " + std::string(text));
}

constexpr std::array all_scopes{Scope::office, Scope::sector, Scope::employer};
constexpr std::array all_verdicts{Verdict::too_few, Verdict::fine, Verdict::watch, Verdict::alarm};

void add_line(sql::Transaction& tx, OfficeId office, int number, const FairnessLine& one, int min_cell) {
    tx.run(
        "insert into matching_fairness_line (office_id, line, min_cell, measure, grouped_by, scope, scope_name, group_name, people, value, "
        "ratio, low, high, verdict) values (:office, :line, :min_cell, :measure, :grouping, :scope, :scope_name, :group_name, :people, "
        ":value, :ratio, :low, :high, :verdict)",
        {{"office", office},
         {"line", number},
         {"min_cell", min_cell},
         {"measure", code(one.measure)},
         {"grouping", code(one.grouping)},
         {"scope", code(one.scope)},
         {"scope_name", one.scope_name},
         {"group_name", one.group},
         {"people", one.people},
         {"value", one.value},
         {"ratio", one.ratio},
         {"low", one.low},
         {"high", one.high},
         {"verdict", code(one.verdict)}});
}

}  // namespace

// The board's own row is the lock: who counted at the same moment waits here, and leaves no line of theirs.
void keep_board(sql::Transaction& tx, OfficeId office, BatchId batch, const FairnessBoard& board) {
    const auto& limits = board.limits;
    tx.run(
        "insert into matching_fairness (office_id, batch_id, at, people, zero_slot, vacancies, covered, most_load, overfull, gini, "
        "decided, "
        "min_cell, alarm_people, limit_exposure, limit_conditional, limit_quality, limit_outcome, limit_calibration, limit_coverage)"
        " values (:office, :batch, :at, :people, :zero_slot, :vacancies, :covered, :most_load, :over, :gini, :decided, :min_cell, "
        ":alarm_people, :exposure, :conditional, :quality, :outcome, :calibration, :coverage)"
        " on conflict (office_id) do update set batch_id = excluded.batch_id, at = excluded.at, people = excluded.people, zero_slot = "
        "excluded.zero_slot, vacancies = excluded.vacancies, covered = excluded.covered, most_load = excluded.most_load, overfull = "
        "excluded.overfull, gini = excluded.gini, decided = excluded.decided, min_cell = excluded.min_cell, alarm_people = "
        "excluded.alarm_people, limit_exposure = excluded.limit_exposure, limit_conditional = excluded.limit_conditional, limit_quality = "
        "excluded.limit_quality, limit_outcome = excluded.limit_outcome, limit_calibration = excluded.limit_calibration, limit_coverage = "
        "excluded.limit_coverage",
        {{"office", office},
         {"batch", batch},
         {"at", board.at},
         {"people", board.people},
         {"zero_slot", board.zero_slot},
         {"vacancies", board.vacancies},
         {"covered", board.covered},
         {"most_load", board.most_load},
         {"over", board.over},
         {"gini", board.gini},
         {"decided", board.decided},
         {"min_cell", limits.min_cell},
         {"alarm_people", limits.alarm_people},
         {"exposure", limits.exposure},
         {"conditional", limits.conditional},
         {"quality", limits.quality},
         {"outcome", limits.outcome},
         {"calibration", limits.calibration},
         {"coverage", limits.coverage}});
    tx.run("delete from matching_fairness_line where office_id = :office", {{"office", office}});
    int number = 0;
    for (const auto& one : board.lines) add_line(tx, office, ++number, one, limits.min_cell);
}

std::optional<FairnessBoard> find_board(sql::Transaction& tx, OfficeId office) {
    const auto row = tx.one(
        "select at, people, zero_slot, vacancies, covered, most_load, overfull, gini, decided, min_cell, alarm_people, limit_exposure, "
        "limit_conditional, limit_quality, limit_outcome, limit_calibration, limit_coverage from matching_fairness where office_id = "
        ":office",
        {{"office", office}});
    if (!row) return {};
    FairnessBoard board{.at = row->instant(0),
                        .people = row->number(1),
                        .zero_slot = row->number(2),
                        .vacancies = row->number(3),
                        .covered = row->number(4),
                        .most_load = row->number(5),
                        .over = row->number(6),
                        .gini = row->number(7),
                        .decided = row->number(8),
                        .limits = {.min_cell = row->number(9),
                                   .alarm_people = row->number(10),
                                   .exposure = row->number(11),
                                   .conditional = row->number(12),
                                   .quality = row->number(13),
                                   .outcome = row->number(14),
                                   .calibration = row->number(15),
                                   .coverage = row->number(16)},
                        .lines = {}};
    for (const auto& line :
         tx.all("select measure, grouped_by, scope, scope_name, group_name, people, value, ratio, low, high, verdict from "
                "matching_fairness_line where office_id = :office order by line",
                {{"office", office}}))
        board.lines.push_back({.measure = coded(all_measures, line.text(0)),
                               .grouping = coded(all_groupings, line.text(1)),
                               .scope = coded(all_scopes, line.text(2)),
                               .scope_name = line.text(3),
                               .group = line.text(4),
                               .people = line.number(5),
                               .value = line.number(6),
                               .ratio = line.number(7),
                               .low = line.number(8),
                               .high = line.number(9),
                               .verdict = coded(all_verdicts, line.text(10))});
    return board;
}

std::vector<OfficeId> offices_with_board(sql::Transaction& tx) {
    std::vector<OfficeId> all;
    for (const auto& row : tx.all("select office_id from matching_fairness order by office_id")) all.push_back(row.id<OfficeId>(0));
    return all;
}

std::optional<FirstSuggested> first_suggested(sql::Transaction& tx, ProfileId profile, vacancies::VacancyId vacancy) {
    const auto row =
        tx.one("select weights, outcome from matching_record where profile_id = :profile and vacancy_id = :vacancy order by id limit 1",
               {{"profile", profile}, {"vacancy", vacancy}});
    if (!row) return {};
    return FirstSuggested{row->text(0), row->text(1)};
}

}  // namespace matching::store
