#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <random>

#include "modules/interviews/rules_mutual.hpp"

using namespace interviews;

namespace {

using Random = std::minstd_rand;  // 32 bits
std::uint32_t below(Random& random, std::uint32_t end) { return static_cast<std::uint32_t>(random() >> 4) % end; }

Wishes random_wishes(Random& random, std::uint32_t people, std::uint32_t companies, std::uint32_t most_each) {
    Wishes wishes;
    wishes.lottery = random();
    for (std::uint32_t p = 0; p < people; ++p) {
        std::vector<std::uint32_t> order(companies);
        std::iota(order.begin(), order.end(), 0U);
        std::shuffle(order.begin(), order.end(), random);
        order.resize(1 + below(random, companies));
        wishes.of_person.push_back(order);
        wishes.person_most.push_back(1 + static_cast<int>(below(random, most_each)));
        wishes.person_key.push_back(1000 + p);
    }
    for (std::uint32_t c = 0; c < companies; ++c) {
        std::vector<int> ranks;
        for (std::uint32_t p = 0; p < people; ++p) ranks.push_back(static_cast<int>(below(random, 4)));  // with equals and refusals
        wishes.of_company.push_back(ranks);
        wishes.company_most.push_back(1 + static_cast<int>(below(random, 2)));
    }
    return wishes;
}

using Met = std::vector<std::vector<char>>;  // by person and company

Met met(const Wishes& wishes, const std::vector<Pair>& pairs) {
    Met table(wishes.of_person.size(), std::vector<char>(wishes.of_company.size()));
    for (const auto& pair : pairs) table[pair.person][pair.company] = 1;
    return table;
}

int place_in_wishes(const Wishes& wishes, std::uint32_t person, std::uint32_t company) {
    const auto& order = wishes.of_person[person];
    const auto found = std::ranges::find(order, company);
    return found == order.end() ? -1 : static_cast<int>(found - order.begin());
}

// Two who do not meet, and each has room or would rather have the other than one of those they have.
bool has_blocking_pair(const Wishes& wishes, const Met& table) {
    const auto people = static_cast<std::uint32_t>(table.size()), companies = static_cast<std::uint32_t>(wishes.of_company.size());
    for (std::uint32_t p = 0; p < people; ++p)
        for (std::uint32_t c = 0; c < companies; ++c) {
            const int place = place_in_wishes(wishes, p, c);
            if (table[p][c] != 0 || place < 0 || wishes.of_company[c][p] == 0) continue;
            int has = 0, there = 0;
            bool person_would = false, company_would = false;
            for (std::uint32_t other = 0; other < companies; ++other)
                if (table[p][other] != 0) {
                    ++has;
                    person_would = person_would || place_in_wishes(wishes, p, other) > place;
                }
            for (std::uint32_t other = 0; other < people; ++other)
                if (table[other][c] != 0) {
                    ++there;
                    company_would = company_would || turn_of(wishes, c, other) > turn_of(wishes, c, p);
                }
            if ((person_would || has < wishes.person_most[p]) && (company_would || there < wishes.company_most[c])) return true;
        }
    return false;
}

// Every set of pairs that both sides accept and nobody has too many of.
void every_plan(const Wishes& wishes, const std::function<void(const Met&)>& look) {
    const auto people = static_cast<std::uint32_t>(wishes.of_person.size()),
               companies = static_cast<std::uint32_t>(wishes.of_company.size());
    Met table(people, std::vector<char>(companies));
    std::vector<int> has(people), there(companies);
    const std::function<void(std::uint32_t)> go = [&](std::uint32_t cell) {
        if (cell == people * companies) return look(table);
        const auto p = cell / companies, c = cell % companies;
        go(cell + 1);
        if (has[p] == wishes.person_most[p] || there[c] == wishes.company_most[c]) return;
        if (wishes.of_company[c][p] == 0 || place_in_wishes(wishes, p, c) < 0) return;
        table[p][c] = 1, ++has[p], ++there[c];
        go(cell + 1);
        table[p][c] = 0, --has[p], --there[c];
    };
    go(0);
}

// The places of the person's companies in their own order: 0 = the one they wished most.
std::vector<int> places(const Wishes& wishes, const Met& table, std::uint32_t person) {
    std::vector<int> all;
    for (std::uint32_t at = 0; at < wishes.of_person[person].size(); ++at)
        if (table[person][wishes.of_person[person][at]] != 0) all.push_back(static_cast<int>(at));
    return all;
}

// With responsive wishes: as many, and each one at least as good.
bool is_at_least_as_good(const std::vector<int>& one, const std::vector<int>& other) {
    if (one.size() < other.size()) return false;
    for (std::size_t at = 0; at < other.size(); ++at)
        if (one[at] > other[at]) return false;
    return true;
}

void check_best_of_all_stable(const Wishes& wishes) {
    const auto made = met(wishes, agreed(wishes));
    CHECK_FALSE(has_blocking_pair(wishes, made));
    int stable = 0;
    bool is_best = true;
    every_plan(wishes, [&](const Met& plan) {
        if (has_blocking_pair(wishes, plan)) return;
        ++stable;
        for (std::uint32_t p = 0; p < plan.size(); ++p)
            is_best = is_best && is_at_least_as_good(places(wishes, made, p), places(wishes, plan, p));
    });
    CHECK(stable > 0);
    CHECK(is_best);
}

}  // namespace

TEST_SUITE("interviews rules_mutual") {
    TEST_CASE("of all stable plans of up to six people it is the best for each of them") {
        Random random(11);
        for (int round = 0; round < 120; ++round)
            check_best_of_all_stable(random_wishes(random, 1 + below(random, 6), 1 + below(random, round % 4 == 0 ? 6 : 4), 1));
    }

    TEST_CASE("with several meetings each it is stable as well, and the best for each") {
        Random random(12);
        for (int round = 0; round < 80; ++round)
            check_best_of_all_stable(random_wishes(random, 1 + below(random, 5), 1 + below(random, 4), 3));
    }

    TEST_CASE("the company's best plan of Gale and Shapley is another one") {
        // Two stable plans: each person has their first wish, or each company has.
        const Wishes wishes{.of_person = {{0, 1}, {1, 0}},
                            .person_most = {1, 1},
                            .of_company = {{2, 1}, {1, 2}},
                            .company_most = {1, 1},
                            .person_key = {1, 2}};
        CHECK(agreed(wishes) == std::vector<Pair>{{0, 0}, {1, 1}});
        CHECK_FALSE(has_blocking_pair(wishes, met(wishes, {{0, 1}, {1, 0}})));
    }

    TEST_CASE("who has one meeting gains nothing by telling another order than their own") {
        Random random(13);
        for (int round = 0; round < 60; ++round) {
            const auto truth = random_wishes(random, 2 + below(random, 4), 2 + below(random, 2), 1);
            for (std::uint32_t p = 0; p < truth.of_person.size(); ++p) {
                const auto honest = places(truth, met(truth, agreed(truth)), p);
                std::vector<std::uint32_t> order(truth.of_company.size());
                std::iota(order.begin(), order.end(), 0U);
                do
                    for (std::size_t length = 0; length <= order.size(); ++length) {
                        auto told = truth;
                        told.of_person[p].assign(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(length));
                        const auto table = met(truth, agreed(told));
                        // A company that they did not want is no gain.
                        bool is_wanted = true;
                        for (std::uint32_t c = 0; c < order.size(); ++c)
                            is_wanted = is_wanted && (table[p][c] == 0 || place_in_wishes(truth, p, c) >= 0);
                        const auto lied = places(truth, table, p);
                        CHECK((!is_wanted || lied.empty() || is_at_least_as_good(honest, lied)));
                    }
                while (std::ranges::next_permutation(order).found);
            }
        }
    }

    TEST_CASE("among equals the draw decides, and not the order of the rows") {
        Wishes wishes{.of_person = {{0}, {0}, {0}},
                      .person_most = {1, 1, 1},
                      .of_company = {{1, 1, 1}},
                      .company_most = {1},
                      .person_key = {7, 8, 9}};
        std::vector<int> drawn(3);
        for (std::uint64_t lottery = 1; lottery <= 300; ++lottery) {
            wishes.lottery = lottery;
            const auto first = agreed(wishes);
            REQUIRE(first.size() == 1);
            ++drawn[first.front().person];
            auto turned = wishes;
            std::ranges::reverse(turned.person_key);
            CHECK(turned.person_key[agreed(turned).front().person] == wishes.person_key[first.front().person]);
        }
        for (const int times : drawn) CHECK(times > 70);
    }
}
