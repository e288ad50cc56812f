#include "platform/links/links.hpp"

#include <doctest/doctest.h>

#include "platform/testing/testing.hpp"

TEST_CASE("a link in a message opens its one record until its last minute") {
    test::House house(sql::Engine::sqlite, "2026-03-03T01:00:00Z");
    const Instant until{house.now().seconds + 3600};
    const auto token = links::sign(house.system(), "booking.accept_move", 420042, until);
    CHECK(token.size() == 38);
    for (const char one : token) CHECK((std::isalnum(static_cast<unsigned char>(one)) || one == '-' || one == '_'));
    CHECK(links::open(house.anonymous(), "booking.accept_move", token) == 420042);
    house.set_now("2026-03-03T02:00:00Z");
    CHECK(links::open(house.anonymous(), "booking.accept_move", token) == 420042);
    house.set_now("2026-03-03T02:01:00Z");
    CHECK_FALSE(links::open(house.anonymous(), "booking.accept_move", token));
}

TEST_CASE("a link for one thing opens nothing else, and a changed one opens nothing at all") {
    test::House house(sql::Engine::sqlite, "2026-03-03T01:00:00Z");
    const Instant until{house.now().seconds + 3600};
    const auto context = house.anonymous();
    const auto token = links::sign(context, "booking.accept_move", 42, until);
    CHECK_FALSE(links::open(context, "booking.accept", token));
    CHECK_FALSE(links::open(context, "booking.accept_movee", token));
    CHECK_FALSE(links::open(context, "", token));
    // Each character carries something: any other letter in its place, and the token is void.
    for (std::size_t at = 0; at < token.size(); ++at) {
        auto changed = token;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        if (changed != token) CHECK_FALSE(links::open(context, "booking.accept_move", changed));
    }
    CHECK_FALSE(links::open(context, "booking.accept_move", ""));
    CHECK_FALSE(links::open(context, "booking.accept_move", token + "A"));
    CHECK_FALSE(links::open(context, "booking.accept_move", token.substr(1)));
    CHECK(token != links::sign(context, "booking.accept_move", 43, until));
}
