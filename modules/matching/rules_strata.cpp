#include "modules/matching/rules_strata.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/mix.hpp"

namespace matching {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double error_allowed = 0.05;

// 65,536 times the chance that Poisson(1) is at most 0, 1, 2 …
constexpr std::array<std::uint32_t, 7> at_most{24109, 48219, 60274, 64292, 65296, 65497, 65531};

std::uint8_t times_of(std::uint32_t drawn) {
    std::uint8_t times = 0;
    for (const auto limit : at_most) times = static_cast<std::uint8_t>(times + (drawn >= limit));
    return times;
}

// Below which a share of 1 - tail of the normal distribution lies.
double deviations(double tail) {
    double low = 0;
    double high = 8;
    for (int step = 0; step < 60; ++step) {
        const double middle = (low + high) / 2;
        (std::erfc(middle / std::sqrt(2.0)) / 2 > tail ? low : high) = middle;
    }
    return low;
}

double tail_of(std::size_t comparisons) { return error_allowed / static_cast<double>(std::max<std::size_t>(comparisons, 1)); }

}  // namespace

Draws::Draws(std::span<const std::uint64_t> keys, std::uint64_t seed) : times_(keys.size() * width) {
    for (std::size_t person = 0; person < keys.size(); ++person) {
        auto* times = times_.data() + person * width;
        times[0] = 1;
        auto state = mixed(keys[person] ^ mixed(seed));
        for (std::size_t draw = 0; draw < draws_count; draw += 4) {
            state += golden_step;
            auto four = mixed(state);
            for (std::size_t each = 0; each < 4; ++each, four >>= 16)
                times[1 + draw + each] = times_of(static_cast<std::uint32_t>(four & 0xFFFF));
        }
    }
}

std::optional<Bounds> bounds_of(double ratio, std::span<const double> logs, std::size_t comparisons) {
    double sum = 0;
    double squares = 0;
    std::size_t count = 0;
    for (const double one : logs) {
        if (std::isnan(one)) continue;
        sum += one;
        squares += one * one;
        ++count;
    }
    if (ratio <= 0 || count < draws_count / 2) return {};
    const auto many = static_cast<double>(count);
    const double spread = std::sqrt(std::max(0.0, (squares - sum * sum / many) / (many - 1)));
    const double wide = std::exp(deviations(tail_of(comparisons)) * spread);
    return Bounds{ratio / wide, ratio * wide};
}

void Strata::add(std::size_t group, std::uint32_t stratum, std::int32_t value, std::span<const std::uint8_t> times) {
    auto& cell = cells_[{stratum, group}];
    if (cell.people.empty()) {
        cell.people.resize(Draws::width);
        cell.sum.resize(Draws::width);
    }
    cell.with_something += value > 0;
    for (std::size_t draw = 0; draw < Draws::width; ++draw) {
        cell.people[draw] += times[draw];
        cell.sum[draw] += std::int64_t{value} * times[draw];
    }
}

// The two sides of a ratio, by draw: what the group has and what the others have, each weighed with the other side's people.
struct Strata::Sides {
    std::array<double, Draws::width> own{};
    std::array<double, Draws::width> others{};
    int people{};
    int people_others{};
    int others_with_something{};

    void add(const Cell& group, const std::vector<const Cell*>& rest) {
        for (std::size_t draw = 0; draw < Draws::width; ++draw) {
            std::int64_t count = 0;
            std::int64_t sum = 0;
            for (const auto* one : rest) {
                count += one->people[draw];
                sum += one->sum[draw];
            }
            const auto all = static_cast<double>(count + group.people[draw]);
            if (all == 0) continue;
            own[draw] += static_cast<double>(group.sum[draw]) * static_cast<double>(count) / all;
            others[draw] += static_cast<double>(sum) * group.people[draw] / all;
        }
        people += group.people[0];
        for (const auto* one : rest) {
            people_others += one->people[0];
            others_with_something += one->with_something;
        }
    }
};

std::optional<Ratio> Strata::ratio(std::size_t group, std::optional<std::size_t> other, std::size_t comparisons) const {
    Sides sides;
    for (auto at = cells_.begin(); at != cells_.end();) {
        const auto stratum = at->first.first;
        const Cell* own = nullptr;
        std::vector<const Cell*> rest;
        for (; at != cells_.end() && at->first.first == stratum; ++at) {
            if (at->first.second == group)
                own = &at->second;
            else if (!other || at->first.second == *other)
                rest.push_back(&at->second);
        }
        if (own != nullptr && !rest.empty()) sides.add(*own, rest);
    }
    if (sides.people == 0 || sides.others[0] <= 0) return {};
    Ratio made{.value = sides.own[0] / sides.others[0], .people = sides.people, .others = sides.people_others, .logs = {}};
    for (std::size_t draw = 1; draw < Draws::width; ++draw)
        made.logs.push_back(sides.own[draw] > 0 && sides.others[draw] > 0 ? std::log(sides.own[draw] / sides.others[draw]) : not_a_number);
    if (const auto bounds = bounds_of(made.value, made.logs, comparisons)) {
        made.low = bounds->low;
        made.high = bounds->high;
        return made;
    }
    // Nobody of the group has anything. So many of them could have with this chance and none did (the rule of three), beside
    // the share of the others who have.
    const double share = static_cast<double>(sides.others_with_something) / sides.people_others;
    if (made.value > 0 || share <= 0) return {};
    made.high = -std::log(tail_of(comparisons)) / sides.people / share;
    return made;
}

std::optional<Ratio> Strata::against_others(std::size_t group, std::size_t comparisons) const { return ratio(group, {}, comparisons); }

std::optional<Ratio> Strata::against(std::size_t group, std::size_t other, std::size_t comparisons) const {
    return ratio(group, other, comparisons);
}

}  // namespace matching
