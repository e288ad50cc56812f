#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/date.hpp"

// Whether groups of people fare alike, as the board counts it. The groups are known only to the job that counts: what it
// keeps is added up, never told below the office's smallest cell, and nothing of it flows back into a score.
namespace matching {

// By what people are told apart. `needs`: says that the workplace must provide something, never why.
// `centre`: the third of people who live nearest to the regency's centre, the next, the farthest.
enum class Grouping { sex, age, needs, district, centre, education, situation, school };
inline constexpr std::array all_groupings{Grouping::sex,    Grouping::age,       Grouping::needs,     Grouping::district,
                                          Grouping::centre, Grouping::education, Grouping::situation, Grouping::school};
inline constexpr std::size_t grouping_count = all_groupings.size();

// What is measured of a group. `conditional` to `vetoes` and the two outcomes compare with everybody else of the same
// schooling, field of work and regency; outcomes with everybody else at the same company.
enum class Measure {
    data,         // facts told in the profile, of those that the engine reads
    score,        // of the ten best, before any price
    exposure,     // sum of 1 / log2(1 + rank); the lowest group to the highest
    conditional,  // exposure
    widening,     // conditional exposure to the gap in scores: below one, the list widens what the scores show
    wage,         // middle of the wages shown, in thousands of rupiah
    contract,     // permanent or fixed-term, of those shown
    distance,     // from the person's district to those shown, in tenths of kilometres
    pins,         // officers' words of the last 90 days, for a thousand people
    relaxations,
    vetoes,
    invited,  // of decided applications
    hired,
    calibration,  // how far the chance of being taken that was computed is from what happened
};
inline constexpr std::array all_measures{Measure::data,   Measure::score,    Measure::exposure, Measure::conditional, Measure::widening,
                                         Measure::wage,   Measure::contract, Measure::distance, Measure::pins,        Measure::relaxations,
                                         Measure::vetoes, Measure::invited,  Measure::hired,    Measure::calibration};
inline constexpr std::size_t measure_count = all_measures.size();

// `watch`: beyond the limit, and chance alone could do that. `alarm`: it could not.
enum class Verdict { too_few, fine, watch, alarm };
enum class Scope { office, sector, employer };

// One person, or one decided application, as the board counts them.
inline constexpr std::int32_t not_told = -1;
struct Observed {
    std::uint64_t key{};                               // of the person: the same draws whenever and in whatever order
    std::array<std::string, grouping_count> groups{};  // "" = not known
    std::string schooling;                             // with `stratum`, who is compared with whom
    std::string stratum;
    std::array<std::int32_t, measure_count> values{};

    Observed() { values.fill(not_told); }
    const std::string& group(Grouping by) const { return groups[static_cast<std::size_t>(by)]; }
    std::int32_t& value(Measure what) { return values[static_cast<std::size_t>(what)]; }
    std::int32_t value(Measure what) const { return values[static_cast<std::size_t>(what)]; }
};
struct DecidedApplication : Observed {
    std::string employer;
    std::string sector;  // letter of KBLI; "" = not known
};
struct Load {
    int given{};
    int capacity{};
};

// All of an office's own: parameters of the rule pack.
struct FairnessLimits {
    int min_cell{10};      // people: a smaller group is not told of
    int alarm_people{30};  // and none below this rings
    int exposure{800};     // ratios, in thousandths
    int conditional{900};
    int quality{970};
    int outcome{800};
    int calibration{50};
    int coverage{980};
    friend bool operator==(const FairnessLimits&, const FairnessLimits&) = default;
};

struct FairnessLine {
    Measure measure{};
    Grouping grouping{};
    Scope scope{Scope::office};
    std::string scope_name;  // of the company; letter of the sector
    std::string group;
    int people{};  // 0 = too few to be told, and so are the figures
    int value{};   // of the group, in thousandths or what the measure says
    int ratio{};   // to everybody else, in thousandths; 0 with `high` 0 = nothing to compare with
    int low{};     // lower and upper 95 % bound; of calibration: what chance alone would do
    int high{};
    Verdict verdict{Verdict::too_few};

    bool is_hidden() const { return people == 0; }
    bool is_compared() const { return high > 0; }
    friend bool operator==(const FairnessLine&, const FairnessLine&) = default;
};

struct FairnessBoard {
    Instant at;
    int people{};     // who take part
    int zero_slot{};  // of them, with fewer suggestions than the floor although enough were open to them
    int vacancies{};  // that somebody could be shown
    int covered{};    // and that somebody is shown
    int most_load{};  // of capacity, in thousandths
    int over{};       // vacancies above their capacity
    int gini{};       // of load to capacity, in thousandths
    int decided{};    // applications of the last twelve months
    FairnessLimits limits;
    std::vector<FairnessLine> lines;
};

}  // namespace matching
