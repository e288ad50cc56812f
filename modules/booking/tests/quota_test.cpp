#include "modules/booking/actions_quota.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <iostream>
#include <map>
#include <random>
#include <set>

#include "modules/booking/actions_hall.hpp"
#include "modules/booking/actions_moved.hpp"
#include "modules/booking/actions_waiting.hpp"
#include "modules/booking/module.hpp"
#include "modules/booking/store.hpp"
#include "modules/booking/store_quota.hpp"
#include "modules/booking/store_waiting.hpp"
#include "modules/booking/tests/fixture.hpp"
#include "modules/office/actions_manage.hpp"
#include "platform/clock/clock.hpp"

using namespace booking;

namespace {

std::vector<std::string> faults(test::Hall& hall) {
    return hall.read([](sql::Transaction& tx) {
        std::vector<std::string> found;
        check_invariants(tx, found);
        return found;
    });
}

// Every row of every table but the journal and the outbox, as text. `only`: tables that begin with it.
std::string dump(test::Hall& hall, std::string_view only = "") {
    return hall.read([&](sql::Transaction& tx) {
        const auto names =
            tx.engine() == sql::Engine::sqlite
                ? tx.all("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name")
                : tx.all("select table_name from information_schema.tables where table_schema = current_schema() order by table_name");
        std::string text;
        for (const auto& row : names) {
            const auto name = row.text(0);
            if (name.starts_with("audit") || name.starts_with("messages_") || !name.starts_with(only)) continue;
            std::vector<std::string> lines;
            const auto columns = tx.engine() == sql::Engine::sqlite
                                     ? tx.all("select name from pragma_table_info('" + name + "') order by cid")
                                     : tx.all("select column_name from information_schema.columns where table_name = '" + name +
                                              "' order by ordinal_position");
            std::string list;
            for (const auto& column : columns) list += (list.empty() ? "" : ", ") + column.text(0);
            for (const auto& one : tx.all("select " + list + " from " + name)) {
                std::string line;
                for (std::size_t at = 0; at < columns.size(); ++at) line += one.text_or_none(at).value_or("<null>") + "|";
                lines.push_back(std::move(line));
            }
            std::ranges::sort(lines);
            text += name + "\n";
            for (const auto& line : lines) text += line + "\n";
        }
        return text;
    });
}

int messages_about(test::Hall& hall, ChangeId change) {
    return hall.read([&](sql::Transaction& tx) {
        return tx.one("select count(*) from messages_message where occasion = :occasion", {{"occasion", "change:" + change.text()}})
            ->number(0);
    });
}

// The lines that only one of two dumps has.
std::string difference(const std::string& before, const std::string& after) {
    const auto lines = [](const std::string& text) {
        std::multiset<std::string> found;
        for (std::size_t at = 0; at < text.size();) {
            const auto end = text.find('\n', at);
            found.insert(text.substr(at, end - at));
            at = end + 1;
        }
        return found;
    };
    const auto one = lines(before);
    const auto two = lines(after);
    std::string said;
    for (const auto& line : one) {
        if (!two.contains(line)) said += "\n- " + line;
    }
    for (const auto& line : two) {
        if (!one.contains(line)) said += "\n+ " + line;
    }
    return said;
}

void seat_at(sql::Transaction& tx, const Window& window, TicketId id, TicketChannel channel, int person, int number) {
    store::Row row;
    row.ticket = {.id = id,
                  .office = window.office,
                  .window = window.id,
                  .service = window.service,
                  .number = number,
                  .code = std::to_string(10'000'000 + person),
                  .holder_name = "Pengunjung " + std::to_string(person),
                  .channel = channel};
    row.date = window.date;
    row.person_key = "person-" + std::to_string(person);
    REQUIRE(store::add(tx, row, ""));
}

// A number for somebody without a file, written straight into the tables.
TicketId seat(sql::Transaction& tx, WindowId id, TicketChannel channel, int person) {
    const auto window = *store::find_window(tx, id);
    const auto number = store::claim_place(tx, id, channel);
    if (!number) return {};
    const TicketId ticket{ids::next()};
    seat_at(tx, window, ticket, channel, person, *number);
    return ticket;
}

// The same for everybody from 1 to `people`. The places are counted once: PostgreSQL reads through every earlier state of a row
// that one transaction changes again and again.
void seat_all(sql::Transaction& tx, WindowId id, int people) {
    const auto window = *store::find_window(tx, id);
    const auto last = store::claim_places(tx, id, people, people);
    REQUIRE(last);
    for (int person = 1; person <= people; ++person)
        seat_at(tx, window, {ids::next()}, TicketChannel::online, person, *last - people + person);
}

// Somebody on the waiting list for these days; `person` may be one who holds a number.
WaitingId wait(sql::Transaction& tx, OfficeId office, int person, Date from, Date to, Instant joined) {
    const Waiting waiting{.id = {ids::next()},
                          .office = office,
                          .service = "ak1",
                          .person_key = "person-" + std::to_string(person),
                          .holder_name = "Pengunjung " + std::to_string(person),
                          .language = "id",
                          .from = from,
                          .to = to,
                          .joined_at = joined};
    return store::add(tx, waiting, "") ? waiting.id : WaitingId{};
}

// A place that came back, resting or offered to `waiting`; false when the window has none free.
bool hold_place(sql::Transaction& tx, OfficeId office, WindowId window, WaitingId waiting, Instant now) {
    if (!store::hold_free_place(tx, window)) return false;
    ReturnedPlace place{.id = {ids::next()}, .office = office, .window = window, .returned_at = now, .due_at = {now.seconds + 600}};
    store::add(tx, place);
    if (!waiting) return true;
    REQUIRE(store::add(tx, office, Offer{{ids::next()}, place.id, waiting, now, {now.seconds + 7200}, OfferState::open}));
    return store::change(tx, place.id, PlaceState::held, PlaceState::offered);
}

int wishes_of(test::Hall& hall, TicketId lost) {
    return hall.read([&](sql::Transaction& tx) {
        return tx
            .one("select count(*) from booking_waiting where for_ticket_id = :lost and change_id <> 0 and state = 'waiting'",
                 {{"lost", lost}})
            ->number(0);
    });
}

ChangeWish wish(test::Hall& hall, WindowId id, int quota, std::string reason = "SE 440/2026") {
    const auto window = hall.read([&](sql::Transaction& tx) { return *find_window(tx, id); });
    return {.office = hall.office,
            .from = window.date,
            .to = window.date,
            .windows = {{.window = id, .quota = quota}},
            .reason = std::move(reason)};
}

Result<ChangeDone, Refusal> apply(test::Hall& hall, const ChangeWish& wanted) {
    const auto preview = hall.read([&](sql::Transaction& tx) { return preview_change(tx, hall.clerk(), wanted); });
    if (!preview) return preview.error();
    return hall.write(hall.clerk(), [&](auto& tx, const Context& context) { return apply_change(tx, context, wanted, preview->plan); });
}

Result<UndoPreview, Refusal> undo(test::Hall& hall, ChangeId change) {
    const auto preview = hall.read([&](sql::Transaction& tx) { return preview_undo(tx, hall.clerk(), change); });
    if (!preview) return preview.error();
    return hall.write(hall.clerk(), [&](auto& tx, const Context& context) { return undo_change(tx, context, change, preview->plan); });
}

Window window_of(test::Hall& hall, WindowId id) {
    return hall.read([&](sql::Transaction& tx) { return *find_window(tx, id); });
}
Ticket ticket_of(test::Hall& hall, TicketId id) {
    return hall.read([&](sql::Transaction& tx) { return *find_ticket(tx, id); });
}

void set_parameter(test::Hall& hall, std::string name, std::string value) {
    REQUIRE(hall.write(hall.clerk(), [&](auto& tx, const Context& context) {
        return office::set_parameter(
            tx, context, hall.office,
            {.name = name, .value = value, .legal_basis = "Kebijakan kantor", .valid_from = context.local(Zone::wita).date});
    }));
}

}  // namespace

TEST_CASE("a cut moves people in one act with one message each, and undoing it leaves no trace") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/6);
        for (int person = 1; person <= 6; ++person) REQUIRE(hall.take(hall.apply(person), hall.today));
        const auto before = dump(hall);
        const auto done = apply(hall, wish(hall, hall.today, 2));
        REQUIRE(done);
        CHECK(done->preview.moves.size() == 4);
        CHECK(done->preview.reserve == 1);
        CHECK(window_of(hall, hall.today).taken == 2);
        CHECK(window_of(hall, hall.tomorrow).taken == 4);
        CHECK(messages_about(hall, done->change) == 4);
        CHECK(faults(hall).empty());
        const auto taken_back = undo(hall, done->change);
        REQUIRE(taken_back);
        CHECK(taken_back->returns.size() == 4);
        CHECK(dump(hall) == before);
        CHECK(faults(hall).empty());
        const auto twice = hall.read([&](sql::Transaction& tx) { return preview_undo(tx, hall.clerk(), done->change); });
        REQUIRE_FALSE(twice);
        CHECK(twice.error() == Refusal::no_such_change);
    }
}

TEST_CASE("a plan that is no longer true is refused, and nothing of it is done") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/6);
        for (int person = 1; person <= 5; ++person) REQUIRE(hall.take(hall.apply(person), hall.today));
        const auto wanted = wish(hall, hall.today, 2);
        const auto preview = hall.read([&](sql::Transaction& tx) { return preview_change(tx, hall.clerk(), wanted); });
        REQUIRE(hall.take(hall.apply(6), hall.today));
        const auto before = dump(hall);
        const auto late =
            hall.write(hall.clerk(), [&](auto& tx, const Context& context) { return apply_change(tx, context, wanted, preview->plan); });
        REQUIRE_FALSE(late);
        CHECK(late.error() == Refusal::plan_changed);
        CHECK(dump(hall) == before);
    }
}

TEST_CASE("without the guard on what was seen a place sold meanwhile is above the quota") {
    test::Hall hall(sql::Engine::sqlite, /*quota=*/6);
    for (int person = 1; person <= 3; ++person) REQUIRE(hall.take(hall.apply(person), hall.today));
    const auto seen = window_of(hall, hall.today);
    REQUIRE(hall.take(hall.apply(4), hall.today));
    hall.house.database().write([&](sql::Transaction& tx) {
        CHECK_FALSE(store::set_quota_as_seen(tx, seen, 3, 3, 0));  // the guard
        store::set_quota(tx, hall.today, 3, 3);                    // what it keeps from happening
    });
    CHECK(window_of(hall, hall.today).taken > window_of(hall, hall.today).quota);
}

TEST_CASE("1,000 random days are cut and restored: one message each, quotas hold, the dump is the same") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/1000, /*not_online_percent=*/0);
        set_parameter(hall, "quota_move_days_max", "2");  // few rooms: some find no place
        std::mt19937 dice(2020);
        const auto roll = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(dice); };
        const auto windows_there = hall.read([&](sql::Transaction& tx) {
            const auto day = hall.house.now().in(Zone::wita).date;
            return windows(tx, hall.house.system(), hall.office, "ak1", day, day + 4);
        });
        REQUIRE(windows_there.size() >= 3);
        const int days = engine == sql::Engine::sqlite ? 1000 : 40;
        int person = 0;
        int moved = 0;
        int unplaced = 0;
        int places_out_of_sale = 0;
        for (int day = 0; day < days; ++day) {
            // Another day: other quotas, other people; the ones of the day before went home.
            hall.house.database().write([&](sql::Transaction& tx) {
                for (const auto* table : {"booking_protected_person", "booking_return_offer", "booking_change_place", "booking_offer",
                                          "booking_waiting", "booking_returned_place", "booking_change_person", "booking_change_room",
                                          "booking_change_window", "booking_change", "booking_move", "booking_ticket"})
                    tx.run(std::string("delete from ") + table);
                tx.run("update booking_window set taken = 0, online_taken = 0, reserve_taken = 0");
                for (const auto& [window, state] : windows_there) store::set_quota(tx, window.id, roll(0, 12), 1000);
                // People wait, some of them with a number for a later day; places rest or are offered.
                const auto now = hall.house.now();
                const int holders = person;
                for (const auto& [window, state] : windows_there) {
                    const int people = roll(0, 12);
                    for (int one = 0; one < people; ++one) {
                        const auto ticket = seat(tx, window.id, roll(0, 3) ? TicketChannel::online : TicketChannel::counter, ++person);
                        if (ticket && roll(0, 9) == 0) store::protect(tx, hall.office, "person-" + std::to_string(person));
                    }
                }
                const auto last = windows_there.back().window.date;
                for (int one = roll(0, 8); one > 0; --one) {
                    const int who = roll(0, 2) || person == holders ? 1'000'000 + ++person : roll(holders + 1, person);
                    const auto from = windows_there[static_cast<std::size_t>(roll(0, 1))].window.date;
                    const auto waiting = wait(tx, hall.office, who, from, last, {now.seconds - roll(0, 7200)});
                    const auto& window = windows_there[static_cast<std::size_t>(roll(0, 2))].window;
                    if (waiting && roll(0, 1))
                        places_out_of_sale += hold_place(tx, hall.office, window.id, roll(0, 1) ? waiting : WaitingId{}, now);
                }
            });
            ChangeWish wanted{.office = hall.office, .reason = "hari acak"};
            wanted.from = windows_there.front().window.date;
            wanted.to = windows_there.back().window.date;
            for (const auto& [window, state] : windows_there) {
                if (roll(0, 1)) wanted.windows.push_back({.window = window.id, .quota = roll(0, 6), .closes = roll(0, 7) == 0});
            }
            wanted.kind = ChangeKind::limited;
            const auto before = dump(hall, "booking_");
            const auto done = apply(hall, wanted);
            REQUIRE(done);
            const auto& preview = done->preview;
            moved += static_cast<int>(preview.moves.size());
            unplaced += static_cast<int>(preview.unplaced.size());
            const auto messages_expected = static_cast<int>(preview.moves.size() + preview.unplaced.size());
            REQUIRE(messages_about(hall, done->change) == messages_expected);
            REQUIRE(faults(hall).empty());
            std::map<WindowId, int> waiting;
            for (const auto& one : preview.unplaced) {
                ++waiting[one.ticket.window];
                REQUIRE(wishes_of(hall, one.ticket.id) == 1);
            }
            std::map<WindowId, int> changed;
            for (const auto& one : wanted.windows) changed[one.window] = one.closes ? 0 : one.quota;
            for (const auto& [window, state] : windows_there) {
                const auto now = window_of(hall, window.id);
                const int quota = changed.contains(window.id) ? changed[window.id] : now.quota;
                REQUIRE(now.taken - waiting[window.id] <= quota);
            }
            for (const auto& one : preview.moves) {
                const auto ticket = ticket_of(hall, one.ticket.id);
                REQUIRE(ticket.window == one.to);
                REQUIRE(ticket.number == one.new_number);
            }
            REQUIRE(undo(hall, done->change));
            const auto after = dump(hall, "booking_");
            const bool is_the_same = after == before;
            REQUIRE_MESSAGE(is_the_same, "day ", day, difference(before, after));
        }
        CHECK(moved > days);
        CHECK(unplaced > 0);
        CHECK(places_out_of_sale > days / 2);
    }
}

TEST_CASE("a checker of those days sees a place that an undo forgot") {
    test::Hall hall(sql::Engine::sqlite, /*quota=*/3);
    hall.house.database().write([&](sql::Transaction& tx) {
        seat(tx, hall.today, TicketChannel::online, 1);
        REQUIRE(hold_place(tx, hall.office, hall.today, {}, hall.house.now()));
    });
    const auto before = dump(hall, "booking_");
    const auto done = apply(hall, wish(hall, hall.today, 1));
    REQUIRE(done);
    hall.house.database().write([&](sql::Transaction& tx) { store::drop_changed_places(tx, done->change); });  // the guard is out
    REQUIRE(undo(hall, done->change));
    CHECK(dump(hall, "booking_") != before);
}

TEST_CASE("silence keeps the new place; one tap accepts it; choosing again takes any free place; undo leaves it to who answered") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/4);
        std::vector<registration::ApplicationId> people;
        std::vector<TicketId> tickets;
        for (int person = 1; person <= 4; ++person) {
            people.push_back(hall.apply(person));
            tickets.push_back(hall.take(people.back(), hall.today)->id);
        }
        const auto done = apply(hall, wish(hall, hall.today, 1));
        REQUIRE(done);
        const auto seen = hall.read([&](sql::Transaction& tx) { return moved_view(tx, hall.seeker(people[1]), tickets[1]); });
        REQUIRE(seen);
        CHECK(seen->old_label == "A-002");
        CHECK(seen->may_answer);
        REQUIRE(hall.write(hall.seeker(people[1]),
                           [&](auto& tx, const Context& context) { return accept_move(tx, context, tickets[1], Proof::actor); }));
        const auto stranger = hall.write(
            hall.seeker(people[0]), [&](auto& tx, const Context& context) { return accept_move(tx, context, tickets[2], Proof::actor); });
        REQUIRE_FALSE(stranger);
        CHECK(stranger.error() == Refusal::no_such_ticket);
        const auto choice =
            hall.read([&](sql::Transaction& tx) { return windows_to_choose(tx, hall.seeker(people[2]), ticket_of(hall, tickets[2])); });
        REQUIRE(!choice.empty());
        const auto chosen = hall.write(hall.seeker(people[2]), [&](auto& tx, const Context& context) {
            return choose_again(tx, context, tickets[2], choice.back().window.id, Proof::actor);
        });
        REQUIRE(chosen);
        CHECK(chosen->window == choice.back().window.id);
        CHECK(faults(hall).empty());

        const auto preview = hall.read([&](sql::Transaction& tx) { return preview_undo(tx, hall.clerk(), done->change); });
        REQUIRE(preview);
        CHECK(preview->keeps.size() == 2);
        REQUIRE(preview->returns.size() == 1);
        REQUIRE(undo(hall, done->change));
        CHECK(ticket_of(hall, tickets[1]).window == hall.tomorrow);
        CHECK(ticket_of(hall, tickets[2]).window == choice.back().window.id);
        CHECK(ticket_of(hall, tickets[3]).window == hall.today);
        CHECK(ticket_of(hall, tickets[3]).number == 4);
        CHECK(window_of(hall, hall.today).quota == 4);
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("after the stated time nobody changes a place any more") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/2);
        const auto first = hall.apply(1);
        const auto second = hall.apply(2);
        REQUIRE(hall.take(first, hall.today));
        const auto ticket = hall.take(second, hall.today);
        REQUIRE(apply(hall, wish(hall, hall.today, 1)));
        hall.house.set_now("2026-03-04T00:00:00Z");  // 08.00 WITA, the new window opens
        const auto late = hall.write(hall.seeker(second),
                                     [&](auto& tx, const Context& context) { return accept_move(tx, context, ticket->id, Proof::actor); });
        REQUIRE_FALSE(late);
        CHECK(late.error() == Refusal::answer_over);
        CHECK(ticket_of(hall, ticket->id).window == hall.tomorrow);
    }
}

TEST_CASE("whoever comes on the old day uninformed is served from the reserve, until it is used up") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/4);
        set_parameter(hall, "old_day_reserve_percent", "30");
        set_parameter(hall, "counter_reserve", "0");
        hall.house.database().write([&](sql::Transaction& tx) { tx.run("update booking_window set reserve = 0"); });
        std::vector<TicketId> tickets;
        for (int person = 1; person <= 4; ++person) tickets.push_back(hall.take(hall.apply(person), hall.today)->id);
        const auto done = apply(hall, wish(hall, hall.today, 1));
        REQUIRE(done);
        CHECK(window_of(hall, hall.today).reserve == 1);
        const auto come = [&](TicketId id, DayRule rule) {
            return hall.write(hall.clerk(), [&](auto& tx, const Context& context) { return check_in(tx, context, id, rule); });
        };
        const auto served = come(tickets[1], DayRule::booked_day_only);
        REQUIRE(served);
        CHECK(served->number == 2);
        CHECK(served->window == hall.today);
        CHECK_FALSE(served->other_day);
        CHECK(window_of(hall, hall.today).reserve_taken == 1);
        CHECK(window_of(hall, hall.tomorrow).taken == 2);
        const auto too_many = come(tickets[2], DayRule::booked_day_only);
        REQUIRE_FALSE(too_many);
        CHECK(too_many.error() == Refusal::not_today);
        CHECK(ticket_of(hall, tickets[2]).window == hall.tomorrow);
        CHECK(faults(hall).empty());
        // Undoing keeps who was served, and the bound of the reserve with them.
        REQUIRE(undo(hall, done->change));
        CHECK(window_of(hall, hall.today).reserve == 1);
        CHECK(ticket_of(hall, tickets[1]).state == TicketState::checked_in);
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("the database itself refuses a reserve beyond its bound") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/4);
        CHECK_THROWS(hall.house.database().write([&](sql::Transaction& tx) {
            tx.run("update booking_window set reserve_taken = reserve + 1 where id = :id", {{"id", hall.today}});
        }));
    }
}

TEST_CASE("a quota that is raised again offers earlier places in order; each place is held until its offer ends") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/5);
        std::vector<registration::ApplicationId> people;
        std::vector<TicketId> tickets;
        hall.house.set_now("2026-03-02T22:00:00Z");  // 06.00 WITA on the 3rd: before the window opens
        for (int person = 1; person <= 5; ++person) {
            people.push_back(hall.apply(person));
            tickets.push_back(hall.take(people.back(), hall.today)->id);
        }
        REQUIRE(apply(hall, wish(hall, hall.today, 1)));
        const auto raised = apply(hall, wish(hall, hall.today, 3));
        REQUIRE(raised);
        const auto offer_of = [&](int person) {
            return hall.read([&](sql::Transaction& tx) {
                return return_view(tx, hall.seeker(people[static_cast<std::size_t>(person - 1)]),
                                   tickets[static_cast<std::size_t>(person - 1)]);
            });
        };
        REQUIRE(offer_of(2));
        REQUIRE(offer_of(3));
        CHECK_FALSE(offer_of(4));
        CHECK(window_of(hall, hall.today).taken == 3);  // held: nobody else buys them
        const auto stranger = hall.take(hall.apply(9), hall.today);
        REQUIRE_FALSE(stranger);
        CHECK(stranger.error() == Refusal::quota_full);
        CHECK(faults(hall).empty());

        const auto back = hall.write(
            hall.seeker(people[1]), [&](auto& tx, const Context& context) { return accept_return(tx, context, tickets[1], Proof::actor); });
        REQUIRE(back);
        CHECK(back->window == hall.today);
        const auto again = hall.write(
            hall.seeker(people[1]), [&](auto& tx, const Context& context) { return accept_return(tx, context, tickets[1], Proof::actor); });
        CHECK_FALSE(again);
        REQUIRE(hall.write(hall.seeker(people[2]),
                           [&](auto& tx, const Context& context) { return decline_return(tx, context, tickets[2], Proof::actor); }));
        CHECK(offer_of(4));  // the next in order
        CHECK_FALSE(offer_of(3));
        CHECK(faults(hall).empty());
        CHECK(window_of(hall, hall.today).taken == 3);

        // Nobody answers: the place goes to the next, and stays free when nobody is left.
        hall.house.set_now("2026-03-02T23:31:00Z");
        auto system = hall.house.system();
        end_return_offers(system);
        CHECK_FALSE(offer_of(4));
        CHECK(window_of(hall, hall.today).taken == 2);
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("an undone raise takes its open offers back") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/4);
        hall.house.set_now("2026-03-02T22:00:00Z");
        for (int person = 1; person <= 4; ++person) REQUIRE(hall.take(hall.apply(person), hall.today));
        REQUIRE(apply(hall, wish(hall, hall.today, 1)));
        const auto before = dump(hall);
        const auto raised = apply(hall, wish(hall, hall.today, 3));
        REQUIRE(raised);
        CHECK(window_of(hall, hall.today).taken == 3);
        REQUIRE(undo(hall, raised->change));
        CHECK(dump(hall) == before);
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("an undone raise leaves the place and its number to whoever took it; an undone cut gives offers back") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/5);
        hall.house.set_now("2026-03-02T22:00:00Z");
        std::vector<registration::ApplicationId> people;
        std::vector<TicketId> tickets;
        for (int person = 1; person <= 5; ++person) {
            people.push_back(hall.apply(person));
            tickets.push_back(hall.take(people.back(), hall.today)->id);
        }
        REQUIRE(apply(hall, wish(hall, hall.today, 1)));
        const auto raised = apply(hall, wish(hall, hall.today, 3));
        REQUIRE(raised);
        // The second one in order takes the later number, the first one's offer stays open.
        REQUIRE(hall.write(hall.seeker(people[2]),
                           [&](auto& tx, const Context& context) { return accept_return(tx, context, tickets[2], Proof::actor); }));
        const auto before = dump(hall);
        hall.house.set_now("2026-03-02T22:05:00Z");
        const auto closed = apply(hall, wish(hall, hall.today, 0));
        REQUIRE(closed);
        CHECK(faults(hall).empty());
        REQUIRE(undo(hall, closed->change));
        CHECK_MESSAGE(dump(hall) == before, difference(before, dump(hall)));
        REQUIRE(undo(hall, raised->change));
        CHECK(ticket_of(hall, tickets[2]).window == hall.today);
        CHECK(window_of(hall, hall.today).last_number >= ticket_of(hall, tickets[2]).number);
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("at midnight of the office, in all three zones, the old day is over for whoever comes late") {
    struct Clock {
        Zone zone;
        std::string_view last_minute;
        std::string_view midnight;
    };
    for (const auto engine : test::engines()) {
        for (const auto& clock : {Clock{Zone::wib, "2026-03-03T16:59:00Z", "2026-03-03T17:00:00Z"},
                                  Clock{Zone::wita, "2026-03-03T15:59:00Z", "2026-03-03T16:00:00Z"},
                                  Clock{Zone::wit, "2026-03-03T14:59:00Z", "2026-03-03T15:00:00Z"}}) {
            test::Hall hall(engine, /*quota=*/3);
            hall.house.database().write([&](sql::Transaction& tx) {
                tx.run("update office_office set zone = :zone", {{"zone", name(clock.zone)}});
                tx.run("update booking_window set opens = 1140, closes = 1440");  // 19.00 until midnight
            });
            std::vector<TicketId> tickets;
            for (int person = 1; person <= 3; ++person) tickets.push_back(hall.take(hall.apply(person), hall.today)->id);
            set_parameter(hall, "old_day_reserve_percent", "100");
            REQUIRE(apply(hall, wish(hall, hall.today, 1)));
            const auto come = [&](TicketId id) {
                return hall.write(hall.clerk(),
                                  [&](auto& tx, const Context& context) { return check_in(tx, context, id, DayRule::booked_day_only); });
            };
            hall.house.set_now(clock.last_minute);
            const auto in_time = come(tickets[1]);
            REQUIRE(in_time);
            CHECK(in_time->number == 2);
            hall.house.set_now(clock.midnight);
            // A minute later it is the new day, which is the new place's own.
            const auto next_day = come(tickets[2]);
            REQUIRE(next_day);
            CHECK(next_day->window == hall.tomorrow);
            CHECK(faults(hall).empty());
            const auto late = hall.read([&](sql::Transaction& tx) { return preview_change(tx, hall.clerk(), wish(hall, hall.today, 0)); });
            REQUIRE_FALSE(late);
            CHECK(late.error() == Refusal::window_over);
        }
    }
}

TEST_CASE("of two changes of one day the newer one is undone first") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/4);
        for (int person = 1; person <= 4; ++person) REQUIRE(hall.take(hall.apply(person), hall.today));
        const auto before = dump(hall);
        const auto first = apply(hall, wish(hall, hall.today, 3));
        const auto second = apply(hall, wish(hall, hall.today, 1));
        REQUIRE(first);
        REQUIRE(second);
        const auto early = undo(hall, first->change);
        REQUIRE_FALSE(early);
        CHECK(early.error() == Refusal::newer_change_first);
        REQUIRE(undo(hall, second->change));
        REQUIRE(undo(hall, first->change));
        CHECK(dump(hall) == before);
    }
}

TEST_CASE("who finds no place keeps the number, and is first when the quota is raised") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/3);
        set_parameter(hall, "quota_move_days_max", "1");
        for (int person = 1; person <= 3; ++person) REQUIRE(hall.take(hall.apply(person), hall.today));
        for (int person = 4; person <= 5; ++person) REQUIRE(hall.take(hall.apply(person), hall.tomorrow));
        const auto done = apply(hall, wish(hall, hall.today, 0));
        REQUIRE(done);
        REQUIRE(done->preview.unplaced.size() == 2);
        const auto ticket = done->preview.unplaced.front().ticket.id;
        CHECK(ticket_of(hall, ticket).state == TicketState::booked);
        CHECK(messages_about(hall, done->change) == 3);
        CHECK(wishes_of(hall, ticket) == 1);
        const auto before_raise = dump(hall, "booking_");
        const auto raised = apply(hall, wish(hall, hall.today, 2));
        REQUIRE(raised);
        const auto view = hall.read([&](sql::Transaction& tx) { return moved_view(tx, hall.clerk(), ticket); });
        REQUIRE(view);
        CHECK(view->answer == MoveAnswer::accepted);
        CHECK(wishes_of(hall, ticket) == 0);
        CHECK(faults(hall).empty());
        REQUIRE(undo(hall, raised->change));
        CHECK_MESSAGE(dump(hall, "booking_") == before_raise, difference(before_raise, dump(hall, "booking_")));
    }
}

TEST_CASE("who found no place is offered the next one before those who joined by themselves, and misses nothing meanwhile") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/2);
        set_parameter(hall, "quota_move_days_max", "1");
        std::vector<registration::ApplicationId> people;
        std::vector<TicketId> tickets;
        for (int person = 1; person <= 4; ++person) {
            people.push_back(hall.apply(person));
            tickets.push_back(hall.take(people.back(), person <= 2 ? hall.today : hall.tomorrow)->id);
        }
        const auto day = window_of(hall, hall.today).date;
        const auto early = hall.apply(5);
        const auto early_wish = hall.write(hall.seeker(early), [&](auto& tx, const Context& context) {
            return join_waiting_list(tx, context, {.office = hall.office, .application = early, .from = day, .to = day + 3});
        });
        REQUIRE(early_wish);
        hall.house.set_now("2026-03-03T02:00:00Z");
        const auto done = apply(hall, wish(hall, hall.today, 0));
        REQUIRE(done);
        REQUIRE(done->preview.unplaced.size() == 2);
        const auto tend = [&] {
            return hall.write(hall.house.system(),
                              [&](auto& tx, const Context& context) { return tend_waiting(tx, context, hall.office); });
        };
        const auto offered_to = [&](TicketId lost) {
            return hall.read([&](sql::Transaction& tx) {
                const auto waiting = waiting_for(tx, lost);
                return waiting ? waiting_view(tx, hall.house.system(), waiting->id)->offered : std::nullopt;
            });
        };
        // Two free places of the day after tomorrow are held for those two, no more, and offered to nobody else.
        CHECK(tend().offered == 2);
        CHECK(tend().offered == 0);
        const auto first = offered_to(tickets[0]);
        const auto second = offered_to(tickets[1]);
        REQUIRE(first);
        REQUIRE(second);
        CHECK_FALSE(hall.read([&](sql::Transaction& tx) { return waiting_view(tx, hall.house.system(), *early_wish)->offered; }));
        CHECK(faults(hall).empty());
        const auto taken = hall.write(hall.seeker(people[0]),
                                      [&](auto& tx, const Context& context) { return accept_offer(tx, context, first->offer.id); });
        REQUIRE(taken);
        CHECK(taken->id == tickets[0]);  // the number that was lost moves
        CHECK(taken->window == first->window.id);
        CHECK(wishes_of(hall, tickets[0]) == 0);
        CHECK(faults(hall).empty());

        // The other one does not look; at midnight the old number ends, is no missed day, and the wish goes on.
        hall.house.set_now("2026-03-03T16:00:00Z");
        hall.write(hall.house.system(), [&](auto& tx, const Context& context) { return close_day(tx, context, hall.office, day); });
        CHECK(ticket_of(hall, tickets[1]).state == TicketState::cancelled);
        CHECK(wishes_of(hall, tickets[1]) == 1);
        CHECK(faults(hall).empty());
        hall.house.set_now("2026-03-04T03:00:00Z");
        tend();
        hall.house.set_now("2026-03-04T04:00:00Z");
        tend();
        const auto again = offered_to(tickets[1]);
        REQUIRE(again);
        const auto late = hall.write(hall.seeker(people[1]),
                                     [&](auto& tx, const Context& context) { return accept_offer(tx, context, again->offer.id); });
        REQUIRE(late);
        CHECK(late->id != tickets[1]);
        CHECK(faults(hall).empty());
    }
}

TEST_CASE("a wish that was there before the cut goes first while it lasts, and is what it was when the cut is undone") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/1);
        set_parameter(hall, "quota_move_days_max", "1");
        const auto sari = hall.apply(1);
        const auto ticket = hall.take(sari, hall.tomorrow);
        const auto after = hall.read([&](sql::Transaction& tx) {
            const auto date = find_window(tx, hall.tomorrow)->date + 1;
            return windows(tx, hall.house.system(), hall.office, "ak1", date, date).front().window.id;
        });
        REQUIRE(hall.take(hall.apply(2), after));
        const auto day = window_of(hall, hall.today).date;
        const auto own = hall.write(hall.seeker(sari), [&](auto& tx, const Context& context) {
            return join_waiting_list(tx, context, {.office = hall.office, .application = sari, .from = day, .to = day});
        });
        REQUIRE(own);
        const auto before = dump(hall, "booking_");
        const auto done = apply(hall, wish(hall, hall.tomorrow, 0));
        REQUIRE(done);
        const auto waiting = hall.read([&](sql::Transaction& tx) { return waiting_for(tx, ticket->id); });
        REQUIRE(waiting);
        CHECK(waiting->id == *own);
        CHECK(waiting->goes_first);
        CHECK(waiting->to > day + 30);
        REQUIRE(undo(hall, done->change));
        CHECK_MESSAGE(dump(hall, "booking_") == before, difference(before, dump(hall, "booking_")));
    }
}

TEST_CASE("a late holiday closes a whole day for every service and moves everybody") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/4);
        for (int person = 1; person <= 3; ++person) REQUIRE(hall.take(hall.apply(person), hall.tomorrow));
        const auto day = window_of(hall, hall.tomorrow).date;
        CHECK(hall.read([&](sql::Transaction& tx) { return days_to_settle(tx, hall.clerk(), hall.office); }).empty());
        REQUIRE(hall.write(hall.clerk(), [&](auto& tx, const Context& context) {
            return office::put_holiday(tx, context, hall.office,
                                       {.date = day, .kind = reference::HolidayKind::regional, .name = "Pemilihan kepala daerah"});
        }));
        const auto proposed = hall.read([&](sql::Transaction& tx) { return days_to_settle(tx, hall.clerk(), hall.office); });
        REQUIRE(proposed.size() == 1);
        CHECK(proposed.front().date == day);
        CHECK(proposed.front().people == 3);
        const auto before = dump(hall);
        auto wanted = hall.read([&](sql::Transaction& tx) { return closing_of(tx, hall.clerk(), hall.office, day); });
        wanted.reason = "Hari libur daerah";
        const auto done = apply(hall, wanted);
        REQUIRE(done);
        CHECK(done->preview.moves.size() == 3);
        CHECK(window_of(hall, hall.tomorrow).suspended);
        CHECK(window_of(hall, hall.tomorrow).taken == 0);
        CHECK(hall.read([&](sql::Transaction& tx) { return days_to_settle(tx, hall.clerk(), hall.office); }).empty());
        REQUIRE(undo(hall, done->change));
        CHECK(dump(hall) == before);
    }
}

TEST_CASE("limited service cuts a range, stops a service, says so, and ends as it began") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/10);
        for (int person = 1; person <= 8; ++person) REQUIRE(hall.take(hall.apply(person), hall.today));
        const auto before = dump(hall);
        const auto day = window_of(hall, hall.today).date;
        const Limits limits{
            .percent = 20, .services_off = {"consultation_seeker"}, .screening = true, .seats = 25, .notice = "Bawa masker."};
        auto wanted = hall.read([&](sql::Transaction& tx) { return limited_service(tx, hall.clerk(), hall.office, day, day + 2, limits); });
        wanted.reason = "SE Bupati 443/2020";
        const auto done = apply(hall, wanted);
        REQUIRE(done);
        CHECK(window_of(hall, hall.today).quota == 2);
        CHECK(window_of(hall, hall.tomorrow).taken <= 2);
        CHECK(faults(hall).empty());
        const auto found = hall.read([&](sql::Transaction& tx) { return limits_on(tx, hall.office, day + 1); });
        REQUIRE(found);
        CHECK(found->limits.screening);
        CHECK(found->limits.seats == 25);
        CHECK_FALSE(hall.read([&](sql::Transaction& tx) { return limits_on(tx, hall.office, day + 3); }));
        REQUIRE(undo(hall, done->change));
        CHECK(dump(hall) == before);
    }
}

TEST_CASE("a raise waits for a second person only where the office says so") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/2);
        set_parameter(hall, "raising_quota_needs_second_person", "on");
        const auto wanted = wish(hall, hall.today, 5);
        const auto first = apply(hall, wanted);
        REQUIRE(first);
        CHECK(first->outcome == QuotaOutcome::waits_for_second_person);
        CHECK(window_of(hall, hall.today).quota == 2);
        const auto alone = apply(hall, wanted);
        CHECK(alone->outcome == QuotaOutcome::waits_for_second_person);
        const auto second =
            hall.write(hall.clerk(78), [&](auto& tx, const Context& context) { return apply_change(tx, context, wanted, ""); });
        REQUIRE(second);
        CHECK(second->outcome == QuotaOutcome::applied);
        CHECK(window_of(hall, hall.today).quota == 5);
    }
}

TEST_CASE("elderly people keep the day, as the law asks, unless the office decides otherwise") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/3);
        std::vector<TicketId> tickets;
        for (int person = 1; person <= 3; ++person) tickets.push_back(hall.take(hall.apply(person), hall.today)->id);
        hall.house.database().write([&](sql::Transaction& tx) {
            tx.run("update registration_application set birth_date = '1960-01-01' where id = :id",
                   {{"id", ticket_of(hall, tickets[2]).application}});
        });
        const auto preview = [&] {
            return hall.read([&](sql::Transaction& tx) { return preview_change(tx, hall.clerk(), wish(hall, hall.today, 1)); });
        };
        REQUIRE(preview());
        CHECK(preview()->keeps.front().ticket.id == tickets[2]);
        CHECK(preview()->keeps.front().protection == Protection::lane);
        set_parameter(hall, "quota_keeps_lanes", "off");
        CHECK(preview()->keeps.front().ticket.id == tickets[0]);
        // An officer may keep a number whose reason stands in no table.
        auto wanted = wish(hall, hall.today, 1);
        wanted.windows.front().keep = {2};
        const auto kept = hall.read([&](sql::Transaction& tx) { return preview_change(tx, hall.clerk(), wanted); });
        CHECK(kept->keeps.front().ticket.id == tickets[1]);
    }
}

namespace {

std::string name_of(sql::Engine engine) { return engine == sql::Engine::sqlite ? "SQLite" : "PostgreSQL"; }

struct Cost {  // milliseconds
    double wall{};
    double processor{};  // of the program alone; a PostgreSQL server has its own
    ChangeId change;
};

// Puts `people` into one window; every other one has `rooms_of` places.
void fill_tomorrow(test::Hall& hall, int people, int rooms_of) {
    hall.house.database().write([&](sql::Transaction& tx) {
        tx.run("update booking_window set quota = :quota, online_quota = :online", {{"quota", rooms_of}, {"online", rooms_of}});
        tx.run("update booking_window set quota = :quota, online_quota = :online where id = :id",
               {{"quota", people}, {"online", people}, {"id", hall.tomorrow}});
        seat_all(tx, hall.tomorrow, people);
    });
}

// What cutting them to 100 costs.
Cost cut_of(test::Hall& hall, int people) {
    const auto wanted = wish(hall, hall.tomorrow, 100);
    const auto preview = hall.read([&](sql::Transaction& tx) { return preview_change(tx, hall.clerk(), wanted); });
    REQUIRE(preview);
    const auto started = wall_clock::monotonic_ms();
    const auto worked = std::clock();
    const auto done =
        hall.write(hall.clerk(), [&](auto& tx, const Context& context) { return apply_change(tx, context, wanted, preview->plan); });
    const auto wall = static_cast<double>(wall_clock::monotonic_ms() - started);
    const auto processor = 1000.0 * static_cast<double>(std::clock() - worked) / CLOCKS_PER_SEC;
    REQUIRE(done);
    CHECK(done->preview.keeps.size() == 100);
    CHECK(done->preview.moves.size() + done->preview.unplaced.size() == static_cast<std::size_t>(people - 100));
    CHECK(messages_about(hall, done->change) == people - 100);
    return {wall, processor, done->change};
}

}  // namespace

TEST_CASE("700 numbers are cut to 100 in one act of at most two seconds, and come back as they were") {
    for (const auto engine : test::engines()) {
        test::Hall hall(engine, /*quota=*/700, /*not_online_percent=*/0);
        fill_tomorrow(hall, 700, 700);
        const auto before = dump(hall);
        const auto took = cut_of(hall, 700);
        MESSAGE(name_of(engine), ": 700 numbers cut to 100 in ", took.wall, " ms, ", took.processor, " ms of processor");
        if (engine == sql::Engine::sqlite) CHECK(took.wall <= 2000);
        CHECK(faults(hall).empty());
        REQUIRE(undo(hall, took.change));
        CHECK(dump(hall) == before);
    }
}

TEST_CASE("what cutting 70,000 numbers costs: a hundred times 700, not more" * doctest::skip()) {
    for (const auto engine : test::engines()) {
        double each_of_700 = 0;
        for (const int people : {700, 7'000, 70'000}) {
            test::Hall hall(engine, /*quota=*/700, /*not_online_percent=*/0);
            fill_tomorrow(hall, people, people / 14);
            const auto took = cut_of(hall, people);
            const double each = took.processor / people;
            if (people == 700) each_of_700 = each;
            MESSAGE(name_of(engine), ": ", people, " numbers cut to 100 in ", took.wall, " ms, ", took.processor, " ms of processor, ",
                    1000 * each, " us each");
            CHECK(each <= 2 * each_of_700);
        }
    }
}
