#include "modules/interviews/rules_colour.hpp"

#include <algorithm>
#include <functional>

namespace interviews {
namespace {

constexpr int none = -1;

int busiest(std::span<const Edge> edges, std::size_t left, std::size_t right) {
    std::vector<int> at_left(left), at_right(right);
    int most = 0;
    for (const auto& edge : edges) most = std::max({most, ++at_left[edge.left], ++at_right[edge.right]});
    return most;
}

}  // namespace

std::vector<int> coloured(std::span<const Edge> edges, std::size_t left, std::size_t right) {
    const auto colours = static_cast<std::size_t>(busiest(edges, left, right));
    std::vector<int> colour(edges.size(), none);
    // By node (left ones first) and colour: the edge that has it there.
    std::vector<std::vector<int>> at(left + right, std::vector<int>(colours, none));
    const auto node_of_right = [&](const Edge& edge) { return left + edge.right; };
    const auto free_at = [&](std::size_t node) { return static_cast<std::size_t>(std::ranges::find(at[node], none) - at[node].begin()); };
    for (std::size_t e = 0; e < edges.size(); ++e) {
        const std::size_t from = edges[e].left;
        const std::size_t to = node_of_right(edges[e]);
        const auto wanted = free_at(from);
        const auto other = free_at(to);
        if (at[to][wanted] != none) {
            // The path from `to` in the colours wanted, other, wanted … cannot end at `from`: every left node on it is entered
            // by `wanted`, which `from` does not have. Its colours change places, then `wanted` is free at both ends.
            std::vector<int> path;
            auto node = to;
            auto next = wanted;
            while (at[node][next] != none) {
                const int edge = at[node][next];
                path.push_back(edge);
                const auto& ends = edges[static_cast<std::size_t>(edge)];
                node = node == ends.left ? node_of_right(ends) : ends.left;
                next = next == wanted ? other : wanted;
            }
            for (const int edge : path) {
                const auto& ends = edges[static_cast<std::size_t>(edge)];
                const auto had = static_cast<std::size_t>(colour[static_cast<std::size_t>(edge)]);
                for (const auto end : {static_cast<std::size_t>(ends.left), node_of_right(ends)})
                    if (at[end][had] == edge) at[end][had] = none;
            }
            for (const int edge : path) {
                const auto& ends = edges[static_cast<std::size_t>(edge)];
                auto& has = colour[static_cast<std::size_t>(edge)];
                has = static_cast<int>(static_cast<std::size_t>(has) == wanted ? other : wanted);
                at[ends.left][static_cast<std::size_t>(has)] = edge;
                at[node_of_right(ends)][static_cast<std::size_t>(has)] = edge;
            }
        }
        colour[e] = static_cast<int>(wanted);
        at[from][wanted] = static_cast<int>(e);
        at[to][wanted] = static_cast<int>(e);
    }
    return colour;
}

std::vector<char> largest_part(std::span<const Edge> edges, std::size_t left, int left_most, std::span<const int> right_most) {
    std::vector<char> in(edges.size());
    std::vector<int> at_left(left), at_right(right_most.size());
    std::vector<std::vector<std::size_t>> of_left(left), of_right(right_most.size());
    for (std::size_t e = 0; e < edges.size(); ++e) {
        of_left[edges[e].left].push_back(e);
        of_right[edges[e].right].push_back(e);
        if (at_left[edges[e].left] >= left_most || at_right[edges[e].right] >= right_most[edges[e].right]) continue;
        in[e] = 1;
        ++at_left[edges[e].left];
        ++at_right[edges[e].right];
    }
    // From a left node with room: out by an edge that is not in, back by one that is, until a right node has room.
    std::vector<char> seen(right_most.size());
    const std::function<bool(std::size_t)> widen = [&](std::size_t node) {
        for (const auto e : of_left[node]) {
            const auto right = edges[e].right;
            if (in[e] || seen[right]) continue;
            seen[right] = 1;
            if (at_right[right] < right_most[right]) {
                in[e] = 1;
                ++at_right[right];
                return true;
            }
            for (const auto back : of_right[right])
                if (in[back] && edges[back].left != node && widen(edges[back].left)) {
                    in[back] = 0;
                    in[e] = 1;
                    return true;
                }
        }
        return false;
    };
    for (std::size_t node = 0; node < left; ++node)
        while (at_left[node] < left_most) {
            std::ranges::fill(seen, char{0});
            if (!widen(node)) break;
            ++at_left[node];
        }
    return in;
}

}  // namespace interviews
