#include "modules/hall/actions_devices.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <barrier>
#include <set>
#include <thread>

#include "modules/booking/actions_kiosk.hpp"
#include "modules/booking/module.hpp"
#include "modules/hall/actions_board.hpp"
#include "modules/hall/module.hpp"
#include "modules/hall/tests/fixture.hpp"

using namespace hall;

namespace {

struct Door : test::WaitingHall {
    explicit Door(sql::Engine engine, int quota = 50) : WaitingHall(engine, quota) {
        device = add("Pintu depan");
        key = *pair_it(code());
        kiosk = *known(key);
    }

    Context manager() const {
        auto context = officer(1);
        context.actor.permissions.add(Permission::manage_office);
        return context;
    }
    DeviceId add(std::string name, std::string printer = "") {
        return *write(manager(),
                      [&](sql::Transaction& tx, const Context& who) { return save_device(tx, who, {.name = name, .printer = printer}); });
    }
    std::string code() {
        return *write(manager(), [&](sql::Transaction& tx, const Context& who) { return new_pairing_code(tx, who, device); });
    }
    Result<std::string, DeviceRefusal> pair_it(std::string_view typed) {
        return write(house.anonymous(), [&](sql::Transaction& tx, const Context& who) { return pair(tx, who, office, typed); });
    }
    std::optional<Device> known(std::string_view by) {
        return read([&](sql::Transaction& tx) { return device_of_key(tx, house.anonymous(), office, by); });
    }
    Result<booking::Ticket, DeviceRefusal> draw(std::string_view press, Lane lane = Lane::none, std::string_view service = "ak1") {
        return write(house.anonymous(),
                     [&](sql::Transaction& tx, const Context& who) { return draw_number(tx, who, kiosk, service, lane, press); });
    }
    Result<booking::Ticket, DeviceRefusal> come(std::string_view typed) {
        return write(house.anonymous(), [&](sql::Transaction& tx, const Context& who) { return hall::arrive(tx, who, kiosk, typed); });
    }
    std::vector<BoardCall> heard(std::int64_t after = 0) {
        return read([&](sql::Transaction& tx) { return board_calls_after(tx, office, after); });
    }

    DeviceId device;
    std::string key;
    Device kiosk;
};

}  // namespace

TEST_CASE("a kiosk is paired once, with a code that a manager sees for half an hour") {
    for (const auto engine : test::engines()) {
        Door door(engine);
        CHECK(door.kiosk.name == "Pintu depan");
        CHECK_FALSE(door.known(""));
        CHECK_FALSE(door.known("guessed"));

        const auto first = door.code();
        const auto second = door.code();
        CHECK_FALSE(door.pair_it(first));  // void since there is a newer one
        const auto typed = second.substr(0, 4) + "-" + second.substr(4);
        const auto key = door.pair_it(typed);
        REQUIRE(key);
        CHECK_FALSE(door.pair_it(second));  // used
        CHECK(door.known(*key));
        CHECK_FALSE(door.known(door.key));  // the screen that had the place before

        const auto late = door.code();
        door.house.set_now("2026-03-03T01:31:00Z");
        CHECK_FALSE(door.pair_it(late));
    }
}

TEST_CASE("a kiosk that was taken away gives no numbers, and another office's manager cannot touch it") {
    for (const auto engine : test::engines()) {
        Door door(engine);
        auto stranger = door.manager();
        stranger.actor.office = {door.office.value + 1};
        CHECK_FALSE(door.write(stranger, [&](sql::Transaction& tx, const Context& who) { return remove_device(tx, who, door.device); }));
        CHECK_FALSE(door.write(stranger, [&](sql::Transaction& tx, const Context& who) { return new_pairing_code(tx, who, door.device); }));
        CHECK(door.known(door.key));
        REQUIRE(door.write(door.manager(), [&](sql::Transaction& tx, const Context& who) { return remove_device(tx, who, door.device); }));
        CHECK_FALSE(door.known(door.key));
    }
}

TEST_CASE("names of kiosks are unique, printers stand in the office") {
    for (const auto engine : test::engines()) {
        Door door(engine);
        const auto save = [&](Device device) {
            return door.write(door.manager(), [&](sql::Transaction& tx, const Context& who) { return save_device(tx, who, device); });
        };
        CHECK(save({.name = "Pintu depan"}).error() == DeviceRefusal::name_taken);
        CHECK(save({.name = " "}).error() == DeviceRefusal::name_missing);
        CHECK(save({.name = "Pintu samping", .printer = "93.184.216.34:9100"}).error() == DeviceRefusal::printer_unfit);
        REQUIRE(save({.name = "Pintu samping", .printer = "192.168.1.50"}));
        REQUIRE(save({.id = door.device, .name = "Pintu utara", .printer = "10.0.0.9:9100", .paper_mm = 58}));
        const auto list = door.read([&](sql::Transaction& tx) { return devices(tx, door.manager()); });
        REQUIRE(list.size() == 2);
        CHECK(list[0].printer == "192.168.1.50:9100");
        CHECK(list[1].paper_mm == 58);
    }
}

TEST_CASE("one touch is one number, received at once, in the same queue as everybody else") {
    for (const auto engine : test::engines()) {
        Door door(engine);
        const auto booked = door.arrive(1);
        const auto ticket = door.draw("a");
        REQUIRE(ticket);
        CHECK(ticket->state == booking::TicketState::checked_in);
        CHECK(ticket->holder_name == booking::nameless);
        CHECK_FALSE(ticket->application);
        CHECK(door.place(ticket->id).line == Line::walk_in);
        CHECK(door.place(booked).line == Line::booked);
        CHECK(door.draw("a")->id == ticket->id);  // the same touch, sent twice
        const auto another = door.draw("b");
        REQUIRE(another);
        CHECK(another->number == ticket->number + 1);
        CHECK(door.draw("c", Lane::none, "nothing").error() == DeviceRefusal::no_such_service);
        const auto faults = door.read([](sql::Transaction& tx) {
            std::vector<std::string> found;
            check_invariants(tx, found);
            booking::check_invariants(tx, found);
            return found;
        });
        CHECK(faults.empty());
    }
}

TEST_CASE("whoever asks for priority stands in that line") {
    for (const auto engine : test::engines()) {
        Door door(engine);
        const auto ticket = door.draw("a", Lane::elderly);
        REQUIRE(ticket);
        CHECK(door.place(ticket->id).line == Line::priority);
    }
}

TEST_CASE("a kiosk gives no more numbers than people can touch, and no more than the day has") {
    for (const auto engine : test::engines()) {
        Door door(engine, 22);
        for (int i = 0; i < numbers_a_minute; ++i) REQUIRE(door.draw("p" + std::to_string(i)));
        CHECK(door.draw("more").error() == DeviceRefusal::too_many_numbers);
        door.house.set_now("2026-03-03T01:02:00Z");
        CHECK(door.draw("q1"));
        CHECK(door.draw("q2"));
        CHECK(door.draw("q3").error() == DeviceRefusal::full);
    }
}

TEST_CASE("two screens touched at once give two numbers") {
    for (const auto engine : test::engines()) {
        Door door(engine);
        std::barrier start(4);
        std::vector<std::thread> hands;
        std::vector<int> numbers(4);
        for (int hand = 0; hand < 4; ++hand) {
            hands.emplace_back([&, hand] {
                start.arrive_and_wait();
                const auto ticket = door.draw("hand" + std::to_string(hand));
                numbers[static_cast<std::size_t>(hand)] = ticket ? ticket->number : 0;
            });
        }
        for (auto& hand : hands) hand.join();
        CHECK(std::set<int>(numbers.begin(), numbers.end()).size() == 4);
        CHECK(std::ranges::find(numbers, 0) == numbers.end());
    }
}

TEST_CASE("who has a number is received by its code, as typed or as a scanner reads it") {
    for (const auto engine : test::engines()) {
        Door door(engine);
        const auto application = door.apply(1);
        const auto ticket = door.take(application, door.today);
        REQUIRE(ticket);
        const auto here = door.come("http://127.0.0.1:8080/tiket/" + ticket->code);
        REQUIRE(here);
        CHECK(here->state == booking::TicketState::checked_in);
        CHECK(door.place(ticket->id).state == PlaceState::waiting);
        CHECK(door.come(ticket->code)->id == ticket->id);  // again: nothing happens twice
        CHECK(door.come("ZZZZ9999").error() == DeviceRefusal::no_such_ticket);
        const auto later = door.take(door.apply(2), door.tomorrow);
        REQUIRE(later);
        CHECK(door.come(later->code).error() == DeviceRefusal::not_today);
        auto elsewhere = door.kiosk;
        elsewhere.office = {door.office.value + 1};
        const auto stranger = door.write(door.house.anonymous(), [&](sql::Transaction& tx, const Context& who) {
            return hall::arrive(tx, who, elsewhere, ticket->code);
        });
        CHECK(stranger.error() == DeviceRefusal::no_such_ticket);
    }
}

TEST_CASE("the board hears calls, recalls and undone calls once each, in order and without names") {
    for (const auto engine : test::engines()) {
        Door door(engine);
        const auto first = door.arrive(1);
        door.arrive(2);
        REQUIRE(door.act(door.officer(), sit_down, "2"));
        REQUIRE(door.call_next(door.officer(), "2"));
        auto heard = door.heard();
        REQUIRE(heard.size() == 1);
        CHECK(heard[0].word == BoardWord::called);
        CHECK(heard[0].counter == "2");
        CHECK(heard[0].label == door.place(first).label);
        REQUIRE(door.act(door.officer(), undo_call, first));
        heard = door.heard(heard[0].number);
        REQUIRE(heard.size() == 1);
        CHECK(heard[0].word == BoardWord::undone);
        const auto today = door.house.now().in(Zone::wita).date;
        CHECK(door.read([&](sql::Transaction& tx) { return board(tx, door.office, today); }).calls.empty());
        REQUIRE(door.call_next(door.officer(), "2"));
        door.house.set_now("2026-03-03T01:00:30Z");
        REQUIRE(door.act(door.officer(), recall, first));
        heard = door.heard();
        REQUIRE(heard.size() == 4);
        CHECK(heard.back().word == BoardWord::again);
        for (std::size_t i = 1; i < heard.size(); ++i) CHECK(heard[i].number == heard[i - 1].number + 1);
        const auto shown = door.read([&](sql::Transaction& tx) { return board(tx, door.office, today); });
        REQUIRE(shown.calls.size() == 1);
        CHECK(shown.last_number == heard.back().number);
    }
}

TEST_CASE("a board that has heard a call has heard all before it, whoever called at the same time") {
    for (const auto engine : test::engines()) {
        Door door(engine);
        std::vector<booking::TicketId> tickets;
        for (int person = 1; person <= 24; ++person) tickets.push_back(door.arrive(person));
        for (int counter = 1; counter <= 3; ++counter) REQUIRE(door.act(door.officer(10 + counter), sit_down, std::to_string(counter)));
        std::atomic<bool> over{false};
        std::vector<std::int64_t> heard;
        std::thread board([&] {
            std::int64_t last = 0;
            for (bool final_look = false;; final_look = over) {
                for (const auto& call : door.heard(last)) {
                    heard.push_back(call.number);
                    last = call.number;
                }
                if (final_look) return;
            }
        });
        std::vector<std::thread> counters;
        for (int counter = 1; counter <= 3; ++counter) {
            counters.emplace_back([&, counter] {
                const auto officer = door.officer(10 + counter);
                for (int turn = 0; turn < 8; ++turn) {
                    const auto called = door.call_next(officer, std::to_string(counter));
                    if (called) static_cast<void>(door.act(officer, finish, called->ticket, "approved"));
                }
            });
        }
        for (auto& counter : counters) counter.join();
        over = true;
        board.join();
        CHECK(heard.size() == 24);
        for (std::size_t i = 0; i < heard.size(); ++i) CHECK(heard[i] == static_cast<std::int64_t>(i + 1));
    }
}

TEST_CASE("boards say that the hall is full, who of those outside may come in, and when there is room again") {
    for (const auto engine : test::engines()) {
        Door door(engine);
        const auto today = door.house.now().in(Zone::wita).date;
        const auto shown = [&] { return door.read([&](sql::Transaction& tx) { return board(tx, door.office, today); }); };
        const auto words = [&](std::int64_t after) {
            std::vector<BoardWord> list;
            for (const auto& call : door.heard(after)) list.push_back(call.word);
            return list;
        };
        door.set_parameter("hall_capacity", "2");
        const auto first = door.arrive(1);
        const auto second = door.arrive(2);
        CHECK(words(0).empty());  // there is room: nothing to say
        const auto third = door.arrive(3);
        const auto fourth = door.arrive(4);
        CHECK(words(0) == std::vector{BoardWord::full});  // once
        CHECK(shown().full_on == today);
        CHECK(shown().let_in.empty());

        REQUIRE(door.act(door.officer(), mark_left, first));
        CHECK(words(1) == std::vector{BoardWord::come_in});
        REQUIRE(shown().let_in.size() == 1);
        CHECK(shown().let_in[0].label == door.place(third).label);
        CHECK(shown().calls.empty());  // to come in is no call
        CHECK(shown().full_on == today);

        REQUIRE(door.act(door.officer(), mark_left, second));
        CHECK(words(2) == std::vector{BoardWord::come_in, BoardWord::free});
        CHECK_FALSE(shown().full_on);
        CHECK(shown().let_in.size() == 2);
        CHECK(door.call_next(door.officer(11), "1")->ticket == third);
        REQUIRE(shown().let_in.size() == 1);  // who is called has come in
        CHECK(shown().let_in[0].label == door.place(fourth).label);

        // A call brings in the only one outside: nobody is told to wait there any more.
        const auto fifth = door.arrive(5);
        CHECK(shown().full_on == today);
        CHECK(door.call_next(door.officer(12), "2")->ticket == fourth);
        CHECK(door.call_next(door.officer(13), "3")->ticket == fifth);
        CHECK_FALSE(shown().full_on);
        CHECK_FALSE(door.read([&](sql::Transaction& tx) { return board(tx, door.office, today + 1); }).full_on == today + 1);
    }
}

TEST_CASE("a notice stands on the board until its day is over") {
    for (const auto engine : test::engines()) {
        Door door(engine);
        const auto today = door.house.now().in(Zone::wita).date;
        REQUIRE(door.write(door.manager(), [&](sql::Transaction& tx, const Context& who) {
            return put_notice(tx, who, "Loket 3 tutup pukul 11.00", today);
        }));
        CHECK(door.heard().back().word == BoardWord::notice);
        const auto notice_on = [&](Date day) {
            return door.read([&](sql::Transaction& tx) { return board(tx, door.office, day); }).notice;
        };
        CHECK(notice_on(today) == "Loket 3 tutup pukul 11.00");
        CHECK(notice_on(today + 1).empty());
        CHECK_FALSE(door.write(
            door.manager(), [&](sql::Transaction& tx, const Context& who) { return put_notice(tx, who, std::string(200, 'x'), today); }));
    }
}
