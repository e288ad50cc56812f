#include "modules/search/distance.hpp"

#include <algorithm>

namespace search {

std::uint8_t ring_of(std::uint16_t kilometres) {
    return static_cast<std::uint8_t>(std::ranges::lower_bound(distances_offered, kilometres) - distances_offered.begin());
}

void count_rings(std::span<std::uint32_t> counts, const std::vector<std::uint16_t>& areas, const reference::Distances& near,
                 std::span<const std::uint16_t> positions) {
    if (near.kilometres.empty()) {
        counts[ring_beyond] += static_cast<std::uint32_t>(positions.size());
        return;
    }
    for (const auto at : positions) ++counts[ring_of(near.kilometres[areas[at]])];
}

void score_nearness(std::span<float> scores, const std::vector<std::uint16_t>& areas, const reference::Distances& near,
                    std::span<const std::uint16_t> positions) {
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const auto kilometres = near.kilometres.empty() ? reference::unknown_distance : near.kilometres[areas[positions[i]]];
        scores[i] = static_cast<float>(reference::unknown_distance - kilometres);
    }
}

}  // namespace search
