#include "platform/i18n/numbers.hpp"

#include <doctest/doctest.h>

using enum Language;

TEST_CASE("a number is written as the reader's language writes it") {
    CHECK(number(indonesian, 3'500'000) == "3.500.000");
    CHECK(number(english, 3'500'000) == "3,500,000");
    CHECK(number(english, -1000) == "-1,000");
    CHECK(rupiah(indonesian, 3'500'000) == "Rp\u00A03.500.000");
    CHECK(rupiah(english, 3'500'000) == "Rp\u00A03,500,000");
    CHECK(decimal(indonesian, 342, 2) == "3,42");
    CHECK(decimal(english, 342, 2) == "3.42");
    CHECK(decimal(english, 12'345, 1) == "1,234.5");
    CHECK(decimal(indonesian, 7, 3) == "0,007");
    CHECK(decimal(english, -5, 1) == "-0.5");
    CHECK(decimal(english, 75, 0) == "75");
}
