// Two people at the same moment: what one has done and not yet committed, the other has not seen. A place is given back once,
// where it is.
#include <doctest/doctest.h>

#include "modules/booking/actions_hall.hpp"
#include "modules/booking/actions_kiosk.hpp"
#include "modules/booking/actions_merge.hpp"
#include "modules/booking/actions_quota.hpp"
#include "modules/booking/actions_waiting.hpp"
#include "modules/booking/module.hpp"
#include "modules/booking/tests/fixture.hpp"
#include "modules/registration/actions_file.hpp"
#include "platform/testing/at_once.hpp"

using namespace booking;

namespace {

void check(test::Hall& hall) {
    const auto faults = hall.read([](sql::Transaction& tx) {
        std::vector<std::string> found;
        check_invariants(tx, found);
        return found;
    });
    CHECK_MESSAGE(faults.empty(), (faults.empty() ? "" : faults.front()));
}

int taken(test::Hall& hall, WindowId id) {
    return hall.read([&](sql::Transaction& tx) { return find_window(tx, id)->taken; });
}

ChangeWish wish(const test::Hall& hall, WindowId window, int quota) {
    const auto day = hall.house.now().in(Zone::wita).date;
    ChangeWish made{.office = hall.office, .from = day, .to = day};
    made.windows.push_back({.window = window, .quota = quota});
    made.reason = "listrik padam";
    return made;
}

Result<ChangeDone, Refusal> cut(sql::Transaction& tx, const test::Hall& hall, WindowId window, int quota) {
    const auto clerk = hall.clerk();
    const auto wanted = wish(hall, window, quota);
    const auto preview = preview_change(tx, clerk, wanted);
    REQUIRE(preview);
    return apply_change(tx, clerk, wanted, preview->plan);
}

}  // namespace

TEST_CASE("a quota is cut just while somebody passes on the place that they were offered: it is freed once") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/1);
        hall.rest_at_most(30);
        const auto giver = hall.apply(1);
        const auto ticket = hall.take(giver, hall.today);
        REQUIRE(ticket);
        const auto sari = hall.apply(2);
        const auto day = hall.house.now().in(Zone::wita).date;
        const auto waits = hall.write(hall.seeker(sari), [&](auto& tx, const Context& context) {
            return join_waiting_list(tx, context, {.office = hall.office, .application = sari, .from = day, .to = day});
        });
        REQUIRE(waits);
        REQUIRE(hall.write(hall.seeker(giver), [&](auto& tx, const Context& context) { return cancel(tx, context, ticket->id); }));
        hall.house.set_now(Instant{hall.house.now().seconds + 31 * 60}.rfc3339_utc());
        CHECK(hall.write(hall.house.system(), [&](auto& tx, const Context& context) { return tend_waiting(tx, context, hall.office); })
                  .offered == 1);

        test::at_once(
            hall.house.database(), [&](sql::Transaction& tx) { CHECK(leave_waiting_list(tx, hall.seeker(sari), *waits)); },
            [&] { CHECK(hall.write(hall.clerk(), [&](auto& tx, const Context&) { return cut(tx, hall, hall.today, 0); })); });
        CHECK(taken(hall, hall.today) == 0);
        check(hall);
    }
}

TEST_CASE("the owner of a NIK comes to the counter just while the other file gives its number back") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine);
        const auto other_file = hall.apply(1);
        const auto ticket = hall.take(other_file, hall.tomorrow);
        REQUIRE(ticket);
        const auto owner = hall.apply(2, /*with_nik_of=*/1);
        test::at_once(
            hall.house.database(), [&](sql::Transaction& tx) { CHECK(cancel(tx, hall.seeker(other_file), ticket->id)); },
            [&] {
                (void)hall.write(hall.clerk(), [&](auto& tx, const Context& context) {
                    return take_place(tx, context, hall.today, owner, TicketChannel::counter);
                });
            });
        CHECK(taken(hall, hall.tomorrow) == 0);
        check(hall);
    }
}

TEST_CASE("an application is withdrawn on one phone just while its number is given back on another") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine);
        const auto sari = hall.apply(1);
        const auto ticket = hall.take(sari, hall.today);
        REQUIRE(ticket);
        test::at_once(
            hall.house.database(), [&](sql::Transaction& tx) { CHECK(cancel(tx, hall.seeker(sari), ticket->id)); },
            [&] {
                (void)hall.write(hall.seeker(sari),
                                 [&](auto& tx, const Context& context) { return registration::withdraw(tx, context, sari); });
            });
        CHECK(taken(hall, hall.today) == 0);
        check(hall);
    }
}

TEST_CASE("an earlier day is accepted on one phone just while the number is given back on another") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/1);
        hall.rest_at_most(30);
        const auto giver = hall.apply(1);
        const auto early = hall.take(giver, hall.today);
        REQUIRE(early);
        const auto sari = hall.apply(2);
        const auto late = hall.take(sari, hall.tomorrow);
        REQUIRE(late);
        const auto day = hall.house.now().in(Zone::wita).date;
        const auto waits = hall.write(hall.seeker(sari), [&](auto& tx, const Context& context) {
            return join_waiting_list(tx, context, {.office = hall.office, .application = sari, .from = day, .to = day});
        });
        REQUIRE(waits);
        REQUIRE(hall.write(hall.seeker(giver), [&](auto& tx, const Context& context) { return cancel(tx, context, early->id); }));
        hall.house.set_now(Instant{hall.house.now().seconds + 31 * 60}.rfc3339_utc());
        hall.write(hall.house.system(), [&](auto& tx, const Context& context) { return tend_waiting(tx, context, hall.office); });
        const auto view = hall.read([&](sql::Transaction& tx) { return waiting_view(tx, hall.house.system(), *waits); });
        REQUIRE(view->offered);
        test::at_once(
            hall.house.database(), [&](sql::Transaction& tx) { CHECK(cancel(tx, hall.seeker(sari), late->id)); },
            [&] {
                (void)hall.write(hall.seeker(sari),
                                 [&](auto& tx, const Context& context) { return accept_offer(tx, context, view->offered->offer.id); });
            });
        check(hall);
    }
}

TEST_CASE("two numbers of one person are joined just while a cut moves one of them: its place is free where it went") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/2);
        const auto booked = hall.take(hall.apply(1), hall.today);
        REQUIRE(booked);
        const auto kiosk =
            hall.write(hall.clerk(), [&](auto& tx, const Context& context) { return take_nameless_place(tx, context, hall.today); });
        REQUIRE(kiosk);
        REQUIRE(hall.write(hall.clerk(),
                           [&](auto& tx, const Context& context) { return check_in(tx, context, kiosk->id, DayRule::booked_day_only); }));
        test::at_once(
            hall.house.database(), [&](sql::Transaction& tx) { CHECK(cut(tx, hall, hall.today, 1)); },
            [&] {
                (void)hall.write(hall.clerk(),
                                 [&](auto& tx, const Context& context) { return merge_numbers(tx, context, kiosk->id, booked->id); });
            });
        check(hall);
    }
}
