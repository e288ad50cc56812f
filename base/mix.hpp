#pragma once

#include <cstdint>

// Spreads a number over all 64 bits: the finaliser of splitmix64 (Steele et al. 2014). For even draws that are the same on
// every machine, never for anything that must be guessed by nobody.
constexpr std::uint64_t golden_step = 0x9E3779B97F4A7C15ULL;  // between the numbers of one sequence

constexpr std::uint64_t mixed(std::uint64_t number) {
    number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9ULL;
    number = (number ^ (number >> 27)) * 0x94D049BB133111EBULL;
    return number ^ (number >> 31);
}
