#include "modules/booking/actions_waiting.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "modules/booking/actions_quota.hpp"
#include "modules/booking/module.hpp"
#include "modules/booking/rules_waiting.hpp"
#include "modules/booking/tests/fixture.hpp"

using namespace booking;

namespace {

struct Wait : test::Hall {
    // As in an office: other tests sell a returned place again at once.
    Wait(sql::Engine engine, int quota = 5) : Hall(engine, quota) { rest_at_most(30); }

    Result<WaitingId, WaitingRefusal> join(registration::ApplicationId application, int days = 1) {
        const auto day = house.now().in(Zone::wita).date;
        return write(seeker(application), [&](auto& tx, const Context& context) {
            return join_waiting_list(tx, context, {.office = office, .application = application, .from = day, .to = day + days});
        });
    }
    void give_back(registration::ApplicationId application) {
        write(seeker(application), [&](auto& tx, const Context& context) {
            const auto ticket = open_ticket_of(tx, application);
            REQUIRE(ticket);
            REQUIRE(cancel(tx, context, ticket->id));
        });
    }
    Tended tend() {
        return write(house.system(), [&](auto& tx, const Context& context) { return tend_waiting(tx, context, office); });
    }
    std::optional<WaitingView> view(WaitingId id) {
        return write(house.system(), [&](auto& tx, const Context& context) { return waiting_view(tx, context, id); });
    }
    Result<Ticket, WaitingRefusal> accept(registration::ApplicationId application, OfferId offer) {
        return write(seeker(application), [&](auto& tx, const Context& context) { return accept_offer(tx, context, offer); });
    }
    void later(int minutes) { house.set_now(Instant{house.now().seconds + minutes * 60}.rfc3339_utc()); }
    // A day full of others, and one person who will give the place back.
    registration::ApplicationId fill_up() {
        const auto giver = apply(1);
        REQUIRE(take(giver, today));
        return giver;
    }
    void check() {
        const auto faults = read([](sql::Transaction& tx) {
            std::vector<std::string> found;
            check_invariants(tx, found);
            return found;
        });
        CHECK_MESSAGE(faults.empty(), (faults.empty() ? "" : faults.front()));
    }
};

}  // namespace

TEST_SUITE("waiting list") {
    TEST_CASE("a place that is given back is offered to who waits, and nobody else can have it") {
        for (const auto engine : test::engines()) {
            Wait hall(engine, /*quota=*/1);
            const auto giver = hall.fill_up();
            const auto sari = hall.apply(2);
            const auto wish = hall.join(sari);
            REQUIRE(wish);
            hall.later(60);
            hall.give_back(giver);
            const auto quick = hall.take(hall.apply(3), hall.today);
            REQUIRE_FALSE(quick);
            CHECK(quick.error() == Refusal::quota_full);
            hall.check();
            hall.later(31);
            CHECK(hall.tend().offered == 1);
            CHECK_FALSE(hall.take(hall.apply(4), hall.today));
            const auto view = hall.view(*wish);
            REQUIRE(view->offered);
            CHECK(view->offered->window.id == hall.today);
            const auto ticket = hall.accept(sari, view->offered->offer.id);
            REQUIRE(ticket);
            CHECK(ticket->number == 2);
            CHECK(hall.read([&](sql::Transaction& tx) { return find_window(tx, hall.today)->taken; }) == 1);
            const auto again = hall.accept(sari, view->offered->offer.id);
            REQUIRE(again);
            CHECK(again->id == ticket->id);
            hall.check();
        }
    }

    TEST_CASE("an offer that nobody answers goes to the next person, and the first cannot take it any more") {
        for (const auto engine : test::engines()) {
            Wait hall(engine, /*quota=*/1);
            const auto giver = hall.fill_up();
            const auto sari = hall.apply(2);
            const auto budi = hall.apply(3);
            const auto first = hall.join(sari);
            hall.later(1);
            const auto second = hall.join(budi);
            hall.later(60);
            hall.give_back(giver);
            hall.later(31);
            hall.tend();
            const auto missed = hall.view(*first)->offered;
            REQUIRE(missed);
            CHECK_FALSE(hall.view(*second)->offered);
            hall.later(121);
            const auto done = hall.tend();
            CHECK(done.lapsed == 1);
            CHECK(done.offered == 1);
            const auto late = hall.accept(sari, missed->offer.id);
            REQUIRE_FALSE(late);
            CHECK(late.error() == WaitingRefusal::offer_over);
            const auto offered = hall.view(*second)->offered;
            REQUIRE(offered);
            CHECK(hall.accept(budi, offered->offer.id));
            hall.check();
        }
    }

    TEST_CASE("nobody waits: the place is for sale again, but not before its hidden time") {
        for (const auto engine : test::engines()) {
            Wait hall(engine, /*quota=*/1);
            const auto giver = hall.fill_up();
            hall.give_back(giver);
            CHECK(hall.tend().freed == 0);
            CHECK_FALSE(hall.take(hall.apply(2), hall.today));
            hall.later(31);
            CHECK(hall.tend().freed == 1);
            CHECK(hall.take(hall.apply(3), hall.today));
            hall.check();
        }
    }

    TEST_CASE("without the rest, whoever asks first has the place: what the guard is for") {
        for (const auto engine : test::engines()) {
            Wait hall(engine, /*quota=*/1);
            const auto giver = hall.fill_up();
            REQUIRE(hall.join(hall.apply(2)));
            hall.later(60);
            // The friend who asks at once is served before who waits.
            hall.rest_at_most(0);
            hall.give_back(giver);
            CHECK(hall.take(hall.apply(3), hall.today));
        }
    }

    TEST_CASE("a stranger can neither accept nor decline nor leave for somebody else") {
        for (const auto engine : test::engines()) {
            Wait hall(engine, /*quota=*/1);
            const auto giver = hall.fill_up();
            const auto sari = hall.apply(2);
            const auto wish = hall.join(sari);
            hall.later(60);
            hall.give_back(giver);
            hall.later(31);
            hall.tend();
            const auto offer = hall.view(*wish)->offered->offer.id;
            const auto stranger = hall.apply(9);
            const auto taken = hall.accept(stranger, offer);
            REQUIRE_FALSE(taken);
            CHECK(taken.error() == WaitingRefusal::not_on_the_list);
            CHECK_FALSE(
                hall.write(hall.seeker(stranger), [&](auto& tx, const Context& context) { return decline_offer(tx, context, offer); }));
            CHECK_FALSE(hall.write(hall.seeker(stranger),
                                   [&](auto& tx, const Context& context) { return leave_waiting_list(tx, context, *wish); }));
            CHECK(hall.view(*wish)->offered);
        }
    }

    TEST_CASE("who holds a number and waits for an earlier day is moved, and the old place goes on to others") {
        for (const auto engine : test::engines()) {
            Wait hall(engine, /*quota=*/1);
            const auto giver = hall.fill_up();
            const auto sari = hall.apply(2);
            const auto first = hall.take(sari, hall.tomorrow);
            REQUIRE(first);
            const auto wish = hall.join(sari, 0);
            REQUIRE(wish);
            hall.later(60);
            hall.give_back(giver);
            hall.later(31);
            hall.tend();
            const auto moved = hall.accept(sari, hall.view(*wish)->offered->offer.id);
            REQUIRE(moved);
            CHECK(moved->id == first->id);
            CHECK(moved->window == hall.today);
            hall.check();
            hall.later(31);
            CHECK(hall.tend().freed == 1);
            CHECK(hall.take(hall.apply(4), hall.tomorrow));
            hall.check();
        }
    }

    TEST_CASE("one person waits once, with however many files; a rival file learns nothing") {
        for (const auto engine : test::engines()) {
            Wait hall(engine, /*quota=*/1);
            hall.fill_up();
            const auto sari = hall.apply(2);
            REQUIRE(hall.join(sari));
            const auto twice = hall.join(sari);
            REQUIRE_FALSE(twice);
            CHECK(twice.error() == WaitingRefusal::already_waiting);
            const auto rival = hall.join(hall.apply(8, /*with_nik_of=*/2));
            REQUIRE_FALSE(rival);
            CHECK(rival.error() == WaitingRefusal::take_number_at_counter);
        }
    }

    TEST_CASE("a quota lowered while an offer is open sells nothing above it") {
        for (const auto engine : test::engines()) {
            Wait hall(engine, /*quota=*/1);
            const auto giver = hall.fill_up();
            const auto sari = hall.apply(2);
            const auto wish = hall.join(sari);
            hall.later(60);
            hall.give_back(giver);
            hall.later(31);
            hall.tend();
            const auto offer = hall.view(*wish)->offered->offer.id;
            hall.write(hall.clerk(), [&](auto& tx, const Context& context) {
                const auto plan = preview_quota(tx, context, hall.today, 0);
                REQUIRE(plan);
                REQUIRE(apply_quota(tx, context, hall.today, 0, "Listrik padam", plan->plan));
            });
            const auto ticket = hall.accept(sari, offer);
            REQUIRE_FALSE(ticket);
            CHECK(ticket.error() == WaitingRefusal::offer_over);
            CHECK(hall.read([&](sql::Transaction& tx) { return find_window(tx, hall.today)->taken; }) == 0);
            hall.check();
        }
    }

    TEST_CASE("a raised quota is first for who waits") {
        for (const auto engine : test::engines()) {
            Wait hall(engine, /*quota=*/1);
            hall.fill_up();
            const auto sari = hall.apply(2);
            const auto wish = hall.join(sari);
            hall.later(60);
            hall.write(hall.clerk(),
                       [&](auto& tx, const Context& context) { REQUIRE(apply_quota(tx, context, hall.today, 3, "Tambah petugas", "")); });
            hall.later(31);
            CHECK(hall.tend().offered == 1);
            CHECK(hall.accept(sari, hall.view(*wish)->offered->offer.id));
            CHECK(hall.take(hall.apply(3), hall.today));
            CHECK_FALSE(hall.take(hall.apply(4), hall.today));
            hall.check();
        }
    }

    TEST_CASE("a closed window's booked people are no-shows after the grace, and may still be checked in as late") {
        for (const auto engine : test::engines()) {
            Wait hall(engine);
            const auto sari = hall.apply(1);
            const auto ticket = hall.take(sari, hall.today);
            const auto mark = [&] {
                return hall.write(hall.house.system(),
                                  [&](auto& tx, const Context& context) { return mark_no_shows(tx, context, hall.office); });
            };
            const auto window = hall.read([&](sql::Transaction& tx) { return *find_window(tx, hall.today); });
            hall.house.set_now(instant({window.date, {window.closes.minutes + 59}, Zone::wita}).rfc3339_utc());
            CHECK(mark() == 0);
            hall.house.set_now(instant({window.date, {window.closes.minutes + 61}, Zone::wita}).rfc3339_utc());
            CHECK(mark() == 1);
            const auto late = hall.write(hall.clerk(), [&](auto& tx, const Context& context) {
                return check_in(tx, context, ticket->id, DayRule::booked_day_only);
            });
            REQUIRE(late);
            CHECK(late->state == TicketState::checked_in);
        }
    }

    TEST_CASE("three missed days and the next number is given at the counter, for a while") {
        for (const auto engine : test::engines()) {
            Wait hall(engine, 50);
            const auto sari = hall.apply(1);
            const auto today = hall.house.now().in(Zone::wita).date;
            for (int day = 0; day < 3; ++day) {
                const auto open = hall.read([&](sql::Transaction& tx) {
                    return windows(tx, hall.house.system(), hall.office, "ak1", today + day, today + day + 6).front().window;
                });
                hall.house.set_now(instant({open.date, {8 * 60}, Zone::wita}).rfc3339_utc());
                REQUIRE(hall.take(sari, open.id));
                hall.house.set_now(instant({open.date, {23 * 60}, Zone::wita}).rfc3339_utc());
                hall.write(hall.house.system(), [&](auto& tx, const Context& context) { return mark_no_shows(tx, context, hall.office); });
            }
            const auto next = hall.read([&](sql::Transaction& tx) {
                return windows(tx, hall.house.system(), hall.office, "ak1", today + 4, today + 14).front().window;
            });
            const auto refused = hall.take(sari, next.id);
            REQUIRE_FALSE(refused);
            CHECK(refused.error() == Refusal::take_number_at_counter);
            const auto served = hall.write(hall.clerk(), [&](auto& tx, const Context& context) {
                return take_place(tx, context, next.id, sari, TicketChannel::counter);
            });
            CHECK(served);
        }
    }
}

TEST_SUITE("rules of waiting") {
    TEST_CASE("an offer's clock stands still at night and ends before the window does") {
        const auto day = *Date::parse("2026-03-04");
        Window window;
        window.date = day + 2;
        window.opens = {8 * 60};
        window.closes = {12 * 60};
        for (const auto zone : {Zone::wib, Zone::wita, Zone::wit}) {
            const auto at = [&](Date date, int hour, int minute = 0) { return instant({date, {hour * 60 + minute}, zone}); };
            CHECK(*offer_until(at(day, 9), zone, 120, window) == at(day, 11));
            CHECK(*offer_until(at(day, 20), zone, 120, window) == at(day + 1, 8));
            CHECK(*offer_until(at(day, 23), zone, 120, window) == at(day + 1, 9));
            CHECK(*offer_until(at(day, 3), zone, 120, window) == at(day, 9));
            CHECK(*offer_until(at(day + 2, 10, 30), zone, 120, window) == at(day + 2, 11, 30));
            CHECK_FALSE(offer_until(at(day + 2, 11, 21), zone, 120, window));
        }
    }

    TEST_CASE("a place rests between the two bounds, and every minute is as likely") {
        const Instant now{1'000'000};
        std::vector<int> minutes(30);
        for (std::uint64_t chance = 0; chance < 29 * 60 + 1; ++chance) {
            const auto rest = due_at(now, chance * 7919, 1, 30).seconds - now.seconds;
            REQUIRE(rest >= 60);
            REQUIRE(rest <= 1800);
            ++minutes[static_cast<std::size_t>((rest - 60) / 60)];
        }
        for (int minute = 0; minute < 29; ++minute) CHECK(minutes[static_cast<std::size_t>(minute)] == 60);
    }

    TEST_CASE("a window fits every part of the day that it touches") {
        Window window;
        window.opens = {8 * 60};
        window.closes = {15 * 60};
        CHECK(fits(PartOfDay::morning, window));
        CHECK(fits(PartOfDay::afternoon, window));
        CHECK_FALSE(fits(PartOfDay::evening, window));
        window.opens = {19 * 60};
        window.closes = {21 * 60};
        CHECK_FALSE(fits(PartOfDay::afternoon, window));
        CHECK(fits(PartOfDay::evening, window));
    }
}

// A tout gives a number back so that a friend gets it: `others` wait as long as the friend does, each with one wish.
TEST_SUITE("touts") {
    struct Pair {
        int tries{};
        int won{};
    };

    // One office, many rounds: the giver holds the only place, the friend joins a moment before it is given back.
    Pair cancel_and_rebook(int others, int rounds) {
        Wait hall(sql::Engine::sqlite, /*quota=*/1);
        Pair pair;
        int number = 1;
        std::vector<registration::ApplicationId> crowd;
        for (int one = 0; one < others; ++one) crowd.push_back(hall.apply(number++));
        auto giver = hall.apply(number++);
        auto friend_ = hall.apply(number++);
        const auto last = hall.read([&](sql::Transaction& tx) {
            const auto day = hall.house.now().in(Zone::wita).date;
            return windows(tx, hall.house.system(), hall.office, "ak1", day + 12, day + 14).front().window.id;
        });
        const auto holder_of = [&]() -> registration::ApplicationId {
            for (const auto one : crowd)
                if (hall.read([&](sql::Transaction& tx) { return open_ticket_of(tx, one); })) return one;
            return {};
        };
        for (int round = 0; round < rounds; ++round) {
            hall.house.set_now(instant({*Date::parse("2026-03-04"), {9 * 60}, Zone::wita}).rfc3339_utc());
            REQUIRE(hall.take(giver, last));
            // All of them have just found the day full; the friend is the last, a second before.
            for (const auto one : crowd) REQUIRE(hall.join(one, 14));
            REQUIRE(hall.join(friend_, 14));
            hall.give_back(giver);
            for (int minute = 0; minute < 31; minute += 3) {
                hall.later(3);
                hall.tend();
                CHECK_FALSE(hall.take(friend_, last));
            }
            ++pair.tries;
            const auto wishes =
                hall.write(hall.clerk(), [&](auto& tx, const Context& context) { return waiting_list(tx, context, hall.office); });
            for (const auto& view : wishes) {
                if (view.offered) pair.won += view.waiting.application == friend_;
                if (view.offered) REQUIRE(hall.accept(view.waiting.application, view.offered->offer.id));
            }
            for (const auto& view : wishes) {
                hall.write(hall.clerk(),
                           [&](auto& tx, const Context& context) { REQUIRE(leave_waiting_list(tx, context, view.waiting.id)); });
            }
            // The board is cleared for the next round: whoever has it gives it back and the place rests.
            const auto holder = holder_of();
            hall.give_back(holder ? holder : friend_);
            hall.later(31);
            hall.tend();
            hall.tend();
        }
        return pair;
    }

    TEST_CASE("cancel and rebook by a pair succeeds no more often than chance") {
        constexpr int others = 4;
        constexpr int rounds = 150;
        const auto pair = cancel_and_rebook(others, rounds);
        const double chance = 1.0 / (others + 1);
        MESSAGE("won ", pair.won, " of ", pair.tries, ", chance ", chance);
        // Three standard errors above chance.
        CHECK(pair.won <= rounds * chance + 3 * std::sqrt(rounds * chance * (1 - chance)));
    }
}
