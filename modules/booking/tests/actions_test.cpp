#include "modules/booking/actions.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <barrier>
#include <set>
#include <thread>

#include "modules/booking/actions_hall.hpp"
#include "modules/booking/actions_quota.hpp"
#include "modules/booking/module.hpp"
#include "modules/booking/tests/fixture.hpp"

using namespace booking;

namespace {

int taken(test::Hall& hall, WindowId window) {
    return hall.read([&](sql::Transaction& tx) { return find_window(tx, window)->taken; });
}

std::vector<std::string> faults(test::Hall& hall) {
    return hall.read([](sql::Transaction& tx) {
        std::vector<std::string> found;
        check_invariants(tx, found);
        return found;
    });
}

}  // namespace

TEST_CASE("the last place goes to one, the next person is told that the day is full") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/1);
        const auto sari = hall.take(hall.apply(1), hall.today);
        REQUIRE(sari);
        CHECK(sari->label() == "A-001");
        const auto budi = hall.take(hall.apply(2), hall.today);
        REQUIRE_FALSE(budi);
        CHECK(budi.error() == Refusal::quota_full);
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("a cancelled place can be taken again, its number never") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/1);
        const auto sari = hall.apply(1);
        const auto first = hall.take(sari, hall.today);
        REQUIRE(hall.write(hall.seeker(sari), [&](auto& tx, const Context& context) { return cancel(tx, context, first->id); }));
        const auto second = hall.take(hall.apply(2), hall.today);
        REQUIRE(second);
        CHECK(second->number == 2);
        CHECK(taken(hall, hall.today) == 1);
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("one application holds one number") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine);
        const auto sari = hall.apply(1);
        REQUIRE(hall.take(sari, hall.today));
        const auto again = hall.take(sari, hall.tomorrow);
        REQUIRE_FALSE(again);
        CHECK(again.error() == Refusal::already_booked);
    }
}

TEST_CASE("whoever typed another's NIK first blocks nobody: the KTP's owner gets the place at the counter") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/1);
        const auto rival = hall.apply(7, /*with_nik_of=*/1);
        const auto rival_ticket = hall.take(rival, hall.today);
        REQUIRE(rival_ticket);
        const auto owner = hall.apply(1);
        const auto online = hall.take(owner, hall.today);
        REQUIRE_FALSE(online);
        CHECK(online.error() == Refusal::quota_full);  // says nothing about the register
        const auto other_day = hall.take(owner, hall.tomorrow);
        REQUIRE_FALSE(other_day);
        CHECK(other_day.error() == Refusal::take_number_at_counter);
        // The same day, from the reserve, against the KTP.
        const auto served = hall.write(hall.clerk(), [&](auto& tx, const Context& context) {
            return take_place(tx, context, hall.today, owner, TicketChannel::reserve);
        });
        REQUIRE(served);
        CHECK(hall.read([&](sql::Transaction& tx) { return find_ticket(tx, rival_ticket->id); })->state == TicketState::cancelled);
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("a stranger cannot cancel a number, and cannot tell that it is there") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine);
        const auto ticket = hall.take(hall.apply(1), hall.today);
        const auto stranger = hall.apply(2);
        const auto answer =
            hall.write(hall.seeker(stranger), [&](auto& tx, const Context& context) { return cancel(tx, context, ticket->id); });
        REQUIRE_FALSE(answer);
        CHECK(answer.error() == Refusal::no_such_ticket);
    }
}

TEST_CASE("checking in on another day is the clerk's choice and leaves a mark") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine);
        const auto ticket = hall.take(hall.apply(1), hall.tomorrow);
        const auto strict = hall.write(
            hall.clerk(), [&](auto& tx, const Context& context) { return check_in(tx, context, ticket->id, DayRule::booked_day_only); });
        REQUIRE_FALSE(strict);
        CHECK(strict.error() == Refusal::not_today);
        const auto kind =
            hall.write(hall.clerk(), [&](auto& tx, const Context& context) { return check_in(tx, context, ticket->id, DayRule::any_day); });
        REQUIRE(kind);
        CHECK(kind->other_day);
    }
}

TEST_CASE("a consultation is booked, called and closed with what came of it") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine);
        const auto window = hall.read([&](sql::Transaction& tx) {
            const auto day = hall.house.now().in(Zone::wita).date;
            return windows(tx, hall.house.system(), hall.office, "consultation_seeker", day, day).front().window.id;
        });
        const Visitor visitor{"Rina", "0812 3456 7890", "Ingin ganti bidang kerja"};
        const auto book = [&] {
            return hall.write(hall.house.anonymous(), [&](auto& tx, const Context& context) {
                return take_place_for_visitor(tx, context, window, visitor, TicketChannel::online);
            });
        };
        const auto ticket = book();
        REQUIRE(ticket);
        CHECK(ticket->label() == "B-001");
        const auto twice = book();
        REQUIRE_FALSE(twice);
        CHECK(twice.error() == Refusal::already_booked);
        REQUIRE(hall.write(hall.clerk(),
                           [&](auto& tx, const Context& context) { return check_in(tx, context, ticket->id, DayRule::booked_day_only); }));
        const auto called = hall.write(hall.clerk(), [&](auto& tx, const Context& context) { return call(tx, context, ticket->id, "2"); });
        REQUIRE(called);
        CHECK(called->id == ticket->id);
        const auto unknown =
            hall.write(hall.clerk(), [&](auto& tx, const Context& context) { return close_visit(tx, context, ticket->id, "approved"); });
        REQUIRE_FALSE(unknown);
        CHECK(unknown.error() == Refusal::no_such_outcome);
        REQUIRE(
            hall.write(hall.clerk(), [&](auto& tx, const Context& context) { return close_visit(tx, context, ticket->id, "follow_up"); }));
    }
}

TEST_CASE("a smaller quota moves the highest numbers in one act; an old plan is refused") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/5);
        for (int person = 1; person <= 5; ++person) REQUIRE(hall.take(hall.apply(person), hall.today));
        const auto preview = hall.read([&](sql::Transaction& tx) { return preview_quota(tx, hall.clerk(), hall.today, 2); });
        REQUIRE(preview);
        CHECK(preview->keeps.size() == 2);
        REQUIRE(preview->moves.size() == 3);
        CHECK(preview->moves.front().number == 3);
        CHECK(preview->moves.front().new_number == 1);

        const auto stale = hall.write(
            hall.clerk(), [&](auto& tx, const Context& context) { return apply_quota(tx, context, hall.today, 2, "SE 1/2026", "old"); });
        REQUIRE_FALSE(stale);
        CHECK(stale.error() == Refusal::plan_changed);
        REQUIRE(hall.write(hall.clerk(), [&](auto& tx, const Context& context) {
            return apply_quota(tx, context, hall.today, 2, "SE 1/2026", preview->plan);
        }));
        CHECK(taken(hall, hall.today) == 2);
        CHECK(taken(hall, hall.tomorrow) == 3);
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("a paper ticket of a day without power keeps its number and its times") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine);
        REQUIRE(hall.take(hall.apply(1), hall.today));
        const auto kept =
            hall.write(hall.clerk(), [&](auto& tx, const Context& context) { return keep_paper_numbers(tx, context, hall.today, 20); });
        REQUIRE(kept);
        CHECK(kept->first == 2);
        CHECK(kept->last == 21);
        const auto next = hall.take(hall.apply(2), hall.today);
        CHECK(next->number == 22);
        const LateEntry entry{hall.today, 7, hall.apply(3), "Pencari Kerja 3", {8 * 60 + 15}, {}, ""};
        const auto late = hall.write(hall.clerk(), [&](auto& tx, const Context& context) { return enter_late(tx, context, entry); });
        REQUIRE(late);
        CHECK(late->number == 7);
        CHECK(late->checked_in_at->in(Zone::wita).time == TimeOfDay{8 * 60 + 15});
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("one key keeps paper numbers for a day, and pressing it again keeps no more") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine);
        const auto prepare = [&] {
            return hall.write(hall.clerk(), [&](auto& tx, const Context& context) {
                return prepare_paper_day(tx, context, hall.office, Date::parse("2026-03-03").value());
            });
        };
        const auto once = prepare();
        REQUIRE(once);
        CHECK(*once == 10);
        const auto again = prepare();
        REQUIRE(again);
        CHECK(*again == 0);
        CHECK(hall.read([&](sql::Transaction& tx) { return kept_paper_numbers(tx, hall.clerk(), hall.today); }).size() == 1);
        CHECK_FALSE(hall.write(hall.seeker(hall.apply(1)), [&](auto& tx, const Context& context) {
            return prepare_paper_day(tx, context, hall.office, Date::parse("2026-03-03").value());
        }));
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("forty people press at once for ten places: exactly ten numbers, no number twice") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/10);
        std::vector<registration::ApplicationId> people;
        for (int person = 1; person <= 40; ++person) people.push_back(hall.apply(person));
        std::atomic<int> sold{};
        std::vector<std::thread> phones;
        for (int phone = 0; phone < 8; ++phone) {
            phones.emplace_back([&, phone] {
                for (std::size_t person = static_cast<std::size_t>(phone); person < people.size(); person += 8) {
                    for (int press = 0; press < 2; ++press) sold += hall.take(people[person], hall.today).has_value();
                }
            });
        }
        for (auto& phone : phones) phone.join();
        CHECK(sold == 10);
        CHECK(taken(hall, hall.today) == 10);
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("without the guarded statement the same storm sells more than there is") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/10);
        constexpr int phones_count = 8;
        std::barrier everybody_has_looked(phones_count);
        std::atomic<int> sold{};
        std::vector<std::thread> phones;
        for (int phone = 0; phone < phones_count; ++phone) {
            phones.emplace_back([&] {
                for (int press = 0; press < 5; ++press) {
                    const bool has_room = hall.read([&](sql::Transaction& tx) {
                        const auto window = find_window(tx, hall.today);
                        return window->taken < window->quota;
                    });
                    everybody_has_looked.arrive_and_wait();
                    if (has_room) {
                        sold += hall.house.database().write([&](sql::Transaction& tx) {
                            return tx.run("update booking_window set taken = taken + 1, last_number = last_number + 1 where id = :id",
                                          {{"id", hall.today}});
                        });
                    }
                    everybody_has_looked.arrive_and_wait();
                }
            });
        }
        for (auto& phone : phones) phone.join();
        CHECK(sold > 10);
        CHECK(taken(hall, hall.today) == sold);
        CHECK(!faults(hall).empty());
    }
}

TEST_CASE("the check itself sees a place that was sold without the guard") {
    test::Hall hall(sql::Engine::sqlite, /*quota=*/1);
    REQUIRE(hall.take(hall.apply(1), hall.today));
    hall.house.database().write([&](sql::Transaction& tx) {
        tx.run(
            "insert into booking_ticket select id + 1, office_id, window_id, service, date, 1 + number, letter, code, 0, '', holder_name,"
            " phone_sealed, about, state, channel, taken_at, checked_in_at, called_at, closed_at, counter, outcome, other_day, sequence"
            " from booking_ticket");
    });
    CHECK(faults(hall).size() == 2);  // the window counts one place less than it has tickets, and a number beyond the last
}
