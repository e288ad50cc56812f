#include "modules/matching/allocation.hpp"

#include <algorithm>
#include <optional>

#include "base/mix.hpp"
#include "modules/matching/allocation_prices.hpp"

namespace matching {

namespace {

// A keyed draw among equals: the same for the same key on every machine.
std::uint64_t lot(std::uint64_t key, std::uint64_t seeker, std::uint64_t vacancy) {
    return mixed(key + golden_step * (seeker + 1) + 0xD1342543DE82EF95ULL * (vacancy + 1));
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
        for (const auto& one : wishes.taken(bonus)) made.chosen.push_back(one.vacancy);
        made.first.push_back(static_cast<std::uint32_t>(made.chosen.size()));
    }
    made.prices = free;
    return made;
}

}  // namespace matching
