#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "modules/feedback/model.hpp"

namespace feedback {

// Answers added up; nothing else of them is needed.
struct Tally {
    int answers{};
    std::array<std::int64_t, element_count> sums{};
};
struct Index {
    std::array<int, element_count> element_hundredths{};  // mean of each element, 1.00 to 4.00
    int weighted_hundredths{};                            // NRR tertimbang: each element weighs 1/9
    int index_hundredths{};                               // IKM, 25.00 to 100.00
    Grade grade{Grade::d};
};
// From which index, in hundredths, a grade begins. PermenPANRB 14/2017, annex; the office's parameters survey_grade_*_from.
struct GradeLimits {
    int a{8831};
    int b{7661};
    int c{6500};

    bool operator==(const GradeLimits&) const = default;
};
// Empty without answers. The ninth is taken exactly, not as 0.11, which would lose a point in a hundred.
std::optional<Index> index_of(const Tally& tally, const GradeLimits& limits = {});
Grade grade_of(int index_hundredths, const GradeLimits& limits = {});

// One row of a table that is shown to people: hidden where so few answered that somebody might be recognised.
struct Cell {
    std::string service;
    Tally tally;
    bool is_hidden{};
};
// Hides rows with fewer than `least` answers; where what is hidden could be worked out from the whole, the next smallest too.
void hide_small(std::vector<Cell>& rows, int least);

// A year, or one of its quarters or halves, as offices report.
struct Period {
    Date first;
    Date last;
    std::string code;  // "2026", "2026-S1", "2026-T3"
};
std::optional<Period> parse_period(std::string_view code);
std::vector<Period> periods_of(int year);  // year, halves, quarters
Period half_before(Date today);            // the last half-year that is over

// Whether the ticket's survey is open on this day: from the visit on, for so many days.
bool is_open(Date visit, Date today, int days);

constexpr std::size_t body_max = 3000;
constexpr std::size_t remark_max = 500;

}  // namespace feedback
