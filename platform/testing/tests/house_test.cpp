#include <doctest/doctest.h>

#include <stdexcept>

#include "platform/events.hpp"
#include "platform/testing/testing.hpp"

namespace {

void keep(sql::Transaction& tx, const Context& context, const http::Event& event) {
    tx.run("insert into audit_read (id, office_id, at, actor, subject, purpose, request_id) values (:id, :office, :at, '', 's', 'p', '')",
           {{"id", event.subject}, {"office", event.office}, {"at", context.now}});
}

std::int64_t kept(test::House& house) {
    return house.database().read([](sql::Transaction& tx) { return tx.one("select count(*) from audit_read")->integer(0); });
}

}  // namespace

TEST_CASE("houses do not see each other, and their time stands still") {
    for (const auto engine : test::engines()) {
        test::House one(engine), other(engine, "2026-03-04T01:00:00Z");
        one.database().write([&](sql::Transaction& tx) { keep(tx, one.system(), {"", OfficeId{1}, 1}); });
        CHECK(kept(one) == 1);
        CHECK(kept(other) == 0);
        CHECK(other.now().seconds - one.now().seconds == 86400);
        one.set_now("2026-03-04T01:00:00Z");
        CHECK(one.system().now == other.now());
    }
}

TEST_CASE("what follows from an event is in its transaction") {
    events::subscribe({{.name = "a", .routes = {}, .menu = {}, .events = {{"booking.checked_in", keep}}, .jobs = {}}});
    for (const auto engine : test::engines()) {
        test::House house(engine);
        const auto context = house.system();
        house.database().write([&](sql::Transaction& tx) {
            events::publish(tx, context, {"booking.checked_in", OfficeId{1}, 1});
            events::publish(tx, context, {"booking.cancelled", OfficeId{1}, 2});
        });
        CHECK(kept(house) == 1);
        CHECK_THROWS(house.database().write([&](sql::Transaction& tx) {
            events::publish(tx, context, {"booking.checked_in", OfficeId{1}, 3});
            throw std::runtime_error("no");
        }));
        CHECK(kept(house) == 1);
    }
    events::subscribe({});
}
