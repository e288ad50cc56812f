#include <doctest/doctest.h>

#include "modules/booking/actions_quota.hpp"
#include "modules/booking/module.hpp"
#include "modules/booking/tests/fixture.hpp"
#include "modules/office/actions_manage.hpp"

// The hours at which a server in UTC and an office in Indonesia name different days, in all three zones.
using namespace booking;

namespace {

struct Office : test::Hall {
    Office(sql::Engine engine, Zone where, int quota) : Hall(engine, quota), zone(where) {
        house.database().write([&](sql::Transaction& tx) { tx.run("update office_office set zone = :zone", {{"zone", name(zone)}}); });
    }

    void it_is(std::string_view date, int hour, int minute) {
        house.set_now(instant({*Date::parse(date), {hour * 60 + minute}, zone}).rfc3339_utc());
    }
    void make_windows_from(std::string_view first, int days) {
        const auto day = *Date::parse(first);
        write(house.system(), [&](auto& tx, const Context& context) { return make_windows(tx, context, office, day, day + days); });
    }
    Window window_on(std::string_view date) {
        const auto day = *Date::parse(date);
        const auto list = read([&](sql::Transaction& tx) { return windows(tx, house.system(), office, "ak1", day, day); });
        REQUIRE(list.size() == 1);
        return list.front().window;
    }
    Result<Ticket, Refusal> come(TicketId ticket) {
        return write(clerk(), [&](auto& tx, const Context& context) { return check_in(tx, context, ticket, DayRule::booked_day_only); });
    }
    std::vector<std::string> faults() {
        return read([](sql::Transaction& tx) {
            std::vector<std::string> found;
            check_invariants(tx, found);
            return found;
        });
    }

    Zone zone;
};

template <class Check>
void in_each_zone(int quota, Check check) {
    for (const auto engine : test::engines()) {
        for (const auto zone : {Zone::wib, Zone::wita, Zone::wit}) {
            CAPTURE(name(zone));
            Office hall(engine, zone, quota);
            check(hall);
        }
    }
}

}  // namespace

TEST_CASE("Wednesday 19.00 to 21.00 is the office's Wednesday evening, on a server in UTC, in each zone") {
    in_each_zone(5, [](Office& hall) {
        const auto evening = hall.window_on("2026-03-04").id;
        hall.house.database().write([&](sql::Transaction& tx) {
            tx.run("update booking_window set opens = 1140, closes = 1260 where id = :id", {{"id", evening}});
        });
        const auto early = hall.take(hall.apply(1), evening);
        REQUIRE(early);
        hall.it_is("2026-03-03", 23, 59);
        CHECK(hall.come(early->id).error() == Refusal::not_today);
        hall.it_is("2026-03-04", 0, 0);
        REQUIRE(hall.come(early->id));
        hall.it_is("2026-03-04", 19, 0);
        const auto at_the_door = hall.take(hall.apply(2), evening);
        REQUIRE(at_the_door);
        CHECK(hall.come(at_the_door->id));
        hall.it_is("2026-03-04", 20, 59);
        CHECK(hall.take(hall.apply(3), evening));
        hall.it_is("2026-03-04", 21, 0);
        const auto late = hall.take(hall.apply(4), evening);
        REQUIRE_FALSE(late);
        CHECK(late.error() == Refusal::window_over);
        CHECK(hall.faults().empty());
    });
}

TEST_CASE("the thirtieth day ahead opens at the office's midnight, in each zone") {
    in_each_zone(5, [](Office& hall) {
        hall.make_windows_from("2026-03-03", 40);
        const auto far = hall.window_on("2026-04-07").id;  // Tuesday, thirty days after Sunday 8 March
        hall.it_is("2026-03-07", 23, 59);
        const auto early = hall.take(hall.apply(1), far);
        REQUIRE_FALSE(early);
        CHECK(early.error() == Refusal::too_far_ahead);
        hall.it_is("2026-03-08", 0, 0);
        CHECK(hall.take(hall.apply(2), far));
    });
}

TEST_CASE("29 February is booked, cut, moved to, and over at the office's midnight, in each zone") {
    in_each_zone(4, [](Office& hall) {
        hall.it_is("2028-02-25", 9, 0);
        hall.make_windows_from("2028-02-25", 14);
        const auto monday = hall.window_on("2028-02-28");
        const auto leap_day = hall.window_on("2028-02-29");
        std::vector<TicketId> tickets;
        for (int person = 1; person <= 4; ++person) tickets.push_back(hall.take(hall.apply(person), monday.id)->id);
        const auto booked = hall.take(hall.apply(5), leap_day.id);
        REQUIRE(booked);
        REQUIRE(hall.take(hall.apply(6), leap_day.id));
        const auto preview = hall.read([&](sql::Transaction& tx) { return preview_quota(tx, hall.clerk(), monday.id, 1); });
        REQUIRE(preview);
        REQUIRE(hall.write(hall.clerk(), [&](auto& tx, const Context& context) {
            return apply_quota(tx, context, monday.id, 1, "SE 440/2028", preview->plan);
        }));
        const auto day_of = [&](TicketId id) {
            return hall.read([&](sql::Transaction& tx) { return find_window(tx, find_ticket(tx, id)->window)->date.iso(); });
        };
        CHECK(day_of(tickets[1]) == "2028-02-29");
        CHECK(day_of(tickets[2]) == "2028-02-29");
        CHECK(day_of(tickets[3]) == "2028-03-01");  // the day after it, not the thirtieth
        hall.it_is("2028-02-28", 23, 59);
        CHECK(hall.come(booked->id).error() == Refusal::not_today);
        hall.it_is("2028-02-29", 0, 0);
        CHECK(hall.come(booked->id));
        CHECK(hall.come(tickets[1]));
        hall.it_is("2028-02-29", 23, 59);
        CHECK(hall.come(tickets[2]));
        hall.it_is("2028-03-01", 0, 0);
        CHECK(hall.come(tickets[3]));
        const auto over = hall.read([&](sql::Transaction& tx) { return preview_quota(tx, hall.clerk(), leap_day.id, 0); });
        REQUIRE_FALSE(over);
        CHECK(over.error() == Refusal::window_over);
        CHECK(hall.faults().empty());
    });
}

TEST_CASE("a holiday that was declared yesterday closes today before its day has begun in UTC, in each zone") {
    in_each_zone(4, [](Office& hall) {
        const auto today = hall.window_on("2026-03-04");
        std::vector<TicketId> tickets;
        for (int person = 1; person <= 3; ++person) tickets.push_back(hall.take(hall.apply(person), today.id)->id);
        hall.it_is("2026-03-03", 23, 50);  // declared late in the evening before
        REQUIRE(hall.write(hall.clerk(), [&](auto& tx, const Context& context) {
            return office::put_holiday(tx, context, hall.office,
                                       {.date = today.date, .kind = reference::HolidayKind::national, .name = "Pemilihan umum"});
        }));
        hall.it_is("2026-03-04", 0, 30);  // still 3 March in UTC
        const auto proposed = hall.read([&](sql::Transaction& tx) { return days_to_settle(tx, hall.clerk(), hall.office); });
        REQUIRE(proposed.size() == 1);
        CHECK(proposed.front().date == today.date);
        CHECK(proposed.front().people == 3);
        auto wish = hall.read([&](sql::Transaction& tx) { return closing_of(tx, hall.clerk(), hall.office, today.date); });
        wish.reason = "Hari libur nasional";
        const auto preview = hall.read([&](sql::Transaction& tx) { return preview_change(tx, hall.clerk(), wish); });
        REQUIRE(preview);
        const auto done =
            hall.write(hall.clerk(), [&](auto& tx, const Context& context) { return apply_change(tx, context, wish, preview->plan); });
        REQUIRE(done);
        for (const auto& one : done->preview.moves) CHECK(one.new_date > today.date);
        CHECK(done->preview.moves.size() == 3);
        // Who comes all the same finds nobody: the reserve of the old day is closed, too.
        hall.it_is("2026-03-04", 9, 0);
        CHECK_FALSE(hall.come(tickets[0]));
        CHECK(hall.read([&](sql::Transaction& tx) { return days_to_settle(tx, hall.clerk(), hall.office); }).empty());
        CHECK(hall.faults().empty());
    });
}
