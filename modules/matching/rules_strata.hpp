#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

// How one group fares beside everybody else of the same stratum: the Mantel-Haenszel ratio of means (Mantel and Haenszel
// 1959; Rothman, Greenland and Lash, Modern Epidemiology, ch. 15), and how far chance alone would move it: a bootstrap with
// Poisson weights (Hanley and MacGibbon 2006). Weights hang on a person's key and the seed: no order, thread or machine
// changes them. Pure.
namespace matching {

constexpr std::size_t draws_count = 200;

// How often each person stands in each of the redrawn towns; the first is the town itself, everybody once.
class Draws {
  public:
    Draws(std::span<const std::uint64_t> keys, std::uint64_t seed);
    static constexpr std::size_t width = draws_count + 1;
    std::span<const std::uint8_t> of(std::size_t person) const { return std::span(times_).subspan(person * width, width); }

  private:
    std::vector<std::uint8_t> times_;
};

struct Ratio {
    double value{};
    double low{};  // 95 % bounds, each on its own side; of as many comparisons at once as `bounded` was told
    double high{};
    int people{};  // of the group, who have somebody to be compared with
    int others{};
    std::vector<double> logs;  // in each redrawn town; not a number where nothing was left to compare
};

class Strata {
  public:
    void add(std::size_t group, std::uint32_t stratum, std::int32_t value, std::span<const std::uint8_t> times);

    // Empty: nobody of the group stands in a stratum with anybody else, or the others have nothing at all.
    std::optional<Ratio> against_others(std::size_t group, std::size_t comparisons) const;
    std::optional<Ratio> against(std::size_t group, std::size_t other, std::size_t comparisons) const;

  private:
    struct Cell {
        std::vector<std::int32_t> people;  // by draw
        std::vector<std::int64_t> sum;
        int with_something{};
    };
    struct Sides;
    std::optional<Ratio> ratio(std::size_t group, std::optional<std::size_t> other, std::size_t comparisons) const;

    std::map<std::pair<std::uint32_t, std::size_t>, Cell> cells_;  // by stratum and group
};

// Bounds of a ratio from its logarithms in the redrawn towns.
struct Bounds {
    double low{};
    double high{};
};
std::optional<Bounds> bounds_of(double ratio, std::span<const double> logs, std::size_t comparisons);

}  // namespace matching
