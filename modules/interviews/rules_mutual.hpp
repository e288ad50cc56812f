#pragma once

#include <cstdint>
#include <vector>

// Who meets whom on a day on which both sides ordered each other: deferred acceptance, the person asks first (Gale & Shapley
// 1962). Nobody who could both do better together is kept apart, and of all such results it is the best for every person.
// With one meeting each nobody gains by another order than their true one (Dubins & Freedman 1981; Roth 1982); with several
// this is not promised.
namespace interviews {

struct Wishes {
    // By person: companies, best first. Who is not named is not met.
    std::vector<std::vector<std::uint32_t>> of_person;
    std::vector<int> person_most;
    // By company and person: 1 = best; equal numbers are drawn; 0 = not met.
    std::vector<std::vector<int>> of_company;
    std::vector<int> company_most;
    std::vector<std::uint64_t> person_key;  // durable, for the draw
    std::uint64_t lottery{1};
};

struct Pair {
    std::uint32_t person{};
    std::uint32_t company{};
    bool operator==(const Pair&) const = default;
};

// By person, then in the order of their wishes.
std::vector<Pair> agreed(const Wishes& wishes);

// The place of a person in a company's order, lower is better. One draw a person for all companies: a draw for each of them
// would cost people wishes for nothing (Abdulkadiroglu, Pathak & Roth 2009).
struct Turn {
    int rank{};
    std::uint64_t drawn{};
    auto operator<=>(const Turn&) const = default;
};
Turn turn_of(const Wishes& wishes, std::uint32_t company, std::uint32_t person);

}  // namespace interviews
