#include "modules/messages/actions.hpp"

#include <doctest/doctest.h>

#include "platform/testing/testing.hpp"

using namespace messages;

namespace {

Draft moved_ticket() {
    return {.office = OfficeId{7},
            .text = "booking.moved",
            .about = "ticket:42",
            .occasion = "quota-2026-03-04",
            .to = {.name = "Sari Wulandari", .phone = "+6281234567890", .email = "sari@example.com"},
            .values = {{"tanggal", "Kamis, 5 Maret 2026"}},
            .not_before = {}};
}

std::string column(test::House& house, const std::string& name) {
    return house.database().read([&](sql::Transaction& tx) { return tx.one("select " + name + " from messages_message")->text(0); });
}

}  // namespace

TEST_CASE("Sari is told once that her number moved, however often the office says so") {
    for (const auto engine : test::engines()) {
        test::House house(engine);
        const auto queue_it = [&](const Draft& draft) {
            return house.database().write([&](sql::Transaction& tx) { return queue(tx, house.system(), draft); });
        };
        CHECK(queue_it(moved_ticket()));
        CHECK_FALSE(queue_it(moved_ticket()));
        auto next_time = moved_ticket();
        next_time.occasion = "quota-2026-03-05";
        CHECK(queue_it(next_time));
    }
}

TEST_CASE("nothing is queued when the act it tells of is undone") {
    for (const auto engine : test::engines()) {
        test::House house(engine);
        CHECK_THROWS(house.database().write([&](sql::Transaction& tx) {
            CHECK(queue(tx, house.system(), moved_ticket()));
            throw std::runtime_error("the act failed");
        }));
        CHECK(house.database().read([&](sql::Transaction& tx) { return tx.one("select count(*) from messages_message")->integer(0); }) ==
              0);
    }
}

TEST_CASE("a stolen database tells neither whom a message is for nor what it says") {
    for (const auto engine : test::engines()) {
        test::House house(engine);
        house.database().write([&](sql::Transaction& tx) { return queue(tx, house.system(), moved_ticket()); });
        for (const auto* name : {"recipient", "filling"}) {
            const auto kept = column(house, name);
            CHECK_FALSE(kept.empty());
            for (const auto* word : {"Sari", "81234567890", "example.com", "Maret"}) CHECK(kept.find(word) == std::string::npos);
        }
    }
}

TEST_CASE("the reminder of a cancelled ticket stays at home") {
    for (const auto engine : test::engines()) {
        test::House house(engine);
        house.database().write([&](sql::Transaction& tx) {
            CHECK(queue(tx, house.system(), moved_ticket()));
            CHECK(withdraw(tx, house.system(), "booking.moved", "ticket:43") == 0);
            CHECK(withdraw(tx, house.system(), "booking.moved", "ticket:42") == 1);
            CHECK(withdraw(tx, house.system(), "booking.moved", "ticket:42") == 0);
        });
        CHECK(column(house, "state") == "failed");
        CHECK(column(house, "failure") == "withdrawn");
    }
}
