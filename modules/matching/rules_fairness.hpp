#pragma once

#include <cstdint>
#include <string>
#include <vector>

// Whether groups of people see alike. The groups are known only here, added up and never told below `min_cell` people;
// nothing of it flows back into a score. Pure.
namespace matching {

// One person as the board counts them: names of groups, and how much they were shown.
struct Seen {
    std::vector<std::string> groups;  // one for each dimension, in the order of the board; "" = not known
    std::vector<int> ranks;           // of what they were shown, from 1
    bool has_feasible{};              // enough vacancies were open to them
};

struct GroupLine {
    std::string name;
    int people{};
    int exposure{};    // in thousandths: mean of the sum of 1 / log2(1 + rank)
    bool is_hidden{};  // too few people
};
struct Dimension {
    std::string name;
    std::vector<GroupLine> groups;  // by name
    int ratio{};                    // the least exposure to the greatest, in thousandths; 0 = nothing to compare
    bool is_alarming{};             // below the office's limit, among groups of at least 30
};

struct Board {
    std::vector<Dimension> dimensions;
    int people{};
    int zero_slot{};  // people with nothing although enough was open to them
    int vacancies{};  // that somebody could be shown
    int covered{};    // and that somebody is shown
    int most_load{};  // of capacity, in thousandths
    int over{};       // vacancies above their capacity
    int gini{};       // of load to capacity, in thousandths
};

struct Load {
    int given{};
    int capacity{};
};
// Fewer people than `min_cell` are not told of; a ratio below `alarm_below`, in thousandths, rings.
struct Limits {
    int min_cell{};
    int alarm_below{};
};
Board board_of(const std::vector<std::string>& dimensions, const std::vector<Seen>& people, const std::vector<Load>& loads,
               const Limits& limits);

int exposure_of(const std::vector<int>& ranks);  // in thousandths
std::string age_band(int age);                   // "15–24"

}  // namespace matching
