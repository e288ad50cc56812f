#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "modules/matching/model_fairness.hpp"

// From people and decided applications to the board: sums, ratios with their bounds, verdicts. Pure.
namespace matching {

struct Counted {
    std::vector<Observed> people;
    int zero_slot{};
    std::vector<DecidedApplication> decided;
    std::vector<Load> loads;  // by vacancy that somebody could be shown
};
// The same town and seed give the same board, in whatever order the town is told.
FairnessBoard board_of(const Counted& town, const FairnessLimits& limits, std::uint64_t seed);

int exposure_of(const std::vector<int>& ranks);  // in thousandths
std::string age_band(int age);                   // "15–24"

// As the record keeps them.
std::string_view code(Grouping by);
std::string_view code(Measure what);
std::string_view code(Scope scope);
std::string_view code(Verdict verdict);

// Below which a ratio is looked at; 0 = it is told and not judged, as wages by schooling, which is a qualification, and
// distance by district, which lies where it lies. Of
// what is worse when it is more (vetoes, distance): above 1 / limit.
bool is_worse_when_more(Measure measure);
int limit_of(Measure measure, const FairnessLimits& limits);
int limit_of(Measure measure, Grouping by, const FairnessLimits& limits);

// Expected calibration error, in thousandths: people sorted by their chance, in up to ten classes of thirty or more.
struct Foreseen {
    std::uint64_t key{};
    std::int32_t chance{};  // in thousandths
    bool happened{};
};
struct Calibration {
    int error{};
    int by_chance{};  // what a chance that is exactly right would still show in one town of twenty
};
Calibration calibration_of(std::vector<Foreseen> all, std::uint64_t seed);

}  // namespace matching
