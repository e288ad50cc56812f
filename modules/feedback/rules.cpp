#include "modules/feedback/rules.hpp"

#include <algorithm>

#include "base/whole.hpp"

namespace feedback {
namespace {

std::int64_t rounded(std::int64_t numerator, std::int64_t denominator) { return (2 * numerator + denominator) / (2 * denominator); }

Period period(int year, int first_month, int months, std::string code) {
    const auto first = *Date::of(year, first_month, 1);
    return {first, first.plus_months(months) - 1, std::move(code)};
}

}  // namespace

Grade grade_of(int index_hundredths, const GradeLimits& limits) {
    if (index_hundredths >= limits.a) return Grade::a;
    if (index_hundredths >= limits.b) return Grade::b;
    if (index_hundredths >= limits.c) return Grade::c;
    return Grade::d;
}

std::optional<Index> index_of(const Tally& tally, const GradeLimits& limits) {
    if (tally.answers <= 0) return {};
    Index index;
    std::int64_t whole = 0;
    for (std::size_t at = 0; at < element_count; ++at) {
        index.element_hundredths[at] = static_cast<int>(rounded(100 * tally.sums[at], tally.answers));
        whole += tally.sums[at];
    }
    const auto ratings = static_cast<std::int64_t>(element_count) * tally.answers;
    index.weighted_hundredths = static_cast<int>(rounded(100 * whole, ratings));
    // IKM = NRR tertimbang x 25, from the exact mean.
    index.index_hundredths = static_cast<int>(rounded(2500 * whole, ratings));
    index.grade = grade_of(index.index_hundredths, limits);
    return index;
}

void hide_small(std::vector<Cell>& rows, int least) {
    int hidden = 0;
    for (auto& row : rows) {
        row.is_hidden = row.tally.answers > 0 && row.tally.answers < least;
        hidden += row.is_hidden ? row.tally.answers : 0;
    }
    if (hidden == 0 || hidden >= least) return;
    // The whole less the shown rows is what was hidden: together with one more row it is nobody's.
    auto next = rows.end();
    for (auto row = rows.begin(); row != rows.end(); ++row) {
        if (row->is_hidden || row->tally.answers == 0) continue;
        if (next == rows.end() || row->tally.answers < next->tally.answers) next = row;
    }
    if (next != rows.end()) next->is_hidden = true;
}

std::optional<Period> parse_period(std::string_view code) {
    if (code.size() < 4) return {};
    const auto year = text::whole(code.substr(0, 4));
    if (!year || *year < 2000 || *year > 2199) return {};
    for (auto& one : periods_of(*year))
        if (one.code == code) return one;
    return {};
}

std::vector<Period> periods_of(int year) {
    const auto text = std::to_string(year);
    std::vector<Period> all{period(year, 1, 12, text)};
    for (int half = 0; half < 2; ++half) all.push_back(period(year, 1 + 6 * half, 6, text + "-S" + std::to_string(half + 1)));
    for (int quarter = 0; quarter < 4; ++quarter)
        all.push_back(period(year, 1 + 3 * quarter, 3, text + "-T" + std::to_string(quarter + 1)));
    return all;
}

Period half_before(Date today) {
    return today.month() > 6 ? *parse_period(std::to_string(today.year()) + "-S1")
                             : *parse_period(std::to_string(today.year() - 1) + "-S2");
}

bool is_open(Date visit, Date today, int days) { return visit <= today && today - visit <= days; }

}  // namespace feedback
