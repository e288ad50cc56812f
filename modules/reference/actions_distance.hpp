#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

// How far it is from one regency or district to another: the straight line between two points, whatever sea, river or
// mountain lies between them. A district without a point of its own lies where its regency does, roughly.
namespace reference {

// Where a regency or district stands in the list, from 1; 0 = none. Stays as it is while the program runs.
using AreaNumber = std::uint16_t;
// Of a regency ("64.71"), a district, or a village's district; a province has none.
AreaNumber area_number(std::string_view code);

inline constexpr std::uint16_t unknown_distance = 0xFFFF;

struct Distance {
    std::uint16_t kilometres{unknown_distance};
    bool is_rough{};
    bool is_known() const { return kilometres != unknown_distance; }
};

// From one area to all. Neither changes once made.
struct Distances {
    std::vector<std::uint16_t> kilometres;  // by area number; of 0 it is unknown
    std::vector<std::uint8_t> is_rough;     // by area number: one of the two ends is known by its regency only

    Distance to(AreaNumber area) const;  // unknown also where nothing was measured
};
// Kept for the areas that are asked for; empty for 0.
std::shared_ptr<const Distances> distances_from(AreaNumber from);

Distance distance(std::string_view from, std::string_view to);

// Of two districts of one regency of which one has no point: a guess, not a measurement.
inline constexpr std::uint16_t within_city = 10;
inline constexpr std::uint16_t within_regency = 25;

}  // namespace reference
