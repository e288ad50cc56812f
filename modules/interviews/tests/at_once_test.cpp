// Two days at the same hours, arranged by two officers in one moment: what one has done and not yet committed, the other has not
// seen. Nobody is called to both.
#include <doctest/doctest.h>

#include "modules/interviews/rules_plan.hpp"
#include "modules/interviews/store.hpp"
#include "modules/interviews/tests/fixture.hpp"
#include "platform/testing/at_once.hpp"

using namespace interviews;
using namespace interviews::test_fair;

namespace {

// Two days of two slots; the first two people are introduced to the company of each.
struct TwoDays : Fair {
    explicit TwoDays(sql::Engine engine, std::string_view ends = "14:00") : Fair(engine) {
        first = made(Mode::office, ends);
        REQUIRE(invite(first, other));
        second = made(Mode::office, ends);
        REQUIRE(invite(second, employer));
    }
    Appointment on_first(int person, int slot) const {
        return put(meeting(planned(first), people[static_cast<std::size_t>(person)], other), slot);
    }
    Appointment on_second(int person, int slot) const {
        return put(meeting(planned(second), people[static_cast<std::size_t>(person)], employer), slot);
    }
    static Appointment put(Appointment one, int slot) {
        one.state = MeetingState::placed;
        one.slot = slot;
        one.line = 0;
        return one;
    }
    static void keep(sql::Transaction& tx, const std::vector<Appointment>& after) {
        auto before = after;
        for (auto& one : before) {
            one.state = MeetingState::waiting;
            one.slot = one.line = -1;
        }
        store::keep(tx, before, after);
    }
    bool is_called_twice() const {
        for (const auto& here : planned(first).meetings)
            for (const auto& there : planned(second).meetings)
                if (here.file == there.file && here.slot >= 0 && here.slot == there.slot) return true;
        return false;
    }

    DayId first;
    DayId second;
};

}  // namespace

TEST_SUITE("interviews at once") {
    TEST_CASE("an officer arranges a day just while a colleague puts the same person on another one: who is second is told so") {
        for (const auto engine : test::engines()) {
            const TwoDays fair(engine, "13:45");  // one slot each, and one person left who could have both
            for (std::size_t who = 1; who < fair.people.size(); ++who)
                REQUIRE(fair.write(fair.officer(12), [&](sql::Transaction& tx, const Context& context) {
                    return interviews::remove(tx, context, fair.meeting(fair.planned(fair.second), fair.people[who], fair.employer).id);
                }));
            Result<Arranged, Refusal> told = Refusal::no_such_day;
            test::at_once(
                fair.house.platform().database, [&](sql::Transaction& tx) { TwoDays::keep(tx, {fair.on_first(0, 0)}); },
                [&] { told = interviews::arrange(fair.officer(12), fair.second); });
            CHECK_FALSE(fair.is_called_twice());
            // On SQLite the second one begins when the first has ended, and sees it.
            if (engine == sql::Engine::postgresql) CHECK(why(told) == Refusal::changed_meanwhile);
            CHECK(fair.arrange(fair.second).placed == 0);
            CHECK_FALSE(fair.is_called_twice());
            CHECK(faults_of(fair.planned(fair.second)).empty());
        }
    }

    TEST_CASE("where the rule is out the database holds the person: the second statement waits, and is refused") {
        for (const auto engine : test::engines()) {
            const TwoDays fair(engine);
            const auto here = fair.on_first(0, 0);
            const auto there = fair.on_second(0, 0);
            test::at_once(
                fair.house.platform().database, [&](sql::Transaction& tx) { TwoDays::keep(tx, {here}); },
                [&] {
                    CHECK_THROWS_AS(fair.write(fair.officer(12), [&](sql::Transaction& tx, const Context&) { TwoDays::keep(tx, {there}); }),
                                    sql::Failure);
                });
            CHECK_FALSE(fair.is_called_twice());
        }
    }

    TEST_CASE("with nobody held the same two statements call one person to both days") {
        for (const auto engine : test::engines()) {
            if (engine != sql::Engine::postgresql) continue;  // on SQLite there is one writer
            const TwoDays fair(engine);
            fair.write(fair.officer(), [](sql::Transaction& tx, const Context&) {
                tx.run("create or replace function interviews_hold_person(file bigint) returns void language sql as $$ select $$");
            });
            const auto here = fair.on_first(0, 0);
            const auto there = fair.on_second(0, 0);
            test::at_once(
                fair.house.platform().database, [&](sql::Transaction& tx) { TwoDays::keep(tx, {here}); },
                [&] { fair.write(fair.officer(12), [&](sql::Transaction& tx, const Context&) { TwoDays::keep(tx, {there}); }); });
            CHECK(fair.is_called_twice());
        }
    }

    TEST_CASE("two days that want the same people in another order wait for each other once, not for ever") {
        for (const auto engine : test::engines()) {
            const TwoDays fair(engine);
            int tries = 0;
            test::at_once(
                fair.house.platform().database,
                [&](sql::Transaction& tx) {
                    TwoDays::keep(tx, {fair.on_first(1, 1), fair.on_first(0, 0)});
                },
                [&] {
                    fair.write(fair.officer(12), [&](sql::Transaction& tx, const Context&) {
                        ++tries;
                        TwoDays::keep(tx, {fair.on_second(0, 1), fair.on_second(1, 0)});
                    });
                });
            CHECK(tries == 1);
            CHECK_FALSE(fair.is_called_twice());
            CHECK(placed(fair.planned(fair.first)) == 2);
            CHECK(placed(fair.planned(fair.second)) == 2);
        }
    }
}
