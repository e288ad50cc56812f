#include "base/whole.hpp"

#include <doctest/doctest.h>

#include <cstdint>

TEST_CASE("digits and nothing else are a whole number") {
    CHECK(text::whole("0") == 0);
    CHECK(text::whole("007") == 7);
    CHECK(text::whole("-12") == -12);
    for (const auto* other : {"", " 7", "7 ", "+7", "7.0", "1.000", "7a", "--7", "０", "seven"}) CHECK_MESSAGE(!text::whole(other), other);
}

TEST_CASE("a whole number that does not fit its type is none") {
    CHECK(text::whole("2147483647") == 2147483647);
    CHECK_FALSE(text::whole("2147483648"));
    CHECK(text::whole<std::int64_t>("2147483648") == 2147483648);
    CHECK_FALSE(text::whole<std::size_t>("-1"));
}
