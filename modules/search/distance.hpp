#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "modules/reference/actions_distance.hpp"

// Vacancies by how far they are from one area: a look into its table of distances for each, no trigonometry.
namespace search {

// What people choose from, kilometres. A ring is what lies within one of them and not within the one before.
inline constexpr std::array<std::uint16_t, 5> distances_offered{5, 10, 25, 50, 100};
inline constexpr std::uint8_t ring_beyond = distances_offered.size();  // farther than the last, or not known
std::uint8_t ring_of(std::uint16_t kilometres);

// What the addresses take.
inline constexpr int distance_max = 1000;

// Adds one to the ring of each position.
void count_rings(std::span<std::uint32_t> counts, const std::vector<std::uint16_t>& areas, const reference::Distances& near,
                 std::span<const std::uint16_t> positions);
// More for what is nearer, 0 for what lies nobody knows where.
void score_nearness(std::span<float> scores, const std::vector<std::uint16_t>& areas, const reference::Distances& near,
                    std::span<const std::uint16_t> positions);

}  // namespace search
