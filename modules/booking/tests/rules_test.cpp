#include "modules/booking/rules.hpp"

#include <doctest/doctest.h>

using namespace booking;

namespace {

const Date wednesday = *Date::parse("2026-03-04");
const LocalTime six_in_the_evening{wednesday, {18 * 60}, Zone::wita};
const Policy policy{30};

Window job_cafe() {
    return {.id = {1}, .service = "ak1", .date = wednesday, .opens = {19 * 60}, .closes = {21 * 60}, .quota = 30, .taken = 29, .online_quota = 30, .online_taken = 29};
}

std::vector<Holder> holders(int count) {
    std::vector<Holder> list;
    for (int number = 1; number <= count; ++number) list.push_back({{100 + number}, number, TicketState::booked});
    return list;
}

}  // namespace

TEST_CASE("the thirtieth visitor gets the last place, the next one is told the evening is full") {
    auto window = job_cafe();
    CHECK_FALSE(refusal(window, policy, TicketChannel::online, six_in_the_evening));
    window.taken = window.online_taken = 30;
    CHECK(refusal(window, policy, TicketChannel::online, six_in_the_evening) == Refusal::quota_full);
    CHECK(state_of(window, policy, six_in_the_evening) == WindowState::full);
}

TEST_CASE("the share of the counter is not sold online, and is there at the counter") {
    auto window = job_cafe();
    window.online_quota = 24;
    window.taken = window.online_taken = 24;
    CHECK(refusal(window, policy, TicketChannel::online, six_in_the_evening) == Refusal::quota_full);
    CHECK_FALSE(refusal(window, policy, TicketChannel::counter, six_in_the_evening));
}

TEST_CASE("a window can be booked until the minute it closes") {
    const auto window = job_cafe();
    CHECK_FALSE(refusal(window, policy, TicketChannel::online, {wednesday, {20 * 60 + 59}, Zone::wita}));
    CHECK(refusal(window, policy, TicketChannel::online, {wednesday, {21 * 60}, Zone::wita}) == Refusal::window_over);
}

TEST_CASE("a day beyond the horizon is not open yet, the last day of it is") {
    const auto window = job_cafe();
    CHECK_FALSE(refusal(window, policy, TicketChannel::online, {wednesday - 30, {8 * 60}, Zone::wita}));
    CHECK(refusal(window, policy, TicketChannel::online, {wednesday - 31, {8 * 60}, Zone::wita}) == Refusal::too_far_ahead);
}

TEST_CASE("shares are never smaller than promised, and never below nothing") {
    CHECK(online_part(30, 0, 0) == 30);
    CHECK(online_part(30, 20, 0) == 24);
    CHECK(online_part(7, 20, 0) == 5);  // 1.4 places for the counter are 2
    CHECK(online_part(1, 60, 40) == 0);
}

TEST_CASE("a quota cut keeps the lowest numbers and moves the others in their order, same hours first") {
    const auto window = job_cafe();
    const std::vector<Room> rooms{{{2}, wednesday + 2, {8 * 60}, 3}, {{3}, wednesday + 2, {19 * 60}, 2}, {{4}, wednesday + 7, {19 * 60}, 9}};
    const auto plan = plan_quota(window, 4, holders(12), rooms);
    REQUIRE(plan.keeps.size() == 4);
    REQUIRE(plan.moves.size() == 8);
    CHECK(plan.unplaced.empty());
    CHECK(plan.keeps.back().number == 4);
    CHECK(plan.moves[0].holder.number == 5);
    CHECK(plan.moves[0].to == WindowId{3});  // the evening of that day before its morning
    CHECK(plan.moves[2].to == WindowId{2});
    CHECK(plan.moves[5].to == WindowId{4});
    for (std::size_t one = 1; one < plan.moves.size(); ++one) CHECK(plan.moves[one - 1].date <= plan.moves[one].date);
}

TEST_CASE("whoever is already in the hall is served, and who finds no room keeps the number") {
    auto list = holders(3);
    list[2].state = TicketState::checked_in;
    const auto plan = plan_quota(job_cafe(), 1, list, {});
    REQUIRE(plan.keeps.size() == 2);
    CHECK(plan.keeps[1].number == 3);
    REQUIRE(plan.unplaced.size() == 1);
    CHECK(plan.unplaced[0].number == 2);
}

TEST_CASE("a ticket takes only the steps of its drawing") {
    CHECK(may_move_to(TicketState::booked, TicketState::checked_in));
    CHECK(may_move_to(TicketState::no_show, TicketState::checked_in));  // came late
    CHECK_FALSE(may_move_to(TicketState::cancelled, TicketState::checked_in));
    CHECK_FALSE(may_move_to(TicketState::checked_in, TicketState::cancelled));
    CHECK_FALSE(may_move_to(TicketState::done, TicketState::called));
}

TEST_CASE("numbers are read out with three digits") {
    CHECK(Ticket{.number = 23, .letter = 'A'}.label() == "A-023");
    CHECK(Ticket{.number = 1204, .letter = 'B'}.label() == "B-1204");
}
