#include "modules/matching/allocation_prices.hpp"

#include <algorithm>

namespace matching {

namespace {

std::int32_t median_score(const Market& market) {
    if (market.candidates.empty()) return 0;
    std::vector<std::int32_t> scores;
    scores.reserve(market.candidates.size());
    for (const auto& one : market.candidates) scores.push_back(one.score);
    const auto middle = scores.begin() + static_cast<std::ptrdiff_t>(scores.size() / 2);
    std::ranges::nth_element(scores, middle);
    return *middle;
}

std::int32_t highest_score(const Market& market) {
    std::int32_t highest = 0;
    for (const auto& one : market.candidates) highest = std::max(highest, one.score);
    return highest;
}

// The price of one vacancy on its way. Each has a step of its own, that becomes longer while the price goes on in one
// direction and shorter when it turns (resilient propagation: Riedmiller and Braun 1993): a vacancy that everybody wants
// and one that hardly anybody wants need steps a thousand times apart, and one common step fits neither.
class Price {
  public:
    Price(std::int32_t begin, std::int64_t step) : price_(begin * unit), step_(step) {}

    std::int32_t points() const { return static_cast<std::int32_t>((price_ + unit / 2) / unit); }

    void follow(std::int64_t load, std::int64_t capacity, std::int64_t longest, std::int64_t highest) {
        const int direction = load > capacity ? 1 : load < capacity ? -1 : 0;
        if (direction == 0 || (direction < 0 && price_ == 0)) return;
        if (direction == direction_) step_ = std::min(step_ * 13 / 10, longest);
        if (direction == -direction_) step_ = std::max<std::int64_t>(step_ * 6 / 10, 1);
        direction_ = direction;
        // A vacancy near its capacity goes a part of the step only.
        const auto part = std::clamp<std::int64_t>((load - capacity) * 1500 / std::max<std::int64_t>(capacity, 1), -1000, 1000);
        price_ = std::clamp<std::int64_t>(price_ + step_ * part / 1000, 0, highest);
    }

    static constexpr std::int64_t unit = 1024;  // parts of a point

  private:
    std::int64_t price_;
    std::int64_t step_;
    int direction_{};
};

// Sweeps go on while the bound still falls: this many that together lower it by less than a ten-thousandth are the last.
constexpr int sweeps_to_settle = 10;
bool is_settled(const std::vector<std::int64_t>& best_bounds) {
    if (best_bounds.size() <= sweeps_to_settle) return false;
    const auto before = best_bounds[best_bounds.size() - 1 - sweeps_to_settle];
    return before - best_bounds.back() <= before / 10'000;
}

}  // namespace

std::uint32_t most_each(const AllocationOptions& options) { return std::min(options.most_each, most_each_max); }

Bonus bonus_of(const Market& market, const AllocationOptions& options) {
    Bonus bonus{};
    auto worth = options.gamma > 0 ? options.gamma : median_score(market) / 2;
    for (auto& one : bonus) {
        one = worth;
        worth /= 2;
    }
    return bonus;
}

Priced find_prices(const Market& market, const AllocationOptions& options, const Bonus& bonus) {
    const auto vacancies = market.capacity.size();
    std::vector<std::int32_t> points(vacancies);
    if (options.prices != nullptr && options.prices->size() == vacancies) points = *options.prices;
    const auto highest = highest_score(market) * Price::unit;
    std::vector<Price> prices;
    prices.reserve(vacancies);
    for (const auto begin : points) prices.emplace_back(begin, highest / 64 + 1);

    Priced best{.prices = points, .bound = -1, .sweeps = 0};
    std::vector<std::int64_t> best_bounds;
    std::vector<std::uint32_t> load(vacancies);
    Wishes wishes(most_each(options));
    while (best.sweeps < options.sweeps && !is_settled(best_bounds)) {
        std::ranges::fill(load, 0);
        std::int64_t bound = 0;
        for (std::size_t seeker = 0; seeker < market.seekers(); ++seeker) {
            wishes.read(market.of(seeker), points);
            const auto taken = wishes.taken(bonus);
            for (std::size_t at = 0; at < taken.size(); ++at) {
                bound += taken[at].value + bonus[at];
                ++load[taken[at].vacancy];
            }
        }
        for (std::size_t j = 0; j < vacancies; ++j) bound += std::int64_t{points[j]} * market.capacity[j];
        ++best.sweeps;
        if (best.bound < 0 || bound < best.bound) {
            best.bound = bound;
            best.prices = points;
        }
        best_bounds.push_back(best.bound);
        for (std::size_t j = 0; j < vacancies; ++j) {
            prices[j].follow(load[j], market.capacity[j], highest / 10 + 1, highest);
            points[j] = prices[j].points();
        }
    }
    return best;
}

}  // namespace matching
