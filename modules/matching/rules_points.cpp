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

void fill_tables(Weights& made) {
    made.worth = worth_of(made.chance_begin, made.wish_begin);
    for (std::size_t wanted = 0; wanted < made.coverage.size(); ++wanted) {
        const auto whole = static_cast<int>(wanted * credit_max);
        // Nothing asked for: everybody has all of it.
        for (int credit = 0; credit <= whole; ++credit)
            made.coverage[wanted].push_back(made.skills.at(whole == 0 ? 1000 : 1000 * credit / whole));
    }
    constexpr int words_enough = 3;  // a long title is not read to its end
    for (int words = 1; words <= static_cast<int>(title_words_max); ++words)
        for (int own = 0; own <= words; ++own)
            made.words_shared[static_cast<std::size_t>(words)][static_cast<std::size_t>(own)] =
                made.words.at(1000 * own / std::min(words, words_enough));
    for (int liked = 0; liked <= static_cast<int>(papers_liked_max); ++liked)
        for (int held = 0; held <= liked; ++held)
            made.papers_held[static_cast<std::size_t>(liked)][static_cast<std::size_t>(held)] =
                made.liked.at(liked == 0 ? 1000 : 1000 * held / liked);
    constexpr int oldest = static_cast<int>(ages_max) - 1;
    for (int day = 0; day <= oldest; ++day) made.age[static_cast<std::size_t>(day)] = made.fresh.at(1000 * (oldest - day) / oldest);
}

// Without words, papers that are liked, and age; only for records of that time.
Weights first_expert() {
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
                 .words = {},
                 .liked = {},
                 .fresh = {},
                 .chance_begin = -250,
                 .wish_begin = -200,
                 .worth = {},
                 .coverage = {}};
    fill_tables(made);
    return made;
}

Weights second_expert() {
    auto made = first_expert();
    made.version = "expert-2";
    made.words = scales(40, 40);
    made.liked = scales(50, 0);
    made.fresh = scales(20, 20);
    made.names_all = true;
    // Where no paper is liked everybody has its points: they are taken off here, so that a score stays what it was.
    made.chance_begin -= made.liked.most().chance;
    made.coverage = {};
    fill_tables(made);
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
    static const auto weights = second_expert();
    return weights;
}

const Weights* weights_called(std::string_view version) {
    static const auto first = first_expert();
    if (version == expert_weights().version) return &expert_weights();
    return version == first.version ? &first : nullptr;
}

}  // namespace matching
