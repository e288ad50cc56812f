#include <doctest/doctest.h>

#include "base/phone.hpp"

TEST_CASE("one number meets itself in all the ways people write it") {
    for (const auto typed : {"081234567890", "0812-3456-7890", "+62 812 3456 7890", "6281234567890", "(0812) 3456 7890",
                             "+62 (0)812 3456 7890", "006281234567890", "81234567890"}) {
        const auto phone = Phone::parse(typed);
        REQUIRE_MESSAGE(phone, typed);
        CHECK(phone->reveal() == "+6281234567890");
    }
}

TEST_CASE("landlines carry their area code") {
    CHECK(Phone::parse("(0542) 123456")->reveal() == "+62542123456");
    CHECK(Phone::parse("021-5255733")->national() == "0215255733");
}

TEST_CASE("what nobody can dial is refused") {
    for (const auto typed : {"", "0812", "08123456", "08123456789012", "123456789", "+60123456789", "0012345678", "0812345678x",
                             "++62812345678", "08 telepon"})
        CHECK_FALSE(Phone::parse(typed));
}

TEST_CASE("a phone number shows only its ends unless revealed") { CHECK(Phone::parse("081234567789")->to_masked() == "+62812****789"); }
