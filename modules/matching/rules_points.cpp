#include "modules/matching/rules_points.hpp"

#include <algorithm>
#include <cmath>

namespace matching {

namespace {

constexpr int corner_count = 16;

Scale straight(int most) {
    Scale made;
    for (int at = 0; at < corner_count; ++at)
        made.corners[static_cast<std::size_t>(at)] = static_cast<std::int16_t>(most * at / (corner_count - 1));
    return made;
}

TwoScales scales(int chance, int wish) { return {straight(chance), straight(wish)}; }

constexpr int points_max = 1200;
constexpr double logit = 100;  // points

// p = 1 / (1 + exp(-z)), in 65,536ths; u = ln(1 + exp(z)), in ten-thousandths.
Worth worth_of(int chance_begin, int wish_begin) {
    Worth made;
    for (int points = 0; points <= points_max; ++points) {
        made.chance.push_back(static_cast<std::uint32_t>(std::lround(65536 / (1 + std::exp(-(points + chance_begin) / logit)))));
        made.wish.push_back(static_cast<std::uint32_t>(std::lround(10000 * std::log1p(std::exp((points + wish_begin) / logit)))));
    }
    return made;
}

Weights expert() {
    Weights made{.version = "expert-1",
                 .occupation_held = scales(120, 0),
                 .occupation_wanted = scales(0, 150),
                 .place = scales(20, 140),
                 .study = scales(25, 10),
                 .education = scales(25, 10),
                 .experience = scales(60, 10),
                 .wage = scales(0, 120),
                 .kind = scales(0, 60),
                 .skills = scales(180, 40),
                 .chance_begin = -250,
                 .wish_begin = -200,
                 .worth = {},
                 .coverage = {}};
    made.worth = worth_of(made.chance_begin, made.wish_begin);
    for (std::size_t wanted = 0; wanted < made.coverage.size(); ++wanted) {
        const auto whole = static_cast<int>(wanted * credit_max);
        // Nothing asked for: everybody has all of it.
        for (int credit = 0; credit <= whole; ++credit)
            made.coverage[wanted].push_back(made.skills.at(whole == 0 ? 1000 : 1000 * credit / whole));
    }
    return made;
}

}  // namespace

std::int16_t Scale::at(int per_mille) const {
    const int place = std::clamp(per_mille, 0, 1000) * (corner_count - 1);
    const auto below = static_cast<std::size_t>(place / 1000);
    if (below + 1 >= corners.size()) return corners.back();
    const int from = corners[below];
    return static_cast<std::int16_t>(from + (corners[below + 1] - from) * (place % 1000) / 1000);
}

const Weights& expert_weights() {
    static const auto weights = expert();
    return weights;
}

}  // namespace matching
