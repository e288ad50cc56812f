#include "modules/hall/rules.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace hall;

namespace {

struct Day {  // a random day: people come, counters call, and everything that happened is kept
    std::vector<Waiting> here;
    Credits credits;
    std::map<std::int64_t, int> overtaken;
    std::set<std::int64_t> called;
    std::int64_t arrivals{};

    void arrive(Line line, std::int64_t turn, const Policy& policy) {
        ++arrivals;
        here.push_back({{arrivals}, line, turn ? turn : arrivals, arrivals, 0, policy.overtaken_max});
    }
    Waiting call(const Policy& policy) {
        const auto choice = choose(here, policy, credits);
        REQUIRE(choice);
        const auto one = here[choice->index];
        credits = choice->credits;
        here.erase(here.begin() + static_cast<std::ptrdiff_t>(choice->index));
        CHECK(called.insert(one.ticket.value).second);
        for (auto& other : here) {
            if (other.arrival < one.arrival) overtaken[other.ticket.value] = ++other.overtaken;
        }
        return one;
    }
};

}  // namespace

TEST_CASE("over a thousand random days nobody is lost, called twice, or overtaken more often than the office promises") {
    for (unsigned seed = 1; seed <= 1000; ++seed) {
        std::mt19937 chance(seed);
        const auto below = [&](unsigned count) { return static_cast<int>(chance() % count); };
        const Policy policy{.booked = below(5), .walk_in = below(5), .priority = below(5), .overtaken_max = below(12)};
        Day day;
        for (int step = 0; step < 300; ++step) {
            if (below(100) < 52)
                day.arrive(static_cast<Line>(below(3)), below(4) ? 0 : 1 + below(100), policy);
            else if (!day.here.empty())
                day.call(policy);
        }
        while (!day.here.empty()) day.call(policy);
        CHECK(std::ssize(day.called) == day.arrivals);
        for (const auto& [ticket, times] : day.overtaken) CHECK_MESSAGE(times <= policy.overtaken_max, "seed ", seed, " ticket ", ticket);
    }
}

TEST_CASE("without the bound the same days overtake somebody more often") {
    const Policy promise{.priority = 4, .overtaken_max = 5};
    auto unbounded = promise;
    unbounded.overtaken_max = 1'000'000;
    Day day;
    for (int person = 0; person < 20; ++person) day.arrive(Line::walk_in, 0, unbounded);
    for (int person = 0; person < 60; ++person) {
        day.arrive(Line::priority, 0, unbounded);
        day.call(unbounded);
    }
    CHECK(std::ranges::max_element(day.overtaken, {}, [](const auto& one) { return one.second; })->second > promise.overtaken_max);
}

TEST_CASE("while all three lines wait, the calls follow the office's ratio") {
    const Policy policy{.booked = 3, .walk_in = 2, .priority = 1, .overtaken_max = 1000};
    Day day;
    for (int person = 0; person < 60; ++person) {
        for (const auto line : {Line::booked, Line::walk_in, Line::priority}) day.arrive(line, 0, policy);
    }
    std::map<Line, int> calls;
    for (int call = 0; call < 60; ++call) ++calls[day.call(policy).line];
    CHECK(calls[Line::booked] == 30);
    CHECK(calls[Line::walk_in] == 20);
    CHECK(calls[Line::priority] == 10);
}

TEST_CASE("a line that nobody stood in for hours has saved up no right to go first") {
    const Policy policy{.booked = 1, .walk_in = 1, .priority = 1, .overtaken_max = 1000};
    Day day;
    for (int person = 0; person < 50; ++person) {
        day.arrive(Line::walk_in, 0, policy);
        day.call(policy);
    }
    for (int person = 0; person < 6; ++person) day.arrive(Line::walk_in, 0, policy);
    for (int person = 0; person < 6; ++person) day.arrive(Line::booked, 0, policy);
    int booked = 0;
    for (int call = 0; call < 6; ++call) booked += day.call(policy).line == Line::booked;
    CHECK(booked == 3);
}

TEST_CASE("with nobody in a hurry the order is the order of arrival") {
    const Policy policy;
    Day day;
    for (int person = 0; person < 9; ++person) day.arrive(Line::walk_in, 0, policy);
    for (int person = 1; person <= 9; ++person) CHECK(day.call(policy).ticket.value == person);
}

TEST_CASE("the order that is shown is the order in which people are called") {
    const Policy policy{.overtaken_max = 3};
    Day day;
    std::mt19937 chance(7);
    for (int person = 0; person < 40; ++person) day.arrive(static_cast<Line>(chance() % 3), 0, policy);
    const auto shown = order(day.here, policy, day.credits);
    REQUIRE(shown.size() == 40);
    for (const auto& ticket : shown) CHECK(day.call(policy).ticket == ticket);
}

TEST_CASE("who is booked and comes in time keeps the place; who comes too late stands with those without appointment") {
    const Policy policy{.late_grace_min = 15};
    const Arrival in_time{.booked_before_today = true, .slot_ends = {9 * 60}, .now = {9 * 60 + 15}};
    CHECK(line_of(in_time, policy) == Line::booked);
    auto late = in_time;
    late.now = {9 * 60 + 16};
    CHECK(line_of(late, policy) == Line::walk_in);
    late.lane = Lane::pregnant;
    CHECK(line_of(late, policy) == Line::priority);
    auto other_day = in_time;
    other_day.other_day = true;
    CHECK(line_of(other_day, policy) == Line::walk_in);
    CHECK(line_of({.slot_ends = {9 * 60}, .now = {8 * 60}}, policy) == Line::walk_in);
}

TEST_CASE("an evening of two hours in slots of thirty minutes: numbers are asked to come in their order") {
    booking::Window window{.opens = {19 * 60}, .closes = {21 * 60}, .quota = 30};
    const Policy policy{.slot_min = 30};
    CHECK(slot_of(window, 1, policy).from == TimeOfDay{19 * 60});
    CHECK(slot_of(window, 8, policy).to == TimeOfDay{19 * 60 + 30});
    CHECK(slot_of(window, 30, policy).to == TimeOfDay{21 * 60});
    CHECK(slot_of(window, 31, policy).from == TimeOfDay{20 * 60 + 30});  // a number from the reserve
    CHECK(slot_of(window, 30, {}).from == TimeOfDay{19 * 60});
    for (int number = 2; number <= 30; ++number) CHECK(slot_of(window, number - 1, policy).from <= slot_of(window, number, policy).from);
}

TEST_CASE("a wheelchair is called to a counter without steps as long as one is open") {
    Place place{.service = "ak1", .needs = {Need::wheelchair}};
    Counter upstairs{.id = {1}, .number = "1", .officer = {11}};
    Counter ground{.id = {2}, .number = "2", .step_free = true, .officer = {12}};
    CHECK_FALSE(fits(upstairs, place, {upstairs, ground}));
    CHECK(fits(ground, place, {upstairs, ground}));
    ground.officer = {};  // nobody sits there: the officer upstairs comes down
    CHECK(fits(upstairs, place, {upstairs, ground}));
    ground.officer = {12};
    ground.services = {"dispute"};
    CHECK(fits(upstairs, place, {upstairs, ground}));
    CHECK_FALSE(fits(ground, place, {upstairs, ground}));
}

TEST_CASE("a place takes only the steps of its drawing") {
    CHECK(may_move_to(PlaceState::skipped, PlaceState::waiting));
    CHECK_FALSE(may_move_to(PlaceState::parked, PlaceState::called));
    CHECK_FALSE(may_move_to(PlaceState::gone, PlaceState::waiting));
    CHECK_FALSE(may_move_to(PlaceState::held, PlaceState::skipped));
}
