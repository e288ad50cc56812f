#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "modules/matching/allocation.hpp"

// The allocation over everything there is, when only some of it can be carried along: a market holds the best candidates of
// each seeker by score, and where tastes are alike these are the crowded ones. After each allocation everybody is asked what
// would be best at its prices, of everything; what was not known joins the market (column generation: Gilmore and Gomory
// 1961), until the certificate holds for all pairs.
namespace matching {

// All vacancies that may be had, as the seekers of a market ask for them.
class Everything {
  public:
    virtual ~Everything() = default;
    // What they cost from now on; before anybody asks.
    virtual void set_prices(const std::vector<std::int32_t>& prices) = 0;
    // The best `count` of one seeker by score less price; asked by several threads at once.
    virtual std::vector<Candidate> best(std::size_t seeker, std::size_t count) const = 0;
};

struct WideningOptions {
    double gap{0.001};  // near enough
    int rounds{4};      // at most
    unsigned threads{1};
};

struct Widened {
    Allocation made;        // `bound` holds for all pairs, not only for the candidates
    double gap_of_first{};  // of all pairs, at the prices of the first round
    std::size_t joined{};   // pairs that were no candidates at first
    int rounds{};
};

// The market holds what joined it afterwards. The number of threads changes nothing but the time.
Widened allocate_widening(Market& market, AllocationOptions options, Everything& everything, const WideningOptions& widening);

}  // namespace matching
