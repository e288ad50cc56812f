#pragma once

#include <cstdint>
#include <span>
#include <vector>

// Proper edge colouring of a bipartite multigraph: no two edges of one colour meet. Internal.
namespace interviews {

struct Edge {
    std::uint32_t left{};
    std::uint32_t right{};
};

// Colours 0 to Delta - 1, Delta = most edges at one node: always enough (König 1916). O(edges x nodes).
std::vector<int> coloured(std::span<const Edge> edges, std::size_t left, std::size_t right);

// A largest part of the edges in which nobody has more than `left_most`, `right_most[node]`; earlier edges are preferred, as
// far as that costs none. Augmenting paths (Ford & Fulkerson 1956). By edge: whether it is in.
std::vector<char> largest_part(std::span<const Edge> edges, std::size_t left, int left_most, std::span<const int> right_most);

}  // namespace interviews
