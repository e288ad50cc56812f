#include "modules/matching/rules_fairness.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace matching {

namespace {

constexpr int alarm_people_min = 30;

Dimension dimension_of(std::string name, std::size_t at, const std::vector<Seen>& people, const Limits& limits) {
    std::map<std::string, std::pair<int, std::int64_t>> sums;
    for (const auto& one : people) {
        auto& [count, exposure] = sums[one.groups[at]];
        ++count;
        exposure += exposure_of(one.ranks);
    }
    Dimension made{.name = std::move(name), .groups = {}};
    int least = -1;
    int greatest = 0;
    bool are_many = true;
    for (const auto& [group, sum] : sums) {
        const int mean = static_cast<int>(sum.second / sum.first);
        const bool is_hidden = sum.first < limits.min_cell;
        made.groups.push_back({group, sum.first, is_hidden ? 0 : mean, is_hidden});
        if (is_hidden || group.empty()) continue;
        least = least < 0 ? mean : std::min(least, mean);
        greatest = std::max(greatest, mean);
        are_many = are_many && sum.first >= alarm_people_min;
    }
    const auto told = std::ranges::count_if(made.groups, [](const GroupLine& one) { return !one.is_hidden && !one.name.empty(); });
    if (told >= 2 && greatest > 0) {
        made.ratio = 1000 * least / greatest;
        made.is_alarming = are_many && made.ratio < limits.alarm_below;
    }
    return made;
}

int gini_of(std::vector<double> values) {
    std::ranges::sort(values);
    double sum = 0;
    double weighted = 0;
    for (std::size_t at = 0; at < values.size(); ++at) {
        sum += values[at];
        weighted += static_cast<double>(at + 1) * values[at];
    }
    if (sum <= 0) return 0;
    const auto count = static_cast<double>(values.size());
    return static_cast<int>(std::lround(1000 * (2 * weighted / (count * sum) - (count + 1) / count)));
}

}  // namespace

int exposure_of(const std::vector<int>& ranks) {
    double sum = 0;
    for (const int rank : ranks) sum += 1 / std::log2(1.0 + rank);
    return static_cast<int>(std::lround(1000 * sum));
}

std::string age_band(int age) {
    if (age < 25) return "15–24";
    if (age < 35) return "25–34";
    if (age < 45) return "35–44";
    return age < 55 ? "45–54" : "55+";
}

Board board_of(const std::vector<std::string>& dimensions, const std::vector<Seen>& people, const std::vector<Load>& loads,
               const Limits& limits) {
    Board made;
    made.people = static_cast<int>(people.size());
    for (std::size_t at = 0; at < dimensions.size(); ++at) made.dimensions.push_back(dimension_of(dimensions[at], at, people, limits));
    for (const auto& one : people) made.zero_slot += one.ranks.empty() && one.has_feasible;
    std::vector<double> shares;
    for (const auto& one : loads) {
        ++made.vacancies;
        made.covered += one.given > 0;
        made.over += one.given > one.capacity;
        const double share = one.capacity == 0 ? 0 : static_cast<double>(one.given) / one.capacity;
        shares.push_back(share);
        made.most_load = std::max(made.most_load, static_cast<int>(std::lround(1000 * share)));
    }
    made.gini = gini_of(std::move(shares));
    return made;
}

}  // namespace matching
