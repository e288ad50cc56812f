#pragma once

#include <cstdint>
#include <span>
#include <vector>

// Who is shown which vacancy, when not everybody can be sent to the same one.
//
//   max  sum of score over chosen pairs + sum over seekers of G(n_i)        n_i = pairs of seeker i, at most `most_each`
//   with at most capacity_j pairs of vacancy j;   G(n) = gamma + gamma/2 + gamma/4 + … (n addends): the first is worth most
//
// Prices by subgradient steps (a vacancy that more people choose than it can take becomes dearer), then a repair that never
// exceeds a capacity, then paths that free a place for whoever would be left with nothing. Any price vector bounds the
// optimum from above (Lagrangian relaxation: Everett 1963; Fisher 1981), so each answer carries its own certificate.
namespace matching {

struct Candidate {
    std::uint32_t vacancy{};
    std::int32_t score{};  // above 0
};

struct Market {
    // Candidates of seeker i: candidates[first[i]] to candidates[first[i + 1]].
    std::vector<std::uint32_t> first{0};
    std::vector<Candidate> candidates;
    std::vector<std::uint32_t> capacity;  // by vacancy: how many people it may be shown to

    std::size_t seekers() const { return first.size() - 1; }
    std::span<const Candidate> of(std::size_t seeker) const {
        return std::span(candidates).subspan(first[seeker], first[seeker + 1] - first[seeker]);
    }
    void add_seeker(std::span<const Candidate> wanted);
};

struct AllocationOptions {
    std::uint32_t most_each{10};
    std::uint32_t floor{3};                     // everybody gets one before anybody gets two, up to this many
    std::int32_t gamma{};                       // what the first is worth beyond its score; 0 = half of the median score
    int sweeps{200};                            // at most; they end when the bound falls no more
    std::uint64_t lottery{1};                   // key of the draw among equals: no advantage for low numbers
    const std::vector<std::int32_t>* prices{};  // of the last time, to begin with
};

struct Allocation {
    std::vector<std::uint32_t> first{0};  // as in Market
    std::vector<std::uint32_t> chosen;    // vacancies of each seeker, best score first
    std::vector<std::int32_t> prices;     // by vacancy, in points of score; 0 where nobody is turned away
    std::int64_t value{};                 // of the objective
    std::int64_t bound{};                 // no allocation is worth more
    int sweeps{};

    std::span<const std::uint32_t> of(std::size_t seeker) const {
        return std::span(chosen).subspan(first[seeker], first[seeker + 1] - first[seeker]);
    }
    // How far from the best at most: 0.003 = at least 99.7 %.
    double gap() const { return bound == 0 ? 0 : 1 - static_cast<double>(value) / static_cast<double>(bound); }
};

Allocation allocate(const Market& market, const AllocationOptions& options);

// What naive advice does: everybody is sent to their own best, whoever else is. For comparison.
Allocation naive(const Market& market, const AllocationOptions& options);

// Sum of scores and of G, as the objective counts it.
std::int64_t value_of(const Market& market, const Allocation& allocation, const AllocationOptions& options);

}  // namespace matching
