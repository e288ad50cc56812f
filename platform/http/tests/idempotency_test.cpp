#include <doctest/doctest.h>

#include <atomic>
#include <set>
#include <thread>

#include "platform/clock/clock.hpp"
#include "platform/http/idempotency.hpp"
#include "platform/testing/testing.hpp"

namespace {

http::Request request(std::string key, std::string body = "{}", std::string token = "Bearer a") {
    http::Request one{.method = http::Method::post, .path = "/api/v1/windows/1/bookings", .body = std::move(body)};
    if (!key.empty()) one.headers.emplace_back("idempotency-key", std::move(key));
    one.headers.emplace_back("authorization", std::move(token));
    return one;
}

// Something that leaves a row behind and has a number of its own.
http::Response write(test::House& house, const http::Request& asked, int status = 201) {
    auto context = house.anonymous();
    return http::write_once(asked, context, [&](sql::Transaction& tx) {
        tx.run("insert into audit_read (id, office_id, at, actor, subject, purpose, request_id) values (:id, 1, 1, '', 's', '', '')",
               {{"id", ids::next()}});
        const auto number = tx.one("select count(*) from audit_read")->integer(0);
        return http::json("{\"number\":" + std::to_string(number) + "}", status).with_header("Location", "/x/" + std::to_string(number));
    });
}

std::int64_t written(test::House& house) {
    return house.database().read([](sql::Transaction& tx) { return tx.one("select count(*) from audit_read")->integer(0); });
}

}  // namespace

TEST_CASE("a request that is sent again gets the first answer again") {
    for (const auto engine : test::engines()) {
        test::House house(engine);
        const auto first = write(house, request("k1"));
        const auto again = write(house, request("k1"));
        CHECK(first.status == 201);
        CHECK(again.status == 201);
        CHECK(again.body == first.body);
        CHECK(again.content_type == first.content_type);
        CHECK(again.headers == first.headers);
        CHECK(written(house) == 1);
    }
}

TEST_CASE("without a key, or with another key, token or route, it is another request") {
    for (const auto engine : test::engines()) {
        test::House house(engine);
        write(house, request("k1"));
        write(house, request(""));
        write(house, request(""));
        write(house, request("k2"));
        write(house, request("k1", "{}", "Bearer b"));
        auto elsewhere = request("k1");
        elsewhere.path = "/api/v1/windows/2/bookings";
        write(house, elsewhere);
        CHECK(written(house) == 6);
    }
}

TEST_CASE("the same key for another content is told so") {
    for (const auto engine : test::engines()) {
        test::House house(engine);
        write(house, request("k1", "{\"a\":1}"));
        const auto reused = write(house, request("k1", "{\"a\":2}"));
        CHECK(reused.status == 422);
        CHECK(reused.body.find("idempotency_key_reused") != std::string::npos);
        CHECK(written(house) == 1);
    }
}

TEST_CASE("a refused write keeps nothing, so the key may be tried again") {
    for (const auto engine : test::engines()) {
        test::House house(engine);
        CHECK(write(house, request("k1"), 409).status == 409);
        CHECK(written(house) == 0);
        CHECK(write(house, request("k1")).status == 201);
        CHECK(written(house) == 1);
    }
}

TEST_CASE("a double tap at the same moment is done once") {
    for (const auto engine : test::engines()) {
        test::House house(engine);
        std::atomic<int> different{0};
        std::vector<std::thread> taps;
        for (int i = 0; i < 16; ++i) taps.emplace_back([&] { different += write(house, request("k1")).body == "{\"number\":1}" ? 0 : 1; });
        for (auto& tap : taps) tap.join();
        CHECK(different == 0);
        CHECK(written(house) == 1);
    }
}

TEST_CASE("keys are forgotten after two days, and the kept answer cannot be read in the table") {
    for (const auto engine : test::engines()) {
        test::House house(engine, "2026-03-03T01:00:00Z");
        write(house, request("k1"));
        house.database().read(
            [](sql::Transaction& tx) { CHECK(tx.one("select body from idempotency_key")->text(0).find("number") == std::string::npos); });
        const auto forget = [&](const char* now) {
            house.set_now(now);
            return house.database().write([&](sql::Transaction& tx) { return http::forget_old_keys(tx, house.now()); });
        };
        CHECK(forget("2026-03-05T00:59:59Z") == 0);
        CHECK(forget("2026-03-05T01:00:01Z") == 1);
    }
}
