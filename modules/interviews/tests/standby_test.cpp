// Whoever does not come frees what can still be filled; who stands by moves up. And who read the names of a day is written down.
#include <doctest/doctest.h>

#include "modules/interviews/actions_company.hpp"
#include "modules/interviews/rules_plan.hpp"
#include "modules/interviews/rules_standby.hpp"
#include "modules/interviews/store.hpp"
#include "modules/interviews/tests/fixture.hpp"
#include "modules/office/actions_manage.hpp"
#include "platform/audit/audit.hpp"

using namespace interviews;
using namespace interviews::test_fair;

namespace {

struct Evening : Fair {
    // Two companies, half past one to half past two, one line each: four slots, and four people for the first.
    explicit Evening(sql::Engine engine) : Fair(engine) {
        expects(80, "2026-03-03");
        id = with_both();
        arrange(id);
    }
    // The second company sees the first two people at the beginning and at the end, the first one the others in between.
    void seat() const {
        const auto before = planned(id).meetings;
        auto after = before;
        const auto put = [&](std::size_t who, employers::EmployerId whom, int slot) {
            const auto known = meeting(planned(id), people[who], whom).id;
            std::ranges::find(after, known, &Appointment::id)->slot = slot;
        };
        put(0, other, 0);
        put(0, employer, 3);
        put(1, employer, 0);
        put(1, other, 3);
        put(2, employer, 1);
        put(3, employer, 2);
        write(house.system(), [&](sql::Transaction& tx, const Context&) { store::keep(tx, before, after); });
        REQUIRE(faults_of(planned(id)).empty());
    }
    void expects(int percent, std::string_view from) const {
        const auto set = write(house.system(), [&](sql::Transaction& tx, const Context& context) {
            return office::set_parameter(tx, context, office,
                                         {.name = "interview_show_percent",
                                          .value = std::to_string(percent),
                                          .legal_basis = "Kebijakan kantor",
                                          .valid_from = placement::test_market::day(from)});
        });
        REQUIRE(set);
    }
    void at(std::string_view utc) { house.set_now(utc); }  // Balikpapan is eight hours ahead
    Result<Done, Refusal> misses(MeetingId meeting) const {
        return write(officer(), [&](sql::Transaction& tx, const Context& context) { return mark_missed(tx, context, meeting); });
    }
    Result<Done, Refusal> closes() const {
        return write(officer(), [&](sql::Transaction& tx, const Context& context) { return close_attendance(tx, context, id); });
    }
    Board seen() const {
        return *read(officer(), [&](sql::Transaction& tx, const Context& context) { return board(tx, context, id); });
    }
    // Whoever is first at the company with four people.
    Appointment first() const {
        const auto plan = planned(id);
        return *std::ranges::find_if(plan.meetings,
                                     [&](const Appointment& one) { return one.company == plan.companies.front().id && one.slot == 0; });
    }
    std::vector<audit::Line> readings() const {
        return read(house.system(), [&](sql::Transaction& tx, const Context&) {
            auto lines = audit::of_subject(tx, "interviews_day:" + id.text());
            std::erase_if(lines, [](const audit::Line& one) { return one.verb != "interviews.names_read"; });
            return lines;
        });
    }

    DayId id;
};

}  // namespace

TEST_SUITE("interviews standby") {
    TEST_CASE("how many to have on standby follows the office's own days, and its expectation until it has seen enough") {
        const Shows nothing;
        CHECK(advice(nothing, {80, 20}, 8).come == 6);
        CHECK(advice(nothing, {80, 20}, 8).standby == 2);  // 8 / 0.8 = 10
        CHECK(advice(nothing, {80, 20}, 2).come == 1);     // rounded down: where one is missing, not all come
        CHECK(advice(nothing, {100, 20}, 8).standby == 0);
        CHECK(advice(nothing, {0, 20}, 8).standby == 0);  // none expected, none advised
        // One evening on which half came does not turn the advice over; ten such evenings do.
        CHECK(advice({1, 10, 5}, {80, 20}, 8).standby == 4);  // 21 of 30 come: 8 / 0.7 = 11.4
        CHECK(advice({10, 200, 100}, {80, 20}, 8).standby == 8);
        CHECK(advice({10, 200, 100}, {80, 20}, 8).come == 4);
        CHECK(advice({10, 200, 200}, {80, 20}, 8).standby == 1);
        CHECK(advice({1, 500, 0}, {1, 1}, 8).standby == 8);  // never more than there are times
        CHECK(advice(nothing, {80, 20}, 0).standby == 0);
        for (int came = 0; came < 100; ++came)
            CHECK(advice({1, 100, came}, {80, 20}, 9).standby >= advice({1, 100, came + 1}, {80, 20}, 9).standby);
    }

    TEST_CASE("who could not have any slot, or has as many as are allowed, is not told that they stand by") {
        for (const auto* const why_not : {"never_there", "no_shared", "enough", "not_agreed"})
            CHECK_FALSE(stands_by({.state = MeetingState::waiting, .why = why_not}));
        for (const auto* const why_not : {"", "company_full", "person_busy", "shared_taken", "no_way"})
            CHECK(stands_by({.state = MeetingState::waiting, .why = why_not}));
        CHECK_FALSE(stands_by({.state = MeetingState::placed, .why = ""}));
    }

    TEST_CASE("the advice stands on the day only where the office has said what it expects") {
        for (const auto engine : test::engines()) {
            const Evening fair(engine);
            const auto board = fair.seen();
            REQUIRE(board.reserves.size() == 2);
            CHECK(board.reserves.front().placed == 4);
            CHECK(board.reserves.front().have == 0);
            CHECK(board.reserves.front().advice.standby == 1);
            fair.expects(0, "2026-03-05");
            CHECK(fair.seen().reserves.empty());
        }
    }

    TEST_CASE("who did not come frees the rest of their day, and who stands by moves up with half an hour to spare") {
        for (const auto engine : test::engines()) {
            Evening fair(engine);
            fair.seat();
            fair.publish(fair.id);
            // One more for the first company after its four slots are taken: stands by.
            const auto late = fair.with_card(7);
            fair.introduced(late);
            CHECK(fair.arrange(fair.id).waiting == 1);
            CHECK(fair.messages("interviews.standby") == 1);
            const auto plan = fair.planned(fair.id);
            const auto gone = fair.meeting(plan, fair.people[0], fair.other);  // half past one, and a quarter past two at the first company
            REQUIRE(gone.slot == 0);
            CHECK(why(fair.misses(gone.id)) == Refusal::hour_not_come);
            fair.at("2026-03-10T05:30:00Z");  // 13.30, the first slot begins: 14.15 is the only one not frozen
            REQUIRE(fair.misses(gone.id));
            CHECK(why(fair.misses(gone.id)) == Refusal::wrong_state);
            CHECK(fair.messages("interviews.missed") == 1);
            CHECK(fair.messages("interviews.called_off") == 0);
            fair.arrange(fair.id);
            const auto after = fair.planned(fair.id);
            CHECK(faults_of(after).empty());
            for (const auto& one : after.meetings) {
                if (one.file == gone.file) CHECK(one.state == MeetingState::removed);
                if (one.file == late) CHECK(one.slot == 3);
            }
            // By hand the one who did not come has no time either, and the database says so, too.
            const auto absent = *std::ranges::find(after.meetings, gone.id, &Appointment::id);
            auto forced = absent;
            forced.state = MeetingState::placed;
            forced.slot = gone.slot;
            forced.line = gone.line;
            CHECK_THROWS_AS(fair.write(fair.officer(), [&](sql::Transaction& tx,
                                                           const Context&) { store::keep(tx, std::vector{absent}, std::vector{forced}); }),
                            sql::Failure);
            // Came after all: waits again, and may have a time.
            REQUIRE(
                fair.write(fair.officer(), [&](sql::Transaction& tx, const Context& context) { return bring_back(tx, context, gone.id); }));
            const auto back = fair.planned(fair.id);
            CHECK_FALSE(std::ranges::find(back.guests, gone.file, &Guest::file)->is_missed);
        }
    }

    TEST_CASE("the attendance of a day is two numbers, kept once, and the next day is advised by them") {
        for (const auto engine : test::engines()) {
            Evening fair(engine);
            fair.publish(fair.id);
            CHECK(why(fair.closes()) == Refusal::hour_not_come);
            fair.at("2026-03-11T01:00:00Z");  // the morning after
            const auto lines = fair.read(fair.officer(), [](sql::Transaction& tx, const Context& context) { return days(tx, context); });
            CHECK(lines.size() == 1);  // it waits for its attendance
            REQUIRE(fair.misses(fair.first().id));
            REQUIRE(fair.closes());
            CHECK(why(fair.closes()) == Refusal::wrong_state);
            const auto plan = fair.planned(fair.id);
            CHECK(why(fair.misses(std::ranges::find(plan.meetings, MeetingState::placed, &Appointment::state)->id)) ==
                  Refusal::wrong_state);
            const auto& kept = plan.day;
            CHECK(kept.invited == 4);
            CHECK(kept.came == 3);
            CHECK(fair.read(fair.officer(), [](sql::Transaction& tx, const Context& context) { return days(tx, context); }).empty());
            const auto shows = fair.read(fair.officer(), [&](sql::Transaction& tx, const Context&) {
                return store::shows_of(tx, fair.office, placement::test_market::day("2026-03-12"), 12);
            });
            CHECK(shows.days == 1);
            CHECK(shows.invited == 4);
            CHECK(shows.came == 3);
            CHECK_FALSE(fair.write(fair.officer(),
                                   [&](sql::Transaction& tx, const Context&) { return store::keep_attendance(tx, fair.id, 9, 9); }));
        }
    }

    TEST_CASE("who reads the names of a day is in the journal once a date, however often the page is loaded") {
        for (const auto engine : test::engines()) {
            Evening fair(engine);
            fair.publish(fair.id);
            for (int load = 0; load < 5; ++load) REQUIRE(read_board(fair.officer(), fair.id));
            REQUIRE(fair.readings().size() == 1);
            CHECK(fair.readings().front().details == R"({"what":"day","people":4})");
            CHECK(fair.readings().front().actor == "account:11");
            for (int load = 0; load < 3; ++load) CHECK(read_company_days(fair.company()).size() == 1);
            CHECK(fair.readings().size() == 2);
            CHECK(fair.readings().front().details == R"({"what":"sheet","people":4})");
            for (int load = 0; load < 3; ++load) REQUIRE(read_papers(fair.officer(12), fair.id));
            CHECK(fair.readings().size() == 3);
            // One more person is one more row; so is another date.
            fair.introduced(fair.with_card(7));
            fair.arrange(fair.id);
            REQUIRE(read_board(fair.officer(), fair.id));
            CHECK(fair.readings().size() == 4);
            fair.at("2026-03-05T01:00:00Z");
            for (int load = 0; load < 3; ++load) REQUIRE(read_board(fair.officer(), fair.id));
            CHECK(fair.readings().size() == 5);
            // Whoever may not see the day reads no name, and leaves no row.
            auto far = fair.officer();
            far.actor.office = OfficeId{99};
            CHECK_FALSE(read_board(far, fair.id));
            CHECK(fair.readings().size() == 5);
        }
    }
}
