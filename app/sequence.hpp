#pragma once

#include <cstdint>

// The same numbers for the same start (splitmix64): for made-up markets, never for anything that must be guessed by nobody.
class Sequence {
  public:
    explicit Sequence(std::uint64_t start) : state_(start) {}
    std::uint32_t below(std::uint32_t end) {
        auto mixed = state_ += 0x9E3779B97F4A7C15ULL;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
        return static_cast<std::uint32_t>(((mixed ^ (mixed >> 31)) >> 32) * end >> 32);
    }
    // Few are asked for most: the square of an even draw.
    std::uint32_t skewed(std::uint32_t end) {
        const auto draw = std::uint64_t{below(1U << 16)};
        return static_cast<std::uint32_t>(draw * draw * end >> 32);
    }

  private:
    std::uint64_t state_;
};
