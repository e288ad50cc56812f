#include "modules/matching/allocation.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/mix.hpp"

namespace matching {

namespace {

constexpr std::uint32_t most_each_max = 32;

using Bonus = std::array<std::int32_t, most_each_max>;  // what the n-th vacancy of a seeker is worth beyond its score

std::int32_t median_score(const Market& market) {
    if (market.candidates.empty()) return 0;
    std::vector<std::int32_t> scores;
    scores.reserve(market.candidates.size());
    for (const auto& one : market.candidates) scores.push_back(one.score);
    const auto middle = scores.begin() + static_cast<std::ptrdiff_t>(scores.size() / 2);
    std::ranges::nth_element(scores, middle);
    return *middle;
}

Bonus bonus_of(const Market& market, const AllocationOptions& options) {
    Bonus bonus{};
    auto worth = options.gamma > 0 ? options.gamma : median_score(market) / 2;
    for (auto& one : bonus) {
        one = worth;
        worth /= 2;
    }
    return bonus;
}

std::uint32_t most_each(const AllocationOptions& options) { return std::min(options.most_each, most_each_max); }

// A keyed draw among equals: the same for the same key on every machine.
std::uint64_t lot(std::uint64_t key, std::uint64_t seeker, std::uint64_t vacancy) {
    return mixed(key + golden_step * (seeker + 1) + 0xD1342543DE82EF95ULL * (vacancy + 1));
}

// A seeker's best surpluses (score - price), best first; only as many as may be taken.
struct Surplus {
    std::int32_t value;
    std::uint32_t vacancy;
};
class Wishes {
  public:
    explicit Wishes(std::uint32_t most) : most_(most) {}
    void read(std::span<const Candidate> candidates, const std::vector<std::int32_t>& prices) {
        count_ = 0;
        for (const auto& one : candidates) {
            const std::int32_t value = one.score - prices[one.vacancy];
            if (count_ == most_ && value <= best_[count_ - 1].value) continue;
            std::uint32_t at = count_ < most_ ? count_++ : count_ - 1;
            for (; at > 0 && best_[at - 1].value < value; --at) best_[at] = best_[at - 1];
            best_[at] = {value, one.vacancy};
        }
    }
    // How many of them are worth taking, with G.
    std::uint32_t taken(const Bonus& bonus) const {
        std::uint32_t count = 0;
        while (count < count_ && best_[count].value + bonus[count] > 0) ++count;
        return count;
    }
    const Surplus& operator[](std::uint32_t at) const { return best_[at]; }

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

// Sweeps: everybody takes their best at the prices; who is asked for too often becomes dearer.
Priced find_prices(const Market& market, const AllocationOptions& options, const Bonus& bonus) {
    const auto vacancies = market.capacity.size();
    std::vector<std::int32_t> prices(vacancies);
    if (options.prices != nullptr && options.prices->size() == vacancies) prices = *options.prices;
    std::int32_t highest = 0;
    for (const auto& one : market.candidates) highest = std::max(highest, one.score);

    Priced best{.prices = prices, .bound = -1, .sweeps = 0};
    std::vector<std::uint32_t> load(vacancies);
    Wishes wishes(most_each(options));
    for (int sweep = 0; sweep < options.sweeps; ++sweep) {
        std::ranges::fill(load, 0);
        std::int64_t bound = 0;
        for (std::size_t seeker = 0; seeker < market.seekers(); ++seeker) {
            wishes.read(market.of(seeker), prices);
            const auto count = wishes.taken(bonus);
            for (std::uint32_t at = 0; at < count; ++at) {
                bound += wishes[at].value + bonus[at];
                ++load[wishes[at].vacancy];
            }
        }
        for (std::size_t j = 0; j < vacancies; ++j) bound += std::int64_t{prices[j]} * market.capacity[j];
        ++best.sweeps;
        if (best.bound < 0 || bound < best.bound) {
            best.bound = bound;
            best.prices = prices;
        }
        // Steps become smaller: 0.3 of the highest score at first, a third of that after six sweeps.
        const std::int64_t step = std::int64_t{highest} * 300 / (1000 + 350 * sweep) + 1;
        bool changed = false;
        for (std::size_t j = 0; j < vacancies; ++j) {
            const std::int64_t capacity = std::max<std::int64_t>(market.capacity[j], 1);
            const auto over = std::clamp((std::int64_t{load[j]} - std::int64_t{market.capacity[j]}) * 1000 / capacity, std::int64_t{-1000},
                                         std::int64_t{1000});
            const auto next = std::clamp<std::int64_t>(prices[j] + step * over / 1000, 0, highest);
            changed = changed || next != prices[j];
            prices[j] = static_cast<std::int32_t>(next);
        }
        if (!changed) break;
    }
    return best;
}

// The pairs that are chosen, while they are being chosen.
class Choice {
  public:
    explicit Choice(const Market& market)
        : market_(market), left_(market.capacity), count_(market.seekers()), taken_(market.candidates.size()) {}

    bool may(std::size_t seeker, std::uint32_t edge, std::uint32_t at_most) const {
        return !taken_[edge] && count_[seeker] < at_most && left_[market_.candidates[edge].vacancy] > 0;
    }
    void take(std::size_t seeker, std::uint32_t edge) {
        taken_[edge] = true;
        ++count_[seeker];
        --left_[market_.candidates[edge].vacancy];
    }
    void give_back(std::size_t seeker, std::uint32_t edge) {
        taken_[edge] = false;
        --count_[seeker];
        ++left_[market_.candidates[edge].vacancy];
    }
    bool has(std::uint32_t edge) const { return taken_[edge]; }
    std::uint32_t count(std::size_t seeker) const { return count_[seeker]; }
    std::uint32_t left(std::uint32_t vacancy) const { return left_[vacancy]; }

    Allocation allocation() const {
        Allocation made;
        for (std::size_t seeker = 0; seeker < market_.seekers(); ++seeker) {
            std::vector<Candidate> chosen;
            for (auto edge = market_.first[seeker]; edge < market_.first[seeker + 1]; ++edge)
                if (taken_[edge]) chosen.push_back(market_.candidates[edge]);
            std::ranges::stable_sort(chosen, std::greater{}, &Candidate::score);
            for (const auto& one : chosen) made.chosen.push_back(one.vacancy);
            made.first.push_back(static_cast<std::uint32_t>(made.chosen.size()));
        }
        return made;
    }

  private:
    const Market& market_;
    std::vector<std::uint32_t> left_;
    std::vector<std::uint32_t> count_;
    std::vector<bool> taken_;
};

struct Edge {
    std::int32_t surplus;  // score - price
    std::uint32_t lot;
    std::uint32_t edge;
};

// Every seeker's edges, best surplus first; the draw decides among equals.
std::vector<Edge> by_surplus(const Market& market, const std::vector<std::int32_t>& prices, std::uint64_t key) {
    std::vector<Edge> edges;
    edges.reserve(market.candidates.size());
    for (std::uint32_t seeker = 0; seeker < market.seekers(); ++seeker) {
        for (auto edge = market.first[seeker]; edge < market.first[seeker + 1]; ++edge) {
            const auto& one = market.candidates[edge];
            edges.push_back({one.score - prices[one.vacancy], static_cast<std::uint32_t>(lot(key, seeker, one.vacancy) >> 32), edge});
        }
        std::sort(edges.begin() + market.first[seeker], edges.end(), [](const Edge& one, const Edge& other) {
            if (one.surplus != other.surplus) return one.surplus > other.surplus;
            return one.lot != other.lot ? one.lot < other.lot : one.edge < other.edge;
        });
    }
    return edges;
}

// Frees a place for somebody who has none, along a chain of people who can each go elsewhere (augmenting path, Berge 1957).
// Never takes somebody's only vacancy without giving another one.
class Rescue {
  public:
    Rescue(const Market& market, Choice& choice)
        : market_(market), choice_(choice), holders_(market.capacity.size()), seen_(market.capacity.size()) {
        for (std::uint32_t seeker = 0; seeker < market.seekers(); ++seeker) {
            for (auto edge = market.first[seeker]; edge < market.first[seeker + 1]; ++edge)
                if (choice.has(edge)) holders_[market.candidates[edge].vacancy].push_back({seeker, edge});
        }
    }

    bool help(std::uint32_t seeker) {
        ++round_;
        return place(seeker);
    }

  private:
    struct Holder {
        std::uint32_t seeker;
        std::uint32_t edge;
    };

    bool place(std::uint32_t seeker) {
        for (auto edge = market_.first[seeker]; edge < market_.first[seeker + 1]; ++edge) {
            const auto vacancy = market_.candidates[edge].vacancy;
            if (choice_.has(edge) || seen_[vacancy] == round_ || market_.capacity[vacancy] == 0) continue;
            seen_[vacancy] = round_;
            if (choice_.left(vacancy) > 0) {
                take(seeker, edge);
                return true;
            }
            auto& holders = holders_[vacancy];
            for (std::size_t at = 0; at < holders.size(); ++at) {
                const auto holder = holders[at];
                // Who has others can spare this one; who has only this one must find another first.
                if (choice_.count(holder.seeker) < 2 && !place(holder.seeker)) continue;
                const auto still = std::ranges::find(holders, holder.edge, &Holder::edge);
                holders.erase(still);
                choice_.give_back(holder.seeker, holder.edge);
                take(seeker, edge);
                return true;
            }
        }
        return false;
    }
    void take(std::uint32_t seeker, std::uint32_t edge) {
        choice_.take(seeker, edge);
        holders_[market_.candidates[edge].vacancy].push_back({seeker, edge});
    }

    const Market& market_;
    Choice& choice_;
    std::vector<std::vector<Holder>> holders_;
    std::vector<std::uint32_t> seen_;
    std::uint32_t round_{};
};

// Takes pair after pair, the one that adds most first; what a seeker's next one is worth falls with each that they have.
void fill(const Market& market, const std::vector<Edge>& edges, const Bonus& bonus, std::uint32_t at_most, Choice& choice) {
    struct Next {
        std::int32_t worth;
        std::uint32_t lot;
        std::uint32_t seeker;
        std::uint32_t at;  // in edges
        bool operator<(const Next& other) const {
            if (worth != other.worth) return worth < other.worth;
            return lot != other.lot ? lot > other.lot : seeker > other.seeker;
        }
    };
    std::vector<Next> heap;
    const auto next_of = [&](std::uint32_t seeker, std::uint32_t at) -> std::optional<Next> {
        if (choice.count(seeker) >= at_most) return {};
        while (at < market.first[seeker + 1] && !choice.may(seeker, edges[at].edge, at_most)) ++at;
        if (at == market.first[seeker + 1]) return {};
        return Next{edges[at].surplus + bonus[choice.count(seeker)], edges[at].lot, seeker, at};
    };
    for (std::uint32_t seeker = 0; seeker < market.seekers(); ++seeker)
        if (const auto next = next_of(seeker, market.first[seeker])) heap.push_back(*next);
    std::make_heap(heap.begin(), heap.end());
    while (!heap.empty()) {
        std::pop_heap(heap.begin(), heap.end());
        const auto next = heap.back();
        heap.pop_back();
        // Whoever came before may have taken the vacancy's last place.
        if (choice.may(next.seeker, edges[next.at].edge, at_most)) choice.take(next.seeker, edges[next.at].edge);
        if (const auto following = next_of(next.seeker, next.at)) {
            heap.push_back(*following);
            std::push_heap(heap.begin(), heap.end());
        }
    }
}

}  // namespace

void Market::add_seeker(std::span<const Candidate> wanted) {
    candidates.insert(candidates.end(), wanted.begin(), wanted.end());
    first.push_back(static_cast<std::uint32_t>(candidates.size()));
}

std::int64_t value_of(const Market& market, const Allocation& allocation, const AllocationOptions& options) {
    const auto bonus = bonus_of(market, options);
    std::int64_t value = 0;
    for (std::size_t seeker = 0; seeker < market.seekers(); ++seeker) {
        std::uint32_t count = 0;
        for (const auto vacancy : allocation.of(seeker)) {
            const auto wanted = market.of(seeker);
            value += std::ranges::find(wanted, vacancy, &Candidate::vacancy)->score + bonus[count++];
        }
    }
    return value;
}

Allocation allocate(const Market& market, const AllocationOptions& options) {
    const auto bonus = bonus_of(market, options);
    const auto priced = find_prices(market, options, bonus);
    const auto edges = by_surplus(market, priced.prices, options.lottery);
    const auto most = most_each(options);

    Choice choice(market);
    const auto floor = std::min(options.floor, most);
    if (floor > 0) {
        fill(market, edges, bonus, 1, choice);
        Rescue rescue(market, choice);
        for (std::uint32_t seeker = 0; seeker < market.seekers(); ++seeker)
            if (choice.count(seeker) == 0) rescue.help(seeker);
    }
    for (std::uint32_t round = 2; round <= floor; ++round) fill(market, edges, bonus, round, choice);
    fill(market, edges, bonus, most, choice);

    auto made = choice.allocation();
    made.prices = priced.prices;
    made.bound = priced.bound;
    made.sweeps = priced.sweeps;
    made.value = value_of(market, made, options);
    return made;
}

Allocation naive(const Market& market, const AllocationOptions& options) {
    Allocation made;
    const std::vector<std::int32_t> free(market.capacity.size());
    const auto most = most_each(options);
    Wishes wishes(most);
    const auto bonus = bonus_of(market, options);
    for (std::size_t seeker = 0; seeker < market.seekers(); ++seeker) {
        wishes.read(market.of(seeker), free);
        for (std::uint32_t at = 0; at < wishes.taken(bonus); ++at) made.chosen.push_back(wishes[at].vacancy);
        made.first.push_back(static_cast<std::uint32_t>(made.chosen.size()));
    }
    made.prices = free;
    return made;
}

}  // namespace matching
