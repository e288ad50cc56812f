#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "modules/matching/allocation.hpp"

// What a place in a vacancy costs, so that no more people want it than it can take; and what nobody can do better than at
// these prices.
namespace matching {

constexpr std::uint32_t most_each_max = 32;
std::uint32_t most_each(const AllocationOptions& options);

// What the n-th vacancy of a seeker is worth beyond its score.
using Bonus = std::array<std::int32_t, most_each_max>;
Bonus bonus_of(const Market& market, const AllocationOptions& options);

// A seeker's best surpluses (score - price), best first; only as many as may be taken.
class Wishes {
  public:
    struct Surplus {
        std::int32_t value;
        std::uint32_t vacancy;
    };

    explicit Wishes(std::uint32_t most) : most_(most) {}
    void read(std::span<const Candidate> candidates, std::span<const std::int32_t> prices) {
        count_ = 0;
        for (const auto& one : candidates) {
            const std::int32_t value = one.score - prices[one.vacancy];
            if (count_ == most_ && value <= best_[count_ - 1].value) continue;
            std::uint32_t at = count_ < most_ ? count_++ : count_ - 1;
            for (; at > 0 && best_[at - 1].value < value; --at) best_[at] = best_[at - 1];
            best_[at] = {value, one.vacancy};
        }
    }
    // Those of them that are worth taking, with G.
    std::span<const Surplus> taken(const Bonus& bonus) const {
        std::uint32_t count = 0;
        while (count < count_ && best_[count].value + bonus[count] > 0) ++count;
        return std::span(best_).first(count);
    }

  private:
    std::uint32_t most_;
    std::uint32_t count_{};
    std::array<Surplus, most_each_max> best_{};
};

struct Priced {
    std::vector<std::int32_t> prices;
    std::int64_t bound{};
    int sweeps{};
};
// Sweeps: everybody takes their best at the prices; who is asked for too often becomes dearer. The best prices met.
Priced find_prices(const Market& market, const AllocationOptions& options, const Bonus& bonus);

}  // namespace matching
