#include <doctest/doctest.h>

#include "base/date.hpp"

TEST_CASE("31 February is not a day, 29 February only in leap years") {
    CHECK_FALSE(Date::parse("2026-02-31"));
    CHECK_FALSE(Date::parse("2026-02-29"));
    CHECK_FALSE(Date::parse("1900-02-29"));
    CHECK(Date::parse("2000-02-29"));
    CHECK(Date::parse("2024-02-29")->iso() == "2024-02-29");
}

TEST_CASE("a date is read in one spelling only") {
    for (const auto text : {"2026-1-05", "26-01-05", "2026/01/05", "2026-01-05 ", "+026-01-05", "1899-12-31", "2200-01-01", "",
                            "2026-01-0x", "2026-00-10", "2026-13-10", "2026-01-00"})
        CHECK_FALSE(Date::parse(text));
}

TEST_CASE("every day between 1900 and 2199 comes back from its own text, with the next weekday") {
    int weekday = Date::of(1900, 1, 1)->weekday();
    CHECK(weekday == 1);  // a Monday
    for (auto day = *Date::of(1900, 1, 1); day <= *Date::of(2199, 12, 31); day = day + 1) {
        REQUIRE(Date::parse(day.iso()) == day);
        REQUIRE(day.weekday() == weekday);
        weekday = weekday % 7 + 1;
    }
}

TEST_CASE("six months after the end of August is the end of February") {
    CHECK(Date::parse("2026-08-31")->plus_months(6).iso() == "2027-02-28");
    CHECK(Date::parse("2027-08-31")->plus_months(6).iso() == "2028-02-29");
    CHECK(Date::parse("2026-03-31")->plus_months(-1).iso() == "2026-02-28");
    CHECK(Date::parse("2026-11-15")->plus_months(24).iso() == "2028-11-15");
}

TEST_CASE("somebody born on 29 February has a birthday on 1 March in common years") {
    const auto born = *Date::parse("2004-02-29");
    CHECK(born.age_on(*Date::parse("2022-02-28")) == 17);
    CHECK(born.age_on(*Date::parse("2022-03-01")) == 18);
}

TEST_CASE("the counter's closing time is read with colon or point, without seconds") {
    CHECK(TimeOfDay::parse("19:00")->minutes == 19 * 60);
    CHECK(TimeOfDay::parse("19.30")->hh_mm() == "19:30");
    CHECK(TimeOfDay::parse("24:00")->minutes == 1440);
    for (const auto text : {"24:01", "19:60", "19:00:00", "19", ":00", "1900", "-1:00", "19:0"}) CHECK_FALSE(TimeOfDay::parse(text));
}

TEST_CASE("half past midnight of New Year in Balikpapan is still the old year in UTC") {
    const LocalTime local{*Date::parse("2026-01-01"), *TimeOfDay::parse("00:30"), *parse_zone("WITA")};
    CHECK(instant(local).rfc3339_utc() == "2025-12-31T16:30:00Z");
    CHECK(instant(local).rfc3339(Zone::wita) == "2026-01-01T00:30:00+08:00");
    CHECK(instant(local).in(Zone::wita).date == local.date);
    CHECK(instant(local).in(Zone::wib).date.iso() == "2025-12-31");
}

TEST_CASE("moments before 1970 have a local day, too") {
    CHECK(Instant{-1}.rfc3339_utc() == "1969-12-31T23:59:59Z");
    CHECK(Instant{-8 * 3600 - 1}.in(Zone::wita).date.iso() == "1969-12-31");
    CHECK(Instant{-8 * 3600}.in(Zone::wita).time.minutes == 0);
}

TEST_CASE("zones are known by their Indonesian and their computer names") {
    CHECK(parse_zone("Asia/Jayapura") == Zone::wit);
    CHECK(parse_zone("Asia/Makassar") == Zone::wita);
    CHECK(name(*parse_zone("Asia/Jakarta")) == "WIB");
    CHECK_FALSE(parse_zone("Asia/Singapore"));
}
