#include "modules/hall/actions.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <barrier>
#include <set>
#include <thread>
#include <tuple>

#include "modules/booking/actions_hall.hpp"
#include "modules/booking/actions_kiosk.hpp"
#include "modules/booking/actions_quota.hpp"
#include "modules/booking/module.hpp"
#include "modules/booking/store.hpp"
#include "modules/hall/actions_closing.hpp"
#include "modules/hall/actions_merge.hpp"
#include "modules/hall/actions_needs.hpp"
#include "modules/hall/actions_room.hpp"
#include "modules/hall/actions_wait.hpp"
#include "modules/hall/jobs.hpp"
#include "modules/hall/module.hpp"
#include "modules/hall/store.hpp"
#include "modules/hall/tests/fixture.hpp"

using namespace hall;

namespace {

std::vector<std::string> faults(test::WaitingHall& hall) {
    return hall.read([](sql::Transaction& tx) {
        std::vector<std::string> found;
        check_invariants(tx, found);
        booking::check_invariants(tx, found);
        return found;
    });
}

std::vector<HallEvent> events_of_day(test::WaitingHall& hall) {
    return hall.read([&](sql::Transaction& tx) {
        const auto day = hall.house.now().in(Zone::wita).date;
        return events(tx, hall.officer(), hall.office, day, day);
    });
}

}  // namespace

TEST_CASE("who is checked in waits, is called to a counter by number, and goes with the decision on the file") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        const auto sari = hall.arrive(1);
        CHECK(hall.place(sari).state == PlaceState::waiting);
        CHECK(hall.place(sari).line == Line::booked);
        REQUIRE(hall.act(hall.officer(), sit_down, "2"));
        const auto called = hall.call_next(hall.officer(), "2");
        REQUIRE(called);
        CHECK(called->ticket == sari);
        CHECK(called->counter_number == "2");
        CHECK(hall.read([&](sql::Transaction& tx) { return called_now(tx, hall.office, called->date); }).size() == 1);
        const auto nobody = hall.call_next(hall.officer(12), "3");
        REQUIRE_FALSE(nobody);
        CHECK(nobody.error() == Refusal::nobody_waits);
        REQUIRE(hall.write(hall.officer(),
                           [&](sql::Transaction& tx, const Context& who) { return booking::close_visit(tx, who, sari, "approved"); }));
        CHECK(hall.place(sari).state == PlaceState::gone);
        CHECK(events_of_day(hall).back().act == Act::finished);
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("a counter calls one person at a time; whoever fills in a form is held beside it") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        const auto sari = hall.arrive(1);
        const auto budi = hall.arrive(2);
        REQUIRE(hall.act(hall.officer(), sit_down, "2"));
        REQUIRE(hall.call_next(hall.officer(), "2"));
        const auto busy = hall.call_next(hall.officer(), "2");
        REQUIRE_FALSE(busy);
        CHECK(busy.error() == Refusal::counter_busy);
        REQUIRE(hall.act(hall.officer(), hold, sari));
        const auto next = hall.call_next(hall.officer(), "2");
        REQUIRE(next);
        CHECK(next->ticket == budi);
        REQUIRE(hall.act(hall.officer(), mark_left, budi));
        const auto back = hall.write(
            hall.officer(), [&](sql::Transaction& tx, const Context& who) { return resume(tx, who, seat_at(tx, who, "2"), sari); });
        REQUIRE(back);
        CHECK(back->state == PlaceState::called);
        CHECK(back->counter_number == "2");
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("a call out of order needs a reason that stays with the officer's name; the next in order needs none") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        const auto sari = hall.arrive(1);
        const auto budi = hall.arrive(2);
        const auto call_to_2 = [&](booking::TicketId ticket, std::string_view reason) {
            return hall.write(hall.officer(), [&](sql::Transaction& tx, const Context& who) {
                return call(tx, who, seat_at(tx, who, "2"), ticket, reason);
            });
        };
        const auto silent = call_to_2(budi, " ");
        REQUIRE_FALSE(silent);
        CHECK(silent.error() == Refusal::reason_missing);
        REQUIRE(call_to_2(budi, "Berkas sudah di meja"));
        CHECK(hall.place(sari).jumped == 1);
        CHECK(hall.place(sari).overtaken == 0);
        const auto told = events_of_day(hall).back();
        CHECK(told.act == Act::called_out_of_order);
        CHECK(told.account_name == "Petugas 11");
        CHECK(told.reason == "Berkas sudah di meja");
        CHECK(told.passed == 1);
        REQUIRE(call_to_2(sari, ""));
        CHECK(events_of_day(hall).back().act == Act::called);
    }
}

TEST_CASE("a wrong call is undone within ten seconds, a second call waits for its delay") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        const auto sari = hall.arrive(1);
        REQUIRE(hall.call_next(hall.officer(), "2"));
        hall.house.set_now("2026-03-03T01:00:10Z");
        REQUIRE(hall.act(hall.officer(), undo_call, sari));
        CHECK(hall.place(sari).state == PlaceState::waiting);
        REQUIRE(hall.call_next(hall.officer(), "2"));
        hall.house.set_now("2026-03-03T01:00:21Z");
        const auto late = hall.act(hall.officer(), undo_call, sari);
        REQUIRE_FALSE(late);
        CHECK(late.error() == Refusal::too_late);
        const auto early = hall.act(hall.officer(), recall, sari);
        REQUIRE_FALSE(early);
        CHECK(early.error() == Refusal::too_early);
        hall.house.set_now("2026-03-03T01:00:30Z");
        const auto again = hall.act(hall.officer(), recall, sari);
        REQUIRE(again);
        CHECK(again->announcements == 2);
    }
}

TEST_CASE("who is sent to another service keeps the time of arrival, and is closed with that service's outcome") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        const auto sari = hall.arrive(1);
        const auto before = hall.place(sari);
        REQUIRE(hall.call_next(hall.officer(), "2"));
        const auto moved = hall.act(hall.officer(), transfer, sari, std::string_view("legalisation"), std::string_view("Kartu sudah ada"));
        REQUIRE(moved);
        CHECK(moved->service == "legalisation");
        CHECK(moved->state == PlaceState::waiting);
        CHECK(moved->arrival == before.arrival);
        REQUIRE(hall.call_next(hall.officer(), "2", "legalisation"));
        const auto wrong = hall.act(hall.officer(), finish, sari, std::string_view("approved"));
        REQUIRE_FALSE(wrong);
        CHECK(wrong.error() == Refusal::no_such_outcome);
        REQUIRE(hall.act(hall.officer(), finish, sari, std::string_view("copies_certified")));
        CHECK(hall.place(sari).state == PlaceState::gone);
    }
}

TEST_CASE("who does not answer is skipped with a reason and comes back to the place that was theirs") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        const auto sari = hall.arrive(1);
        const auto budi = hall.arrive(2);
        REQUIRE(hall.call_next(hall.officer(), "2"));
        const auto silent = hall.act(hall.officer(), skip, sari, std::string_view(""));
        REQUIRE_FALSE(silent);
        REQUIRE(hall.act(hall.officer(), skip, sari, std::string_view("Tidak menyahut")));
        REQUIRE(hall.act(hall.officer(), bring_back, sari));
        const auto next = hall.call_next(hall.officer(), "2");
        REQUIRE(next);
        CHECK(next->ticket == sari);
        REQUIRE(hall.act(hall.officer(), park, sari, std::string_view("Fotokopi")));
        CHECK(hall.call_next(hall.officer(), "2")->ticket == budi);
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("a priority lane goes first, but nobody is overtaken more often than promised") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        hall.set_parameter("hall_overtaken_max", "2");
        hall.set_parameter("hall_ratio_priority", "20");
        const auto sari = hall.arrive(1);
        std::vector<booking::TicketId> first;
        for (int person = 2; person <= 5; ++person) {
            first.push_back(hall.arrive(person));
            REQUIRE(hall.act(hall.officer(), give_lane, first.back(), Lane::pregnant));
        }
        const auto unused = hall.act(hall.officer(), give_lane, first.back(), Lane::illness);
        REQUIRE_FALSE(unused);
        CHECK(unused.error() == Refusal::no_such_lane);
        CHECK(hall.call_next(hall.officer(), "1")->ticket == first[0]);
        CHECK(hall.call_next(hall.officer(), "2")->ticket == first[1]);
        CHECK(hall.place(sari).overtaken == 2);
        CHECK(hall.call_next(hall.officer(), "3")->ticket == sari);
        CHECK(hall.call_next(hall.officer(), "4")->ticket == first[2]);
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("eight counters press at once: nobody is called twice and nobody is forgotten") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        constexpr int people = 24;
        for (int person = 1; person <= people; ++person) hall.arrive(person);
        std::vector<std::vector<std::int64_t>> called(8);
        std::vector<std::thread> counters;
        for (std::size_t counter = 0; counter < called.size(); ++counter) {
            counters.emplace_back([&, counter] {
                for (int press = 0; press < people; ++press) {
                    const auto place = hall.call_next(hall.officer(static_cast<std::int64_t>(20 + counter)), "");
                    if (place) called[counter].push_back(place->ticket.value);
                }
            });
        }
        for (auto& counter : counters) counter.join();
        std::set<std::int64_t> once;
        std::size_t calls = 0;
        for (const auto& list : called) {
            calls += list.size();
            once.insert(list.begin(), list.end());
        }
        CHECK(calls == people);
        CHECK(once.size() == people);
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("the check itself sees a call that was made without the guard") {
    test::WaitingHall hall(sql::Engine::sqlite);
    hall.arrive(1);
    hall.arrive(2);
    REQUIRE(hall.act(hall.officer(), sit_down, "2"));
    REQUIRE(hall.call_next(hall.officer(), "2"));
    const auto unguarded = [&] {
        hall.house.database().write(
            [&](sql::Transaction& tx) { tx.run("update hall_place set state = 'called', counter_id = (select id from hall_counter)"); });
    };
    CHECK_THROWS_AS(unguarded(), sql::Conflict);  // the key says no
    hall.house.database().write([](sql::Transaction& tx) { tx.run("drop index hall_one_call_a_counter"); });
    unguarded();
    CHECK(faults(hall).size() == 1);
}

TEST_CASE("at the office's midnight the hall is empty, and nothing tells any more why somebody had priority") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        const auto sari = hall.arrive(1);
        REQUIRE(hall.act(hall.officer(), give_lane, sari, Lane::pregnant));
        REQUIRE(hall.act(hall.officer(), sit_down, "2"));
        const auto end_of = [&](std::string_view now) {
            hall.house.set_now(now);
            auto system = hall.house.system();
            end_days(system);
        };
        end_of("2026-03-03T15:59:00Z");  // 23.59 WITA
        CHECK(hall.place(sari).lane == Lane::pregnant);
        CHECK(hall.place(sari).state == PlaceState::waiting);
        end_of("2026-03-03T16:00:00Z");
        CHECK(hall.place(sari).lane == Lane::none);
        CHECK(hall.place(sari).line == Line::priority);
        CHECK(hall.place(sari).state == PlaceState::gone);
        CHECK_FALSE(hall.read([&](sql::Transaction& tx) { return find_counter(tx, hall.office, "2"); })->officer);
        for (const auto& event : events_of_day(hall)) CHECK(event.reason.empty());
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("an officer who sits somewhere keeps the counter; a manager's list closes the others") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        REQUIRE(hall.act(hall.officer(), sit_down, "2"));
        const auto taken = hall.act(hall.officer(12), sit_down, "2");
        REQUIRE_FALSE(taken);
        CHECK(taken.error() == Refusal::counter_taken);
        REQUIRE(hall.act(hall.officer(), sit_down, "3a"));  // one officer, two counters
        CHECK(hall.read([&](sql::Transaction& tx) { return counters_of(tx, hall.officer()); }).size() == 2);
        REQUIRE(hall.act(hall.officer(1), save_counter, Counter{.number = "5", .services = {"ak1"}}));
        const auto unknown = hall.act(hall.officer(12), sit_down, "9");
        REQUIRE_FALSE(unknown);
        CHECK(unknown.error() == Refusal::no_such_counter);
        const auto twice = hall.act(hall.officer(1), save_counter, Counter{.number = "5"});
        REQUIRE_FALSE(twice);
        CHECK(twice.error() == Refusal::number_taken);
    }
}

TEST_CASE("midnight in each zone: the hall of the evening stays open until the office's own day is over") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        const auto sari = hall.arrive(1);
        // A server in UTC: 19.00 WITA is 11.00 here, and the evening's hall is still today's.
        hall.house.set_now("2026-03-03T11:00:00Z");
        auto system = hall.house.system();
        end_days(system);
        CHECK(hall.place(sari).state == PlaceState::waiting);
        REQUIRE(hall.call_next(hall.officer(), "2"));
        CHECK(hall.place(sari).date == *Date::parse("2026-03-03"));
    }
    for (const auto& [zone, before, after] : {std::tuple{Zone::wib, "2026-03-03T16:59:59Z", "2026-03-03T17:00:00Z"},
                                              std::tuple{Zone::wita, "2026-03-03T15:59:59Z", "2026-03-03T16:00:00Z"},
                                              std::tuple{Zone::wit, "2026-03-03T14:59:59Z", "2026-03-03T15:00:00Z"}}) {
        test::WaitingHall hall(sql::Engine::sqlite);
        hall.house.database().write([&](sql::Transaction& tx) { tx.run("update office_office set zone = :zone", {{"zone", name(zone)}}); });
        const auto sari = hall.arrive(1);
        const auto end_at = [&](std::string_view now) {
            hall.house.set_now(now);
            auto system = hall.house.system();
            end_days(system);
        };
        end_at(before);
        CHECK(hall.place(sari).state == PlaceState::waiting);
        end_at(after);
        CHECK(hall.place(sari).state == PlaceState::gone);
    }
}

TEST_CASE("needs are sealed on the person's file with consent, come along on the next visit, and are forgotten in the hall") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        const auto file = hall.apply(1);
        const auto silent = hall.write(
            hall.seeker(file), [&](auto& tx, const Context& who) { return record_needs(tx, who, file, {Need::wheelchair}, false); });
        REQUIRE_FALSE(silent);
        CHECK(silent.error() == Refusal::consent_missing);
        REQUIRE(hall.write(hall.seeker(file), [&](auto& tx, const Context& who) {
            return record_needs(tx, who, file, {Need::wheelchair, Need::large_print}, true);
        }));
        const auto stranger = hall.apply(2);
        CHECK_FALSE(hall.write(hall.seeker(stranger), [&](auto& tx, const Context& who) { return record_needs(tx, who, file, {}, true); }));
        CHECK(hall.read([&](sql::Transaction& tx) { return tx.one("select needs_sealed from hall_profile limit 1")->text(0); })
                  .find("wheelchair") == std::string::npos);

        REQUIRE(hall.act(hall.officer(1), save_counter, Counter{.number = "1"}));
        REQUIRE(hall.act(hall.officer(1), save_counter, Counter{.number = "2", .step_free = true}));
        REQUIRE(hall.act(hall.officer(11), sit_down, "1"));
        REQUIRE(hall.act(hall.officer(12), sit_down, "2"));
        const auto ticket = hall.take(file, hall.today);
        REQUIRE(hall.write(hall.officer(), [&](auto& tx, const Context& who) {
            return booking::check_in(tx, who, ticket->id, booking::DayRule::booked_day_only);
        }));
        CHECK(hall.place(ticket->id).needs.size() == 2);
        CHECK(hall.place(ticket->id).line == Line::priority);
        CHECK_FALSE(hall.call_next(hall.officer(11), "1"));  // upstairs
        CHECK(hall.call_next(hall.officer(12), "2")->ticket == ticket->id);

        hall.house.set_now("2026-03-03T16:00:00Z");
        auto system = hall.house.system();
        end_days(system);
        CHECK(hall.place(ticket->id).needs.empty());
        CHECK(hall.read([&](sql::Transaction& tx) { return needs_of(tx, system, file); }).size() == 2);
    }
}

TEST_CASE("whoever types Nur's NIK into a file of their own neither reads nor changes what she needs; her next card knows it") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        const auto nur = hall.apply(1);
        const auto record = [&](const Context& who, registration::ApplicationId file, const std::vector<Need>& needs) {
            return hall.write(who, [&](auto& tx, const Context& actor) { return record_needs(tx, actor, file, needs, true); });
        };
        const auto told = [&](const Context& who, registration::ApplicationId file) {
            return hall.read([&](sql::Transaction& tx) { return needs_of(tx, who, file); });
        };
        REQUIRE(record(hall.officer(), nur, {Need::sign_language}));
        const auto stranger = hall.apply(2, /*with_nik_of=*/1);
        CHECK(told(hall.seeker(stranger), stranger).empty());
        REQUIRE(record(hall.seeker(stranger), stranger, {Need::wheelchair}));
        REQUIRE(record(hall.seeker(stranger), stranger, {}));
        CHECK(told(hall.officer(), nur) == std::vector{Need::sign_language});
        // The twin: with the KTP seen the second file is hers, and what she said last counts.
        REQUIRE(record(hall.seeker(stranger), stranger, {Need::companion}));
        REQUIRE(hall.write(hall.clerk(), [&](auto& tx, const Context& who) {
            const auto present = registration::mark_present(tx, who, stranger);
            REQUIRE(present);
            return registration::approve(tx, who, stranger, {});
        }));
        CHECK(told(hall.seeker(stranger), stranger) == std::vector{Need::companion});
        CHECK(hall.read([&](sql::Transaction& tx) { return tx.one("select count(*) from hall_profile")->number(0); }) == 1);
    }
}

TEST_CASE("who has needs on record keeps the day of a smaller quota, as long as the office says so and they stand there") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        std::vector<registration::ApplicationId> files;
        for (int person = 1; person <= 3; ++person) files.push_back(hall.apply(person));
        REQUIRE(hall.write(hall.seeker(files[2]),
                           [&](auto& tx, const Context& who) { return record_needs(tx, who, files[2], {Need::companion}, true); }));
        // The number comes after the needs: it is the person who is protected, whichever number they hold.
        std::vector<booking::TicketId> tickets;
        for (const auto file : files) tickets.push_back(hall.take(file, hall.tomorrow)->id);
        const auto day = hall.read([&](sql::Transaction& tx) { return booking::find_window(tx, hall.tomorrow)->date; });
        booking::ChangeWish wish{.office = hall.office, .from = day, .to = day, .reason = "SE 440/2026"};
        wish.windows = {{.window = hall.tomorrow, .quota = 1}};
        const auto preview = [&] {
            return *hall.read([&](sql::Transaction& tx) { return booking::preview_change(tx, hall.clerk(), wish); });
        };
        CHECK(preview().keeps.front().ticket.id == tickets[2]);
        CHECK(preview().keeps.front().protection == booking::Protection::lane);

        hall.set_parameter("quota_keeps_lanes", "off");
        CHECK(preview().keeps.front().ticket.id == tickets[0]);
        hall.set_parameter("quota_keeps_lanes", "on");
        const auto plan = preview().plan;
        const auto withdraw = [&] {
            return hall.write(hall.seeker(files[2]),
                              [&](auto& tx, const Context& who) { return record_needs(tx, who, files[2], {}, true); });
        };
        const auto apply = [&](const std::string& named) {
            return hall.write(hall.clerk(), [&](auto& tx, const Context& who) { return booking::apply_change(tx, who, wish, named); });
        };
        REQUIRE(withdraw());
        CHECK(preview().keeps.front().ticket.id == tickets[0]);
        CHECK_FALSE(apply(plan));  // the plan was made from needs that are no longer there
        REQUIRE(hall.write(hall.seeker(files[2]),
                           [&](auto& tx, const Context& who) { return record_needs(tx, who, files[2], {Need::companion}, true); }));
        REQUIRE(apply(plan));
        CHECK(hall.read([&](sql::Transaction& tx) { return booking::find_ticket(tx, tickets[2])->window; }) == hall.tomorrow);
        CHECK(hall.read([&](sql::Transaction& tx) { return booking::find_ticket(tx, tickets[0])->window; }) != hall.tomorrow);
    }
}

TEST_CASE("a lane for today, pregnancy or illness, protects nobody on another day") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        const auto ticket = hall.arrive(1);
        REQUIRE(hall.act(hall.officer(), give_lane, ticket, Lane::pregnant));
        CHECK(hall.read([](sql::Transaction& tx) { return tx.one("select count(*) from booking_protected_person")->number(0); }) == 0);
    }
}

TEST_CASE("where temperature is taken, who passes joins the line; the figure is gone after the day, the outcome stays") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        hall.set_parameter("hall_screening", "on");
        const auto sari = hall.arrive(1);
        const auto budi = hall.arrive(2);
        CHECK_FALSE(hall.call_next(hall.officer(), "2"));
        CHECK(hall.act(hall.officer(), screen, sari, 999).error() == Refusal::value_unfit);
        CHECK(hall.act(hall.officer(), screen, sari, 367)->state == PlaceState::waiting);
        CHECK(hall.act(hall.officer(), screen, budi, 381)->state == PlaceState::parked);
        CHECK(hall.call_next(hall.officer(), "2")->ticket == sari);
        const auto values = [&] {
            return hall.read([](sql::Transaction& tx) { return tx.one("select count(tenths), count(*) from hall_screening")->number(0); });
        };
        CHECK(values() == 2);
        hall.house.set_now("2026-03-03T16:00:00Z");
        auto system = hall.house.system();
        end_days(system);
        CHECK(values() == 0);
        CHECK(hall.read([&](sql::Transaction& tx) { return screened(tx, budi); }) == Screened::sent_on);
    }
}

TEST_CASE("when the last counter closes, everybody who waits is named and gets the next free number in their order") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        REQUIRE(hall.act(hall.officer(), sit_down, "2"));
        const auto sari = hall.arrive(1);
        const auto budi = hall.arrive(2);
        CHECK(hall.read([&](sql::Transaction& tx) { return left_waiting(tx, hall.officer(), "2"); }).size() == 2);
        REQUIRE(hall.act(hall.officer(12), sit_down, "3"));
        CHECK(hall.read([&](sql::Transaction& tx) { return left_waiting(tx, hall.officer(), "2"); }).empty());
        const auto silent = hall.act(hall.officer(), send_home, std::string_view("ak1"), std::string_view(""));
        REQUIRE_FALSE(silent);
        const auto sent = hall.act(hall.officer(), send_home, std::string_view("ak1"), std::string_view("Listrik padam"));
        REQUIRE(sent);
        REQUIRE(sent->size() == 2);
        CHECK((*sent)[0].next->window == hall.tomorrow);
        CHECK((*sent)[0].next->number < (*sent)[1].next->number);
        CHECK(hall.place(sari).state == PlaceState::gone);
        CHECK(hall.place(budi).state == PlaceState::gone);
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("people are told a range, and what was promised is kept beside what it took") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        const auto sari = hall.arrive(1);
        const auto budi = hall.arrive(2);
        const auto told = hall.read([&](sql::Transaction& tx) { return outlook(tx, hall.officer(), budi); });
        REQUIRE(told);
        CHECK(told->ahead == 1);
        CHECK(told->low <= told->middle);
        CHECK(told->middle <= told->high);
        CHECK_FALSE(told->own_figures);
        hall.house.set_now("2026-03-03T01:05:00Z");
        REQUIRE(hall.call_next(hall.officer(), ""));
        CHECK_FALSE(hall.read([&](sql::Transaction& tx) { return outlook(tx, hall.officer(), sari); }));
        CHECK(hall.read([&](sql::Transaction& tx) { return promises(tx, hall.office, *Date::parse("2026-03-03")); })->told == 1);
    }
}

TEST_CASE("booked, and the time is over by more than the grace: not there, and still received later") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        const auto ticket = hall.take(hall.apply(1), hall.today);
        const auto closes = hall.read([&](sql::Transaction& tx) { return booking::find_window(tx, hall.today)->closes; });
        const auto state_at = [&](int minutes) {
            hall.house.set_now(instant({*Date::parse("2026-03-03"), {minutes}, Zone::wita}).rfc3339_utc());
            auto system = hall.house.system();
            mark_absent(system);
            return hall.read([&](sql::Transaction& tx) { return booking::find_ticket(tx, ticket->id)->state; });
        };
        CHECK(state_at(closes.minutes + 60) == booking::TicketState::booked);  // only when the day is over
        hall.set_parameter("hall_no_show_grace", "30");
        CHECK(state_at(closes.minutes + 30) == booking::TicketState::booked);
        CHECK(state_at(closes.minutes + 31) == booking::TicketState::no_show);
        REQUIRE(hall.write(hall.officer(), [&](auto& tx, const Context& who) {
            return booking::check_in(tx, who, ticket->id, booking::DayRule::booked_day_only);
        }));
        CHECK(hall.place(ticket->id).line == Line::walk_in);
    }
}

TEST_CASE("while service is limited the hall takes temperatures and lets in fewer, and is itself again afterwards") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        const auto manager = hall.house.staff(AccountId{21}, hall.office, {Permission::manage_office, Permission::manage_quota});
        const auto day = *Date::parse("2026-03-03");
        hall.set_parameter("hall_capacity", "30");
        const auto rules = [&](Date on) { return hall.read([&](sql::Transaction& tx) { return policy(tx, hall.office, on); }); };
        CHECK_FALSE(rules(day).screening);
        const booking::Limits limits{.percent = 100, .services_off = {}, .screening = true, .seats = 12, .notice = "Wabah"};
        const auto wish =
            hall.read([&](sql::Transaction& tx) { return booking::limited_service(tx, manager, hall.office, day, day, limits); });
        REQUIRE(hall.act(manager, [&](sql::Transaction& tx, const Context& who) {
            auto asked = wish;
            asked.reason = "SE Wali Kota 7/2026";
            const auto preview = booking::preview_change(tx, who, asked);
            return booking::apply_change(tx, who, asked, preview->plan);
        }));
        CHECK(rules(day).screening);
        CHECK(rules(day).capacity == 12);
        CHECK_FALSE(rules(day + 1).screening);
        CHECK(rules(day + 1).capacity == 30);
        hall.arrive(1);
        CHECK(hall.place(hall.arrive(2)).state == PlaceState::parked);  // until the temperature is taken
    }
}

TEST_CASE("a full hall refuses nobody: who comes too many waits outside, keeps the place, and is let in as others leave") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        hall.set_parameter("hall_capacity", "2");
        std::vector<booking::TicketId> people;
        for (int person = 1; person <= 4; ++person) people.push_back(hall.arrive(person));
        const auto now_inside = [&] {
            std::vector<bool> list;
            for (const auto one : people) list.push_back(hall.place(one).is_inside);
            return list;
        };
        const auto seen = [&](booking::TicketId one) {
            return hall.read([&](sql::Transaction& tx) { return outlook(tx, hall.officer(), one); });
        };
        const auto today = hall.house.now().in(Zone::wita).date;
        CHECK(now_inside() == std::vector{true, true, false, false});
        CHECK_FALSE(seen(people[2])->inside);
        CHECK(seen(people[2])->come_at > hall.house.now());
        CHECK(seen(people[0])->inside);
        auto counted = hall.read([&](sql::Transaction& tx) { return room(tx, hall.office, today); });
        CHECK(counted.inside == 2);
        CHECK(counted.limit == 2);
        CHECK(counted.outside == 2);
        CHECK(faults(hall).empty());

        // At a counter one is still in the hall; when the visit ends, the next in the line comes in, not the last to arrive.
        const auto first = hall.call_next(hall.officer(), "1");
        REQUIRE(first);
        CHECK(first->ticket == people[0]);
        CHECK_FALSE(hall.place(people[2]).is_inside);
        REQUIRE(hall.act(hall.officer(), mark_left, people[0]));
        CHECK(hall.place(people[2]).is_inside);
        CHECK_FALSE(hall.place(people[3]).is_inside);
        // The order is the same as without a limit, and a call brings in whoever is called.
        CHECK(hall.call_next(hall.officer(11), "1")->ticket == people[1]);
        CHECK(hall.call_next(hall.officer(12), "2")->ticket == people[2]);
        CHECK(hall.call_next(hall.officer(13), "3")->ticket == people[3]);
        CHECK(hall.place(people[3]).is_inside);
        CHECK(faults(hall).empty());

        // Who does not answer is not there.
        REQUIRE(hall.act(hall.officer(11), skip, people[1], "tidak menjawab"));
        CHECK_FALSE(hall.place(people[1]).is_inside);
        REQUIRE(hall.act(hall.officer(11), bring_back, people[1]));
        CHECK_FALSE(hall.place(people[1]).is_inside);  // two are at the counters
        hall.set_parameter("hall_capacity", "3");
        auto system = hall.house.system();
        fill_rooms(system);
        CHECK(hall.place(people[1]).is_inside);
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("two doors at once let in no more than there is room for") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        hall.set_parameter("hall_capacity", "5");
        constexpr int people = 12;
        std::vector<booking::TicketId> tickets;
        for (int person = 1; person <= people; ++person) tickets.push_back(hall.take(hall.apply(person), hall.today)->id);
        std::barrier together(people);
        std::vector<std::jthread> doors;
        for (const auto ticket : tickets) {
            doors.emplace_back([&, ticket] {
                together.arrive_and_wait();
                const auto here = hall.write(hall.officer(), [&](sql::Transaction& tx, const Context& who) {
                    return booking::check_in(tx, who, ticket, booking::DayRule::booked_day_only);
                });
                CHECK(here);
            });
        }
        doors.clear();
        int inside = 0;
        for (const auto ticket : tickets) inside += hall.place(ticket).is_inside;
        CHECK(inside == 5);
        CHECK(faults(hall).empty());
        // The twin: without the limit in the statement one more is counted in.
        const auto outside = std::ranges::find_if(tickets, [&](booking::TicketId one) { return !hall.place(one).is_inside; });
        hall.house.database().write([&](sql::Transaction& tx) {
            const auto place = *store::find(tx, *outside);
            CHECK_FALSE(store::come_in(tx, place, 5));
            CHECK(store::come_in(tx, place, 0));
            CHECK(store::inside(tx, hall.office, place.date) == 6);
        });
    }
}

namespace {

// A number from the kiosk, for somebody whom nobody knows.
booking::TicketId at_the_kiosk(test::WaitingHall& hall) {
    const auto ticket =
        hall.write(hall.officer(), [&](sql::Transaction& tx, const Context& who) -> Result<booking::Ticket, booking::Refusal> {
            const auto taken = booking::take_nameless_place(tx, who, hall.today);
            if (!taken) return taken.error();
            return booking::check_in(tx, who, taken->id, booking::DayRule::booked_day_only);
        });
    REQUIRE(ticket);
    return ticket->id;
}

booking::Ticket ticket_of(test::WaitingHall& hall, booking::TicketId id) {
    return *hall.read([&](sql::Transaction& tx) { return booking::find_ticket(tx, id); });
}

}  // namespace

TEST_CASE("who booked and drew a number at the kiosk is one person at the counter: the earlier arrival stays, the journal says so") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        const auto sari = hall.apply(1);
        const auto booked = hall.take(sari, hall.today)->id;
        const auto kiosk = at_the_kiosk(hall);
        REQUIRE(hall.call_next(hall.officer(), "1")->ticket == kiosk);
        const auto kept = hall.act(hall.officer(), merge_numbers, kiosk, booked);
        REQUIRE(kept);
        CHECK(kept->ticket == kiosk);
        CHECK(kept->state == PlaceState::called);
        CHECK(ticket_of(hall, kiosk).application == sari);
        CHECK(ticket_of(hall, kiosk).holder_name == "Pencari Kerja 1");
        CHECK(ticket_of(hall, booked).state == booking::TicketState::cancelled);
        CHECK(hall.read([&](sql::Transaction& tx) { return booking::find_window(tx, hall.today)->taken; }) == 1);
        CHECK(hall.read([&](sql::Transaction& tx) {
            return tx.one("select count(*) from audit_entry where verb = 'ticket.merged'")->number(0);
        }) == 1);
        CHECK_FALSE(hall.act(hall.officer(), merge_numbers, kiosk, booked));  // once
        CHECK_FALSE(hall.call_next(hall.officer(12), "2"));                   // nobody is left to call
        // Whoever holds the one number of a person cannot take a second beside it.
        CHECK_FALSE(hall.take(sari, hall.tomorrow));
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("who was received with the booked number first is served with it, at the counter where the other one was called") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        const auto booked = hall.arrive(1);
        hall.house.set_now("2026-03-03T01:05:00Z");
        const auto kiosk = at_the_kiosk(hall);
        const auto stranger = at_the_kiosk(hall);
        REQUIRE(hall.act(hall.officer(), call, hall::Seat{.office = hall.office, .counter = {.office = hall.office, .number = "1"}}, kiosk,
                         std::string_view("ada di depan loket")));
        const auto kept = hall.act(hall.officer(), merge_numbers, kiosk, booked);
        REQUIRE(kept);
        CHECK(kept->ticket == booked);
        CHECK(kept->state == PlaceState::called);
        CHECK(kept->counter_number == "1");
        CHECK(ticket_of(hall, booked).state == booking::TicketState::called);
        CHECK(ticket_of(hall, kiosk).state == booking::TicketState::cancelled);
        CHECK(hall.place(kiosk).state == PlaceState::gone);
        // Two people stay two: a number without a name is not one with another name, nor with itself.
        CHECK(hall.act(hall.officer(), merge_numbers, stranger, kiosk).error() == Refusal::not_one_person);
        CHECK(hall.act(hall.officer(), merge_numbers, booked, stranger).error() == Refusal::not_one_person);
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("without the guard a number that has a name already would get another's") {
    test::WaitingHall hall(sql::Engine::sqlite);
    const auto named = hall.arrive(1);
    const auto other = hall.arrive(2);
    hall.house.database().write([&](sql::Transaction& tx) {
        CHECK_FALSE(booking::store::give_name(tx, named, *booking::store::find(tx, other)));  // the guard
        // What it keeps from happening; the unique key of the person is the last word.
        CHECK_FALSE(
            tx.try_run("update booking_ticket set person_key = (select person_key from booking_ticket where id = :other)"
                       " where id = :named",
                       {{"other", other}, {"named", named}}));
    });
}

TEST_CASE("who has three people ahead is told once, who came to a short line is not") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        std::vector<booking::TicketId> people;
        for (int person = 1; person <= 6; ++person) people.push_back(hall.arrive(person));
        const auto day = *Date::parse("2026-03-03");
        const auto told = [&] {
            return hall.read([&](sql::Transaction& tx) {
                return tx.one("select count(*) from messages_message where text_code = 'hall.near'")->number(0);
            });
        };
        const auto tell = [&](std::string_view now) {
            hall.house.set_now(now);
            hall.write(hall.house.system(), [&](sql::Transaction& tx, const Context& who) {
                tell_who_is_near(tx, who, hall.office, day);
                return 0;
            });
        };
        tell("2026-03-03T01:00:30Z");
        CHECK(told() == 0);  // two to four came to a short line: they see it
        hall.house.set_now("2026-03-03T01:30:00Z");
        REQUIRE(hall.call_next(hall.officer(), ""));
        tell("2026-03-03T01:30:10Z");
        CHECK(told() == 1);  // the fifth has three ahead now
        tell("2026-03-03T01:30:20Z");
        CHECK(told() == 1);
        REQUIRE(hall.call_next(hall.officer(12), ""));
        tell("2026-03-03T01:31:00Z");
        CHECK(told() == 2);
    }
}

TEST_CASE("what happened in the hall can neither be changed nor taken away, not even past the program") {
    for (const auto engine : test::engines()) {
        test::WaitingHall hall(engine);
        hall.arrive(1);
        const auto tamper = [&](std::string_view statement) {
            hall.house.database().write([&](sql::Transaction& tx) { return tx.run(statement); });
        };
        CHECK_THROWS_AS(tamper("update hall_event set reason = 'x'"), sql::Failure);
        CHECK_THROWS_AS(tamper("delete from hall_event"), sql::Failure);
        CHECK(hall.read([](sql::Transaction& tx) { return tx.one("select count(*) from hall_event")->number(0); }) > 0);
    }
}
