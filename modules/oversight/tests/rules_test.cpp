#include "modules/oversight/rules.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace oversight;

TEST_SUITE("oversight") {
    TEST_CASE("the middle and the spread are not moved by one who is far away") {
        CHECK(median({1, 2, 3, 100}) == 2.5);
        CHECK(median({}) == 0);
        CHECK(spread({1, 2, 3, 100}) == 1.0);
    }

    TEST_CASE("how likely so many are") {
        CHECK(tail(0, 10, 0.1) == 1);
        CHECK(tail(1, 1, 0.25) == doctest::Approx(0.25));
        CHECK(tail(2, 2, 0.5) == doctest::Approx(0.25));
        CHECK(tail(8, 10, 0.5) == doctest::Approx(56.0 / 1024));
        CHECK(tail(3, 2, 0.5) == 0);
    }

    TEST_CASE("of little nothing is said") {
        CHECK(judge({5, 5}, {0, 500}) == Verdict::too_few);
        CHECK(judge({10, 100}, {0, 30}) == Verdict::too_few);
        CHECK(judge({2, 100}, {0, 500}) == Verdict::usual);
        CHECK(judge({8, 100}, {3, 500}) == Verdict::unusual);
        CHECK(judge_all({{50, 60}}).front().verdict == Verdict::too_few);  // alone in the office
    }

    // The seed of the issue: one officer serves those first who pay. Four officers, sixty calls a day each; honest ones call
    // out of order in one of a hundred for good reasons, the fourth in eight of a hundred.
    Verdict after_days(std::mt19937 & dice, int days, double share_of_fourth) {
        std::vector<Rate> rates;
        for (int officer = 0; officer < 4; ++officer) {
            std::binomial_distribution<int> jumps(60 * days, officer == 3 ? share_of_fourth : 0.01);
            rates.push_back({jumps(dice), 60 * days});
        }
        return judge_all(rates)[3].verdict;
    }

    TEST_CASE("who serves payers first is found within three days; the same officer honest is not accused") {
        std::mt19937 dice(11);
        constexpr int turns = 1000;
        int found = 0;
        int accused = 0;
        for (int turn = 0; turn < turns; ++turn) {
            found += after_days(dice, 3, 0.08) == Verdict::unusual;
            accused += after_days(dice, 3, 0.01) == Verdict::unusual;
        }
        MESSAGE("found ", found, " of ", turns, ", falsely marked ", accused);
        CHECK(found >= turns * 90 / 100);
        CHECK(accused <= turns / 100);
    }

    TEST_CASE("two who do it together do not hide each other among six") {
        std::vector<Rate> rates{{2, 180}, {1, 180}, {2, 180}, {3, 180}, {20, 180}, {22, 180}};
        const auto judged = judge_all(rates);
        CHECK(judged[4].verdict == Verdict::unusual);
        CHECK(judged[5].verdict == Verdict::unusual);
        CHECK(judged[0].verdict == Verdict::usual);
    }

    TEST_CASE("the board masks few people and counts the promise exactly") {
        const auto week = *Date::parse("2026-03-02");
        CHECK_FALSE(times_of("ak1", week, std::vector<int>(9, 5), 60).median_min);
        std::vector<int> minutes;
        for (int one = 1; one <= 20; ++one) minutes.push_back(one * 5);  // 5 … 100
        const auto times = times_of("ak1", week, minutes, 60);
        CHECK(*times.median_min == 50);
        CHECK(*times.p90_min == 90);
        CHECK(*times.within_percent == 60);  // 60 minutes is kept
    }
}
