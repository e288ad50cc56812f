#include <doctest/doctest.h>

#include "platform/i18n/language.hpp"

namespace {
const Date wednesday = *Date::parse("2026-11-25");
}

TEST_CASE("a sentence without English stays Indonesian") {
    CHECK(translate(Language::english, "Kalimat yang tidak ada di katalog.") == "Kalimat yang tidak ada di katalog.");
    CHECK(translate(Language::indonesian, "Tidak tamat SD") == "Tidak tamat SD");
}

TEST_CASE("a reader of English gets the catalogue's sentence") {
    CHECK(translate(Language::english, "Tidak tamat SD") == "Primary school not finished");
}

TEST_CASE("values are put into a sentence by name, each once, and never read as names themselves") {
    CHECK(fill("Nomor {number} untuk {name}", {{"name", "Sari {number}"}, {"number", "12"}}) == "Nomor 12 untuk Sari {number}");
    CHECK(fill("{a}{b}{", {{"a", ""}}) == "{b}{");
    CHECK(fill("{}", {{"", "x"}}) == "{}");
    CHECK(fill("{n} {n|card is|cards are} ready", {{"n", "1"}}) == "1 card is ready");
    CHECK(fill("{n} {n|card is|cards are} ready", {{"n", "21"}}) == "21 cards are ready");
    CHECK(fill("{m|card|cards} {n|card} {n|}", {{"n", "1"}}) == "{m|card|cards} {n|card} {n|}");
}

TEST_CASE("days are written as people say them") {
    CHECK(long_date(Language::indonesian, wednesday) == "Rabu, 25 November 2026");
    CHECK(long_date(Language::english, wednesday) == "Wednesday, 25 November 2026");
    CHECK(short_date(Language::indonesian, *Date::parse("2026-08-05")) == "5 Agu 2026");
    CHECK(day_and_date(Language::indonesian, wednesday) == "Rab, 25 Nov");
    CHECK(day_and_date(Language::english, wednesday) == "Wed, 25 Nov");
    CHECK(date_and_clock(Language::indonesian, {wednesday, {19 * 60}, Zone::wita}) == "Rabu, 25 November 2026, 19.00 WITA");
    CHECK(clock({9 * 60 + 5}) == "09.05");
    CHECK(weekday_name(Language::indonesian, 8) == "");
    CHECK(month_name(Language::indonesian, 5) == "Mei");
}

TEST_CASE("numbers and money have points between thousands") {
    CHECK(number(0) == "0");
    CHECK(number(999) == "999");
    CHECK(number(3500000) == "3.500.000");
    CHECK(number(-1000) == "-1.000");
    CHECK(number(-999) == "-999");
    CHECK(rupiah(3500000) == "Rp\u00A03.500.000");
    CHECK(rupiah(-1500) == "-Rp\u00A01.500");
}
