#include "modules/booking/rules.hpp"

#include <doctest/doctest.h>

using namespace booking;

namespace {

const Date wednesday = *Date::parse("2026-03-04");
const LocalTime six_in_the_evening{wednesday, {18 * 60}, Zone::wita};
const Policy policy{30};

Window job_cafe() {
    return {.id = {1},
            .service = "ak1",
            .date = wednesday,
            .opens = {19 * 60},
            .closes = {21 * 60},
            .quota = 30,
            .taken = 29,
            .online_quota = 30,
            .online_taken = 29};
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
