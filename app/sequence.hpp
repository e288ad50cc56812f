#pragma once

#include <cstdint>

#include "base/mix.hpp"

// The same numbers for the same start: for made-up markets, never for anything that must be guessed by nobody.
class Sequence {
  public:
    explicit Sequence(std::uint64_t start) : state_(start) {}
    std::uint32_t below(std::uint32_t end) { return static_cast<std::uint32_t>((mixed(state_ += golden_step) >> 32) * end >> 32); }
    // Few are asked for most: the square of an even draw.
    std::uint32_t skewed(std::uint32_t end) {
        const auto draw = std::uint64_t{below(1U << 16)};
        return static_cast<std::uint32_t>(draw * draw * end >> 32);
    }

  private:
    std::uint64_t state_;
};
