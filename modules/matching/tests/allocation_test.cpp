#include <doctest/doctest.h>

// LEMON 1.3 as the reference: exact minimum cost flow (network simplex).
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include <lemon/list_graph.h>
#include <lemon/network_simplex.h>
#pragma GCC diagnostic pop

#include <algorithm>
#include <bit>
#include <functional>
#include <limits>
#include <random>
#include <set>
#include <tuple>

#include "modules/matching/allocation.hpp"
#include "modules/matching/allocation_widening.hpp"

using namespace matching;

namespace {

using Random = std::minstd_rand;  // 32 bits
std::uint32_t below(Random& random, std::uint32_t end) { return static_cast<std::uint32_t>(random() >> 4) % end; }

Market random_market(Random& random, std::uint32_t seekers, std::uint32_t vacancies, std::uint32_t wishes, std::uint32_t most_capacity) {
    Market market;
    for (std::uint32_t j = 0; j < vacancies; ++j) market.capacity.push_back(below(random, most_capacity + 1));
    for (std::uint32_t i = 0; i < seekers; ++i) {
        std::set<std::uint32_t> wanted;
        while (wanted.size() < std::min(wishes, vacancies)) {
            // Some vacancies are everybody's favourite.
            const auto a = below(random, vacancies);
            wanted.insert(std::min(a, below(random, vacancies)));
        }
        std::vector<Candidate> candidates;
        for (const auto j : wanted)
            candidates.push_back({j, static_cast<std::int32_t>(1 + below(random, 500) + 500 * (vacancies - j) / vacancies)});
        market.add_seeker(candidates);
    }
    return market;
}

// A town whose people want much the same: few occupations and places hold most of them, and the scores of 100 are few
// numbers, so that many vacancies are equally good. Everybody's best are candidates; places for four fifths.
Market town_of_like_tastes(Random& random, std::uint32_t seekers, std::uint32_t vacancies, std::size_t candidates = 100) {
    const auto skewed = [&](std::uint32_t end) { return below(random, 1 + below(random, 1 + below(random, end))); };
    struct Row {
        std::uint32_t occupation, place, education, wage, skills;
    };
    const auto row = [&] {
        Row made{skewed(432), skewed(514), below(random, 8), below(random, 60), 0};
        for (int n = 0; n < 6; ++n) made.skills |= 1U << (made.occupation * 7 + skewed(12)) % 30;
        return made;
    };
    Market market;
    std::vector<Row> offered;
    for (std::uint32_t j = 0; j < vacancies; ++j) {
        offered.push_back(row());
        market.capacity.push_back(8 * seekers / vacancies * (50 + j * 7919 % 101) / 100);
    }
    for (std::uint32_t i = 0; i < seekers; ++i) {
        const auto own = row();
        std::vector<Candidate> wanted;
        for (std::uint32_t j = 0; j < vacancies; ++j) {
            const auto& one = offered[j];
            const auto near = [&](std::uint32_t size) { return one.occupation / size == own.occupation / size; };
            const auto shared = static_cast<std::uint32_t>(std::popcount(one.skills & own.skills));
            const auto points = (near(1)    ? 35U
                                 : near(4)  ? 25U
                                 : near(12) ? 14U
                                 : near(48) ? 5U
                                            : 0U) +
                                (one.place == own.place             ? 15U
                                 : one.place / 14 == own.place / 14 ? 7U
                                                                    : 0U) +
                                (one.education <= own.education ? 20U : 0U) + (one.wage >= own.wage ? 15U : 0U) +
                                15 * shared / static_cast<std::uint32_t>(std::popcount(one.skills));
            if (points > 0) wanted.push_back({j, static_cast<std::int32_t>(100 * points)});
        }
        std::ranges::stable_sort(wanted, std::greater{}, &Candidate::score);
        wanted.resize(std::min(wanted.size(), candidates));
        market.add_seeker(wanted);
    }
    return market;
}

// The optimum of the same objective, as a circulation: back arc, one arc for each of a seeker's places with its bonus.
std::int64_t optimum(const Market& market, const AllocationOptions& options) {
    using Graph = lemon::ListDigraph;
    Graph graph;
    std::vector<std::tuple<Graph::Arc, std::int64_t, std::int64_t>> arcs;  // arc, capacity, cost
    const auto source = graph.addNode();
    const auto sink = graph.addNode();
    const auto arc = [&](Graph::Node from, Graph::Node to, std::int64_t capacity, std::int64_t cost) {
        arcs.emplace_back(graph.addArc(from, to), capacity, cost);
    };
    std::vector<Graph::Node> vacancies;
    for (const auto capacity : market.capacity) {
        vacancies.push_back(graph.addNode());
        arc(vacancies.back(), sink, capacity, 0);
    }
    for (std::size_t i = 0; i < market.seekers(); ++i) {
        const auto seeker = graph.addNode();
        auto bonus = std::int64_t{options.gamma};
        for (std::uint32_t n = 0; n < options.most_each; ++n, bonus /= 2) arc(source, seeker, 1, -bonus);
        for (const auto& one : market.of(i)) arc(seeker, vacancies[one.vacancy], 1, -std::int64_t{one.score});
    }
    arc(sink, source, static_cast<std::int64_t>(market.seekers() * options.most_each), 0);
    Graph::ArcMap<std::int64_t> capacity(graph);
    Graph::ArcMap<std::int64_t> cost(graph);
    for (const auto& [one, most, price] : arcs) {
        capacity[one] = most;
        cost[one] = price;
    }
    lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t> simplex(graph);
    simplex.upperMap(capacity).costMap(cost);
    REQUIRE(simplex.run() == simplex.OPTIMAL);
    return -simplex.totalCost<std::int64_t>();
}

std::vector<std::uint32_t> load_of(const Market& market, const Allocation& allocation) {
    std::vector<std::uint32_t> load(market.capacity.size());
    for (const auto vacancy : allocation.chosen) ++load[vacancy];
    return load;
}

// How many people can be given one vacancy at all: Kuhn's paths, as plainly as possible.
std::size_t most_served(const Market& market) {
    std::vector<std::vector<std::size_t>> holders(market.capacity.size());
    std::vector<bool> seen;
    const std::function<bool(std::size_t)> place = [&](std::size_t seeker) {
        for (const auto& one : market.of(seeker)) {
            if (seen[one.vacancy]) continue;
            seen[one.vacancy] = true;
            auto& here = holders[one.vacancy];
            if (here.size() < market.capacity[one.vacancy]) {
                here.push_back(seeker);
                return true;
            }
            for (auto& holder : here) {
                if (!place(holder)) continue;
                holder = seeker;
                return true;
            }
        }
        return false;
    };
    std::size_t served = 0;
    for (std::size_t seeker = 0; seeker < market.seekers(); ++seeker) {
        seen.assign(market.capacity.size(), false);
        served += place(seeker);
    }
    return served;
}

std::size_t served_by(const Market& market, const Allocation& allocation) {
    std::size_t served = 0;
    for (std::size_t seeker = 0; seeker < market.seekers(); ++seeker) served += !allocation.of(seeker).empty();
    return served;
}

}  // namespace

TEST_CASE("no vacancy is shown to more people than it can take, and nobody gets one twice or more than allowed") {
    Random random(1);
    for (int round = 0; round < 200; ++round) {
        const auto market = random_market(random, below(random, 60), 1 + below(random, 20), 1 + below(random, 12), 6);
        AllocationOptions options{.most_each = 1 + below(random, 5), .floor = below(random, 4)};
        const auto made = allocate(market, options);
        const auto load = load_of(market, made);
        for (std::size_t j = 0; j < load.size(); ++j) CHECK(load[j] <= market.capacity[j]);
        for (std::size_t i = 0; i < market.seekers(); ++i) {
            const auto own = made.of(i);
            CHECK(own.size() <= options.most_each);
            CHECK(std::set(own.begin(), own.end()).size() == own.size());
            for (const auto vacancy : own) CHECK(std::ranges::count(market.of(i), vacancy, &Candidate::vacancy) == 1);
        }
    }
}

TEST_CASE("value, optimum and bound stand in this order, and the gap is small") {
    Random random(2);
    double worst = 0;
    for (int round = 0; round < 60; ++round) {
        const auto market = random_market(random, 40 + below(random, 200), 10 + below(random, 30), 8, 30);
        const AllocationOptions options{.most_each = 4, .floor = 0, .gamma = 300, .sweeps = 120};
        const auto made = allocate(market, options);
        const auto best = optimum(market, options);
        CHECK(made.value == value_of(market, made, options));
        CHECK(made.value <= best);
        CHECK(best <= made.bound);
        if (best > 0) worst = std::max(worst, 1 - static_cast<double>(made.value) / static_cast<double>(best));
    }
    CHECK(worst < 0.01);  // small markets are the hard ones: a price moves whole places
}

TEST_CASE("where people want much the same, what is shown is certified within half a per cent, and the certificate is true") {
    Random random(10);
    const auto market = town_of_like_tastes(random, 2000, 200);
    AllocationOptions options{.gamma = 2000};
    const auto made = allocate(market, options);
    const auto best = optimum(market, options);
    CHECK(made.value <= best);
    CHECK(best <= made.bound);
    CHECK(made.gap() <= 0.005);
    CHECK(served_by(market, made) == most_served(market));
    const auto load = load_of(market, made);
    for (std::size_t j = 0; j < load.size(); ++j) CHECK(load[j] <= market.capacity[j]);

    // Without prices the certificate is not worth the name.
    options.sweeps = 1;
    CHECK(allocate(market, options).gap() > 0.05);
}

TEST_CASE("of few candidates each, what would be best of everything joins, until the certificate holds for all pairs") {
    Random random(12);
    const auto everything = town_of_like_tastes(random, 1000, 150, 150);
    Market few{.first = {0}, .candidates = {}, .capacity = everything.capacity};
    for (std::size_t i = 0; i < everything.seekers(); ++i)
        few.add_seeker(everything.of(i).first(std::min<std::size_t>(everything.of(i).size(), 15)));
    const AllocationOptions options{.gamma = 2000};
    const auto best = optimum(everything, options);
    struct All final : Everything {
        explicit All(const Market& all) : market(all) {}
        void set_prices(const std::vector<std::int32_t>& now) override { prices = now; }
        std::vector<Candidate> best(std::size_t seeker, std::size_t count) const override {
            std::vector<Candidate> all(market.of(seeker).begin(), market.of(seeker).end());
            std::ranges::stable_sort(all, std::greater{}, [&](const Candidate& one) { return one.score - prices[one.vacancy]; });
            all.resize(std::min(count, all.size()));
            return all;
        }
        const Market& market;
        std::vector<std::int32_t> prices;
    } all(everything);
    auto market = few;
    const auto made = allocate_widening(market, options, all, {.gap = 0.005, .rounds = 8, .threads = 2});
    CHECK(made.rounds > 1);
    CHECK(made.joined > 0);
    CHECK(made.gap_of_first > 0.02);  // the twin: what the few alone prove of all pairs
    CHECK(made.made.gap() <= 0.005);
    CHECK(made.made.value <= best);
    CHECK(best <= made.made.bound);
    const auto load = load_of(everything, made.made);
    for (std::size_t j = 0; j < load.size(); ++j) CHECK(load[j] <= everything.capacity[j]);
    auto again = few;
    CHECK(allocate_widening(again, options, all, {.gap = 0.005, .rounds = 8, .threads = 1}).made.chosen == made.made.chosen);
}

TEST_CASE("the prices of yesterday are found again at once") {
    Random random(11);
    const auto market = town_of_like_tastes(random, 1000, 100);
    const auto yesterday = allocate(market, {});
    const auto today = allocate(market, {.prices = &yesterday.prices});
    CHECK(today.bound <= yesterday.bound);
    CHECK(today.sweeps < yesterday.sweeps / 2);
}

TEST_CASE("nobody is left with nothing who could have been given something") {
    Random random(3);
    for (int round = 0; round < 200; ++round) {
        const auto market = random_market(random, 1 + below(random, 80), 1 + below(random, 25), 1 + below(random, 4), 3);
        const auto made = allocate(market, {.most_each = 5, .floor = 3});
        CHECK(served_by(market, made) == most_served(market));
    }
}

TEST_CASE("a higher floor takes from nobody what a lower one gave") {
    Random random(4);
    for (int round = 0; round < 50; ++round) {
        const auto market = random_market(random, 80, 15, 6, 12);
        const auto low = allocate(market, {.most_each = 5, .floor = 1});
        const auto high = allocate(market, {.most_each = 5, .floor = 3});
        for (std::size_t i = 0; i < market.seekers(); ++i)
            CHECK(std::min<std::size_t>(high.of(i).size(), 1) == std::min<std::size_t>(low.of(i).size(), 1));
    }
}

TEST_CASE("naive advice sends everybody to the same vacancy; prices spread them") {
    Market market;
    market.capacity = {2, 2, 2, 2, 2};
    const std::vector<Candidate> same{{0, 1000}, {1, 990}, {2, 980}, {3, 970}, {4, 960}};
    for (int i = 0; i < 10; ++i) market.add_seeker(same);
    const AllocationOptions options{.most_each = 1, .floor = 1};
    CHECK(load_of(market, naive(market, options)).front() == 10);
    const auto made = allocate(market, options);
    CHECK(load_of(market, made) == std::vector<std::uint32_t>{2, 2, 2, 2, 2});
    CHECK(made.prices.front() >= made.prices.back());
    CHECK(made.gap() < 0.02);
}

TEST_CASE("the same market gives the same bytes; another lottery key only breaks ties") {
    Random random(5);
    const auto market = random_market(random, 300, 40, 10, 20);
    const auto once = allocate(market, {});
    const auto twice = allocate(market, {});
    CHECK(once.chosen == twice.chosen);
    CHECK(once.prices == twice.prices);
    CHECK(allocate(market, {.lottery = 99}).bound == once.bound);
}

TEST_CASE("a vacancy nobody may have and a seeker who wants nothing change nothing") {
    Random random(6);
    auto market = random_market(random, 100, 20, 6, 10);
    const auto before = allocate(market, {});
    market.capacity.push_back(0);
    market.add_seeker({});
    const auto after = allocate(market, {});
    CHECK(after.chosen == before.chosen);
    CHECK(after.value == before.value);
    CHECK(allocate(Market{}, {}).chosen.empty());
}

TEST_CASE("more room in one vacancy lowers neither the optimum nor the bound") {
    Random random(7);
    for (int round = 0; round < 25; ++round) {
        auto market = random_market(random, 40, 12, 6, 8);
        const AllocationOptions options{.most_each = 3, .floor = 0, .gamma = 200, .sweeps = 120};
        const auto before = optimum(market, options);
        ++market.capacity[below(random, 12)];
        CHECK(optimum(market, options) >= before);
        CHECK(allocate(market, options).bound >= before);
    }
}

TEST_CASE("each further place of a vacancy is worth something or nothing, and never more than the one before") {
    Random random(77);
    bool is_ever_scarce = false;
    for (int round = 0; round < 12; ++round) {
        auto market = random_market(random, 40, 10, 6, 4);
        const AllocationOptions options{.most_each = 3, .floor = 0, .gamma = 200, .sweeps = 120};
        const auto vacancy = below(random, 10);
        // What a place more is worth is the exact price of the vacancy.
        std::int64_t price_before = std::numeric_limits<std::int64_t>::max();
        auto before = optimum(market, options);
        for (int more = 0; more < 10; ++more) {
            ++market.capacity[vacancy];
            const auto now = optimum(market, options);
            CHECK(now >= before);
            CHECK(now - before <= price_before);
            price_before = now - before;
            is_ever_scarce = is_ever_scarce || price_before > 0;
            before = now;
        }
    }
    CHECK(is_ever_scarce);
}

TEST_CASE("scores in another unit choose the same people, at prices in that unit") {
    Random random(8);
    for (int round = 0; round < 20; ++round) {
        const auto market = random_market(random, 60, 15, 6, 8);
        auto larger = market;
        for (auto& one : larger.candidates) one.score *= 1000;
        const auto small = allocate(market, {.most_each = 4, .floor = 3, .gamma = 256, .sweeps = 0});
        const auto large = allocate(larger, {.most_each = 4, .floor = 3, .gamma = 256'000, .sweeps = 0});
        // Sweeps round to whole points; without them the choice is the same to the last pair.
        CHECK(small.chosen == large.chosen);
        CHECK(large.value == 1000 * small.value);
    }
}

TEST_CASE("two towns that share nothing are allocated together as they are alone") {
    Random random(9);
    for (int round = 0; round < 20; ++round) {
        const auto one = random_market(random, 30, 8, 5, 6);
        const auto other = random_market(random, 25, 7, 4, 6);
        auto both = one;
        both.capacity.insert(both.capacity.end(), other.capacity.begin(), other.capacity.end());
        for (std::size_t i = 0; i < other.seekers(); ++i) {
            std::vector<Candidate> wanted(other.of(i).begin(), other.of(i).end());
            for (auto& candidate : wanted) candidate.vacancy += 8;
            both.add_seeker(wanted);
        }
        const AllocationOptions options{.most_each = 3, .floor = 0, .gamma = 200, .sweeps = 120};
        CHECK(optimum(both, options) == optimum(one, options) + optimum(other, options));
        const auto apart =
            served_by(one, allocate(one, {.most_each = 3, .floor = 1})) + served_by(other, allocate(other, {.most_each = 3, .floor = 1}));
        CHECK(served_by(both, allocate(both, {.most_each = 3, .floor = 1})) == apart);
    }
}
