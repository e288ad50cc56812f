#include <doctest/doctest.h>

#include <cmath>

#include "modules/matching/rules_choice.hpp"
#include "modules/matching/rules_pace.hpp"

using namespace matching;

TEST_CASE("a price follows the pace of its vacancy: as promised stays, faster rises, slower falls, never beyond its limits") {
    // As many places as expected.
    CHECK(price_after({1000, 7, 7000}) == 1000);
    // matching.md: exp((actual / target - 1) / 2), with five places of either kind added: (15 + 5) / (5 + 5) = 2.
    CHECK(std::abs(price_after({10'000, 15, 5000}) - 10'000 * std::exp(0.5)) < 5);
    CHECK(std::abs(price_after({10'000, 0, 5000}) - 10'000 * std::exp(-0.25)) < 5);
    for (std::int32_t taken = 0; taken < 40; ++taken)
        for (const std::int32_t price : {0, 1, 299, 300, 5000, 29'000})
            CHECK(price_after({price, taken, 4000}) <= price_after({price, taken + 1, 4000}));
    for (std::int32_t price = 0; price < 20'000; price += 7) CHECK(price_after({price, 3, 2500}) <= price_after({price + 7, 3, 2500}));
    // What costs nothing goes on costing nothing, unless it goes too fast.
    CHECK(price_after({0, 0, 500}) == 0);
    CHECK(price_after({0, 20, 500}) > 300);
    // Nobody takes it any more: free in the end.
    std::int32_t price = 20'000;
    for (int step = 0; step < 400; ++step) price = price_after({price, 0, 1000});
    CHECK(price == 0);
    // Everybody takes it: as dear as the best score, and no dearer.
    for (int step = 0; step < 50; ++step) price = price_after({price, 1000, 0});
    const auto highest = price;
    CHECK(price_after({price, 1000, 0}) == highest);
}

TEST_CASE("the places of a vacancy are to last until the next batch") {
    const auto at_two = instant({Date::parse("2026-03-02").value(), {batch_begins_at}, Zone::wib});
    CHECK(seconds_to_batch(at_two) == 24 * 3600);
    CHECK(seconds_to_batch({at_two.seconds - 1}) == 1);
    CHECK(seconds_to_batch({at_two.seconds + 12 * 3600 + 30}) == 12 * 3600 - 30);
    CHECK(places_expected(144, at_two, {at_two.seconds + 600}) == 1000);
    CHECK(places_expected(40, at_two, {at_two.seconds + 90 * 24 * 3600}) == 40'000);
    CHECK(places_expected(-3, at_two, {at_two.seconds + 600}) == 0);
}

TEST_CASE("the draw that tries something new depends on person, batch and place only, and comes as often as the office says") {
    int drawn = 0;
    for (std::int64_t person = 1; person <= 2000; ++person) {
        const auto key = draw_key({person}, {77});
        CHECK(key == draw_key({person}, {77}));
        for (int place = 1; place <= 10; ++place) {
            CHECK_FALSE(is_exploring(key, place, 0));
            CHECK(is_exploring(key, place, 100));
            drawn += is_exploring(key, place, 5);
        }
    }
    CHECK(drawn > 900);
    CHECK(drawn < 1100);
}

TEST_CASE("only what stands just below the list is tried, and never what somebody else has filled") {
    std::vector<Offer> offers;
    for (int at = 0; at < 14; ++at) offers.push_back({.vacancy = {at + 1}, .score = 1000 - 20 * at});
    offers.push_back({.vacancy = {15}, .score = 690});
    offers.push_back({.vacancy = {16}, .score = 900, .price = 100});
    offers.push_back({.vacancy = {17}, .score = 990, .is_full = true});
    const auto all = in_order(offers);
    // Ten are shown, the last is worth 820: down to 697.
    const auto open = worth_trying(all, 10, settings());
    CHECK(open.size() == 5);
    for (const auto& one : open) {
        CHECK(one.value() * 100 >= 820 * 85);
        CHECK_FALSE(one.is_full);
    }
    CHECK(worth_trying(in_order({offers.begin(), offers.begin() + 10}), 10, settings()).empty());  // all that fits is shown
    CHECK(propensity_of_trial(5, 5) == 10'000);
    CHECK(propensity_of_order(5, 5) == 950'000);
    CHECK(propensity_of_order(5, 0) == certain);
}
