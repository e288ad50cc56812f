#include "base/written_day.hpp"

#include <doctest/doctest.h>

TEST_CASE("a day is read however a list writes it") {
    const auto last = Date::of(2026, 12, 31);
    for (const char* text :
         {"2026-12-31", "2026-12-31T23:59:59Z", "2026-12-31 00:00:00", "31-12-2026", "31/12/2026", "31.12.2026", " 31 12 2026 ",
          "31 Desember 2026", "31 DES 2026", "31-Dec-2026", "Kamis, 31 Desember 2026", "Thursday, 31 December 2026", "December 31, 2026",
          "Dec 31 2026", "31/12/2026 23:59", "31 Desember 2026 16:00 WITA"})
        CHECK_MESSAGE(written_day(text) == last, text);
    CHECK(written_day("5 Agt 2007") == Date::of(2007, 8, 5));
    CHECK(written_day("5 agu 2007") == Date::of(2007, 8, 5));
    CHECK(written_day("12 Mei 2007") == Date::of(2007, 5, 12));
    CHECK(written_day("1 Nopember 2026") == Date::of(2026, 11, 1));
    CHECK(written_day("03/04/2026") == Date::of(2026, 4, 3));
}

TEST_CASE("what is no day, or may be two, is not guessed") {
    for (const char* text : {"", "segera", "31/02/2026", "12/31/2026", "31/12/26", "31 De 2026", "2026", "20261231", "2026-12-31x",
                             "31 Desember 2026 atau nanti", "1//2026", "sampai 31 Desember 2026"})
        CHECK_MESSAGE(!written_day(text), text);
}
