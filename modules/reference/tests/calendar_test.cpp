#include <doctest/doctest.h>

#include <random>
#include <set>

#include "modules/reference/calendar.hpp"

using namespace reference;

namespace {

Date day(std::string_view text) { return *Date::parse(text); }

constexpr WorkingWeek five{.days = 5, .joint_leave_is_off = true};
constexpr WorkingWeek six{.days = 6, .joint_leave_is_off = true};
constexpr WorkingWeek open_on_joint_leave{.days = 5, .joint_leave_is_off = false};

// Part of 2026.
Calendar march() {
    return Calendar({{day("2026-01-16"), HolidayKind::national, "Isra Mikraj"},
                     {day("2026-03-18"), HolidayKind::joint_leave, "Cuti bersama Nyepi"},
                     {day("2026-03-19"), HolidayKind::national, "Nyepi"},
                     {day("2026-03-20"), HolidayKind::joint_leave, "Cuti bersama Idul Fitri"},
                     {day("2026-03-21"), HolidayKind::national, "Idul Fitri"},
                     {day("2026-03-22"), HolidayKind::national, "Idul Fitri"},
                     {day("2026-03-23"), HolidayKind::joint_leave, "Cuti bersama Idul Fitri"},
                     {day("2026-03-24"), HolidayKind::joint_leave, "Cuti bersama Idul Fitri"}});
}

}  // namespace

TEST_CASE("three working days after a Wednesday skip the holiday and the weekend") {
    CHECK(march().working_day_deadline(day("2026-01-14"), 3, five) == day("2026-01-20"));
    CHECK(march().weekday_holidays(day("2026-01-15"), day("2026-01-20"), five) == std::vector{day("2026-01-16")});
    CHECK(march().count_working_days(day("2026-01-12"), day("2026-01-16"), five) == 4);
}

TEST_CASE("no working days answer the start day, whatever day it is") {
    CHECK(march().working_day_deadline(day("2026-03-21"), 0, five) == day("2026-03-21"));
}

TEST_CASE("an office that opens on Saturdays counts them") {
    CHECK(march().working_day_deadline(day("2026-01-14"), 3, six) == day("2026-01-19"));
    CHECK(march().weekday_holidays(day("2026-03-16"), day("2026-03-22"), six).size() == 4);
}

TEST_CASE("joint leave is a working day only where the office says so") {
    CHECK_FALSE(march().is_working_day(day("2026-03-20"), five));
    CHECK(march().is_working_day(day("2026-03-20"), open_on_joint_leave));
    CHECK(march().working_day_deadline(day("2026-03-17"), 1, five) == day("2026-03-25"));
    CHECK(march().working_day_deadline(day("2026-03-17"), 1, open_on_joint_leave) == day("2026-03-18"));
}

TEST_CASE("an election on a day of joint leave closes every office") {
    auto rows = march().holidays();
    rows.push_back({day("2026-03-20"), HolidayKind::election, "Pemilihan"});
    CHECK_FALSE(Calendar(rows).is_working_day(day("2026-03-20"), open_on_joint_leave));
}

TEST_CASE("a holiday that was moved by a later decree is a working day again") {
    auto rows = march().holidays();
    rows.push_back({.date = day("2026-01-16"), .source = "perubahan SKB", .counts_as_working_day = true});
    const Calendar corrected(rows);
    CHECK(corrected.is_working_day(day("2026-01-16"), five));
    CHECK(corrected.on(day("2026-01-16")).empty());
    CHECK(corrected.on(day("2026-03-19")).front().name == "Nyepi");
}

TEST_CASE("a calendar says how far it can be relied on") {
    CHECK(march().is_complete(day("2026-01-01"), day("2026-12-31")));
    CHECK_FALSE(march().is_complete(day("2026-12-01"), day("2027-01-01")));
    CHECK_FALSE(march().is_complete(day("2025-12-31"), day("2026-01-01")));
    CHECK(march().last_known() == day("2026-12-31"));
    CHECK_FALSE(Calendar().is_complete(day("2026-01-01"), day("2026-01-01")));
    CHECK_FALSE(Calendar({{day("2027-05-05"), HolidayKind::office_closure, "Tutup"}}).last_known());
}

TEST_CASE("a range that ends before it begins has no working days") {
    CHECK(march().count_working_days(day("2026-02-02"), day("2026-02-01"), five) == 0);
}

TEST_CASE("on a thousand random ranges the engine agrees with somebody counting on their fingers") {
    std::mt19937 random(20260122);
    const auto pick = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
    std::vector<Holiday> rows;
    for (int i = 0; i < 300; ++i)
        rows.push_back({day("2015-01-01") + pick(12 * 365), pick(3) == 0 ? HolidayKind::joint_leave : HolidayKind::national});
    const Calendar calendar(rows);

    for (int round = 0; round < 1000; ++round) {
        const WorkingWeek week{.days = 5 + pick(2), .joint_leave_is_off = pick(2) == 0};
        const auto first = day("2014-06-01") + pick(13 * 365);
        const auto last = first + pick(500);
        std::set<Date> off;
        for (const auto& row : rows)
            if (row.kind == HolidayKind::national || week.joint_leave_is_off) off.insert(row.date);
        const auto works = [&](Date one) { return one.weekday() <= week.days && !off.contains(one); };

        int counted = 0;
        for (auto one = first; one <= last; one = one + 1) counted += works(one) ? 1 : 0;
        REQUIRE(calendar.count_working_days(first, last, week) == counted);

        const int wanted = pick(60);
        auto deadline = first;
        for (int done = 0; done < wanted; done += works(deadline) ? 1 : 0) deadline = deadline + 1;
        REQUIRE(calendar.working_day_deadline(first, wanted, week) == deadline);
        REQUIRE(calendar.is_working_day(first, week) == works(first));
    }
}
