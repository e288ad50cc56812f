#include "platform/http/router.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

using http::Method;

TEST_SUITE("router") {
    TEST_CASE("a fixed address wins over one with a name in it") {
        http::Router router;
        router.add(Method::get, "/antrean/{window}", 0);
        router.add(Method::get, "/antrean/hari-ini", 1);
        router.add(Method::post, "/antrean/{window}/ambil", 2);
        CHECK(router.find(Method::get, "/antrean/hari-ini").position == 1);
        const auto named = router.find(Method::get, "/antrean/12");
        REQUIRE(named.found);
        CHECK(named.position == 0);
        CHECK(named.values == std::vector<std::string>{"12"});
        CHECK(router.find(Method::post, "/antrean/12/ambil").values == std::vector<std::string>{"12"});
        CHECK(router.find(Method::post, "/antrean/hari-ini/ambil").values == std::vector<std::string>{"hari-ini"});
    }

    TEST_CASE("the wrong way of asking is told which ways there are") {
        http::Router router;
        router.add(Method::get, "/kartu", 0);
        router.add(Method::post, "/kartu", 1);
        const auto match = router.find(Method::del, "/kartu");
        CHECK_FALSE(match.found);
        CHECK(match.path_known);
        CHECK(match.allow == "GET, HEAD, POST");
        CHECK_FALSE(router.find(Method::get, "/kart").path_known);
        CHECK_FALSE(router.find(Method::get, "/kartu/1").path_known);
        CHECK_FALSE(router.find(Method::get, "/").path_known);
    }

    TEST_CASE("a name matches one segment that is not empty; the rest of an address only where asked") {
        http::Router router;
        router.add(Method::get, "/a/{one}", 0);
        router.add(Method::get, "/b/{all*}", 1);
        CHECK_FALSE(router.find(Method::get, "/a/").found);
        CHECK_FALSE(router.find(Method::get, "/a/x/y").found);
        CHECK(router.find(Method::get, "/b/x/y").values == std::vector<std::string>{"x/y"});
    }

    TEST_CASE("two owners of one address stop the start") {
        http::Router router;
        router.add(Method::get, "/a/{one}", 0);
        CHECK_THROWS_AS(router.add(Method::get, "/a/{two}", 1), std::runtime_error);
        CHECK_NOTHROW(router.add(Method::post, "/a/{two}", 1));
    }
}
