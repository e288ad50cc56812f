#include <algorithm>
#include <set>

#include "modules/interviews/actions.hpp"
#include "modules/interviews/actions_company.hpp"
#include "modules/interviews/actions_own.hpp"
#include "modules/interviews/rules_plan.hpp"
#include "modules/interviews/store.hpp"
#include "modules/interviews/tests/fixture.hpp"

using namespace interviews;
using namespace interviews::test_fair;
using placement::test_market::day;
using placement::test_market::Market;

TEST_SUITE("interviews actions") {
    TEST_CASE("everybody who is introduced gets a quarter of an hour, with a gap, and is told once the day is published") {
        for (const auto engine : test::engines()) {
            Fair fair(engine);
            const auto id = fair.with_both();
            const auto done = fair.arrange(id);
            CHECK(done.placed == 6);
            CHECK(done.waiting == 0);
            CHECK(faults_of(fair.planned(id)).empty());
            CHECK(fair.messages("interviews.scheduled") == 0);
            CHECK(fair.read(fair.person(fair.people[0]), [](sql::Transaction& tx, const Context& context) { return own_days(tx, context); })
                      .empty());
            fair.publish(id);
            CHECK(fair.messages("interviews.scheduled") == 4);
            const auto own =
                fair.read(fair.person(fair.people[0]), [](sql::Transaction& tx, const Context& context) { return own_days(tx, context); });
            REQUIRE(own.size() == 1);
            CHECK(own.front().meetings.size() == 2);
            CHECK(own.front().meetings.front().title == "Juru las");
            const auto sheet =
                fair.read(fair.company(), [](sql::Transaction& tx, const Context& context) { return company_days(tx, context); });
            REQUIRE(sheet.size() == 1);
            CHECK(sheet.front().meetings.size() == 4);
            CHECK_FALSE(sheet.front().meetings.front().name.empty());
        }
    }

    TEST_CASE("a day that is too short says who waits and why, and nobody is dropped") {
        for (const auto engine : test::engines()) {
            Fair fair(engine);
            const auto id = fair.made(Mode::office, "14:00");
            REQUIRE(fair.invite(id, fair.employer));
            const auto done = fair.arrange(id);
            CHECK(done.placed == 2);
            CHECK(done.waiting == 2);
            for (const auto& one : fair.planned(id).meetings)
                if (one.state == MeetingState::waiting) CHECK(one.why == "company_full");
        }
    }

    TEST_CASE("who cannot come frees the slot, and who waits moves up while the others stay") {
        for (const auto engine : test::engines()) {
            Fair fair(engine);
            const auto id = fair.short_day_of(fair.employer);
            CHECK(fair.messages("interviews.standby") == 2);
            const auto before = fair.planned(id);
            const auto gone = *std::ranges::find(before.meetings, MeetingState::placed, &Appointment::state);
            const auto stranger = *std::ranges::find_if(fair.people, [&](ApplicationId one) { return one != gone.file; });
            CHECK(why(fair.says_cannot_come(stranger, gone.id)) == Refusal::no_such_meeting);
            REQUIRE(fair.says_cannot_come(gone.file, gone.id));
            CHECK(why(fair.says_cannot_come(gone.file, gone.id)) == Refusal::wrong_state);
            CHECK(placed(fair.planned(id)) == 1);
            const auto done = fair.arrange(id);
            CHECK(done.placed == 2);
            CHECK(done.waiting == 1);
            CHECK(fair.messages("interviews.scheduled") == 3);
            CHECK(fair.messages("interviews.changed") == 0);
            const auto after = fair.planned(id);
            for (const auto& one : before.meetings)
                if (one.state == MeetingState::placed && one.id != gone.id)
                    CHECK(std::ranges::find(after.meetings, one.id, &Appointment::id)->slot == one.slot);
        }
    }

    TEST_CASE("what begins within two slots is not moved, whatever the rest of the day needs") {
        for (const auto engine : test::engines()) {
            Fair fair(engine);
            const auto id = fair.with_both();
            fair.arrange(id);
            fair.publish(id);
            const auto plan = fair.planned(id);
            const LocalTime before{plan.day.date, *TimeOfDay::parse("12:00"), Zone::wita};
            CHECK(frozen_until(plan.day, before) == 0);
            CHECK(frozen_until(plan.day, {plan.day.date, *TimeOfDay::parse("13:10"), Zone::wita}) == 2);
            CHECK(frozen_until(plan.day, {plan.day.date, *TimeOfDay::parse("13:30"), Zone::wita}) == 3);
            auto crowded = plan;
            for (auto& guest : crowded.guests) guest.needs = needs_interpreter;
            crowded.day.interpreters = 1;
            const auto now = LocalTime{plan.day.date, *TimeOfDay::parse("13:30"), Zone::wita};
            const auto after = arranged(crowded, now);
            for (std::size_t m = 0; m < after.size(); ++m)
                if (plan.meetings[m].slot >= 0 && plan.meetings[m].slot < 3) CHECK(after[m].slot == plan.meetings[m].slot);
        }
    }

    TEST_CASE("by hand a meeting goes only where nothing speaks against it") {
        for (const auto engine : test::engines()) {
            Fair fair(engine);
            const auto id = fair.with_both();
            fair.arrange(id);
            const auto plan = fair.planned(id);
            const auto& sari = fair.meeting(plan, fair.people[0], fair.employer);
            const auto& with_other = fair.meeting(plan, fair.people[0], fair.other);
            const auto move_to = [&](MeetingId meeting, int slot) {
                return fair.write(fair.officer(),
                                  [&](sql::Transaction& tx, const Context& context) { return move(tx, context, meeting, slot); });
            };
            // All four slots of the first company are taken; the person is elsewhere, or too near, at their own others.
            for (int slot = 0; slot < 4; ++slot)
                if (slot != sari.slot) CHECK(why(move_to(sari.id, slot)) == Refusal::slot_taken);
            // Nobody else is at the second company any more, so only the person's own other meeting speaks against it.
            const auto& second_with_other = fair.meeting(plan, fair.people[1], fair.other);
            REQUIRE(fair.write(fair.officer(),
                               [&](sql::Transaction& tx, const Context& context) { return remove(tx, context, second_with_other.id); }));
            CHECK(why(move_to(with_other.id, sari.slot)) == Refusal::person_elsewhere);
            CHECK(why(move_to(sari.id, 4)) == Refusal::company_not_there);
            const LocalTime on_the_day{plan.day.date, *TimeOfDay::parse("13:45"), Zone::wita};
            for (int slot = 0; slot < 2; ++slot) CHECK(spot_for(plan, with_other.id, slot, on_the_day).refusal == Refusal::hour_has_come);
            const auto free = std::ranges::find_if(plan.meetings, [&](const Appointment& one) { return one.file == fair.people[3]; });
            REQUIRE(
                fair.write(fair.officer(), [&](sql::Transaction& tx, const Context& context) { return remove(tx, context, free->id); }));
            const int gone = free->slot;
            const auto mover = std::ranges::find_if(plan.meetings, [&](const Appointment& one) { return one.file == fair.people[2]; });
            REQUIRE(move_to(mover->id, gone));
            REQUIRE(fair.write(fair.officer(),
                               [&](sql::Transaction& tx, const Context& context) { return bring_back(tx, context, free->id); }));
            CHECK(fair.arrange(id).placed == 5);
        }
    }

    TEST_CASE("somebody's hours and interpreter are kept: they are never called when they are not there") {
        for (const auto engine : test::engines()) {
            Fair fair(engine);
            const auto id = fair.with_both();
            fair.arrange(id);
            const Guest guest{.file = fair.people[0],
                              .from = *TimeOfDay::parse("14:00"),
                              .until = *TimeOfDay::parse("14:30"),
                              .needs = needs_interpreter,
                              .told = ""};
            REQUIRE(fair.write(fair.officer(),
                               [&](sql::Transaction& tx, const Context& context) { return set_guest(tx, context, id, guest); }));
            fair.arrange(id);
            for (const auto& one : fair.planned(id).meetings)
                if (one.file == fair.people[0]) CHECK(one.why == "no_shared");  // the day has no interpreter
            CHECK(faults_of(fair.planned(id)).empty());
        }
    }

    TEST_CASE("an officer with a tie to one of the companies neither invites nor arranges; a colleague does") {
        for (const auto engine : test::engines()) {
            Fair fair(engine);
            const auto id = fair.made();
            fair.ties(11, fair.employer);
            CHECK(why(fair.invite(id, fair.employer)) == Refusal::has_interest);
            REQUIRE(fair.invite(id, fair.employer, 12));
            CHECK(why(interviews::arrange(fair.officer(11), id)) == Refusal::has_interest);
            CHECK(fair.arrange(id, 12).placed == 4);
        }
    }

    TEST_CASE("where the rule is out the database still says no: ties, two places, a line that is not there") {
        for (const auto engine : test::engines()) {
            Fair fair(engine);
            const auto id = fair.with_both();
            fair.arrange(id);
            const auto plan = fair.planned(id);
            const auto by = [&](const Context& as, const Appointment& one, int slot, int line) {
                return fair.write(as, [&](sql::Transaction& tx, const Context&) {
                    auto moved = one;
                    moved.slot = slot;
                    moved.line = line;
                    store::keep(tx, {one}, {moved});
                });
            };
            const auto& sari = fair.meeting(plan, fair.people[0], fair.employer);
            const auto& with_other = fair.meeting(plan, fair.people[0], fair.other);
            CHECK_THROWS_AS(by(fair.officer(), with_other, sari.slot, 0), sql::Failure);         // two places
            CHECK_THROWS_AS(by(fair.officer(), sari, sari.slot == 0 ? 1 : 0, 0), sql::Failure);  // the line is taken
            CHECK_THROWS_AS(by(fair.officer(), sari, sari.slot, 1), sql::Failure);               // the company has one line
            CHECK_THROWS_AS(by(fair.officer(), sari, 4, 0), sql::Failure);                       // after the end
            fair.ties(11, fair.employer);
            const auto held_by = [&](std::string_view who) {
                return fair.write(fair.officer(),
                                  [&](sql::Transaction& tx, const Context&) { return store::hold(tx, fair.planned(id).day, who); });
            };
            CHECK_THROWS_AS((void)held_by("account:11"), sql::Failure);
            CHECK(held_by("account:12"));
        }
    }

    TEST_CASE("two days at the same hours do not call anybody to both, whatever the statement says") {
        for (const auto engine : test::engines()) {
            Fair fair(engine);
            const auto first = fair.made(Mode::office, "14:00");
            REQUIRE(fair.invite(first, fair.employer));
            CHECK(fair.arrange(first).placed == 2);
            const auto second = fair.made(Mode::office, "14:00");
            REQUIRE(fair.invite(second, fair.other));
            fair.arrange(second);
            const auto plan = fair.planned(second);
            CHECK(faults_of(plan).empty());
            for (const auto& there : fair.planned(first).meetings)
                for (const auto& here : plan.meetings)
                    if (there.file == here.file && there.slot >= 0) CHECK(there.slot != here.slot);
            const auto on_first = fair.planned(first).meetings;
            const auto there = *std::ranges::find_if(on_first, [](const Appointment& one) { return one.slot >= 0; });
            // Who is on the first day is put on the second one by force.
            REQUIRE(fair.invite(second, fair.employer));
            const auto again = fair.meeting(fair.planned(second), there.file, fair.employer);
            auto forced = again;
            forced.state = MeetingState::placed;
            forced.slot = there.slot;
            forced.line = 0;
            CHECK_THROWS_AS(fair.write(fair.officer(), [&](sql::Transaction& tx,
                                                           const Context&) { store::keep(tx, std::vector{again}, std::vector{forced}); }),
                            sql::Failure);
        }
    }

    TEST_CASE("two officers who arrange at the same time do not overwrite each other") {
        for (const auto engine : test::engines()) {
            Fair fair(engine);
            const auto id = fair.with_both();
            const auto stale = fair.planned(id).day;
            fair.arrange(id);
            CHECK_FALSE(
                fair.write(fair.officer(), [&](sql::Transaction& tx, const Context&) { return store::hold(tx, stale, "account:12"); }));
        }
    }

    TEST_CASE("where both sides order each other, nobody is kept from whom both would rather meet") {
        for (const auto engine : test::engines()) {
            Fair fair(engine);
            const auto id = fair.made(Mode::mutual, "14:00");
            REQUIRE(fair.invite(id, fair.employer));
            const auto company = fair.planned(id).companies.front().id;
            // Two slots for four people: the company would rather meet the last two, and not the first.
            CHECK(fair.messages("interviews.choose") == 4);
            CHECK(fair.messages("interviews.company_chooses") == 1);
            const std::vector<Wish> ranks{
                {fair.people[0], company, 0}, {fair.people[1], company, 3}, {fair.people[2], company, 2}, {fair.people[3], company, 1}};
            REQUIRE(fair.write(fair.company(),
                               [&](sql::Transaction& tx, const Context& context) { return rank(tx, context, company, ranks); }));
            CHECK(why(fair.write(fair.company(72), [&](sql::Transaction& tx, const Context& context) {
                      return rank(tx, context, company, ranks);
                  })) == Refusal::no_such_day);
            REQUIRE(fair.write(fair.person(fair.people[1]),
                               [&](sql::Transaction& tx, const Context& context) { return wish(tx, context, id, {company}); }));
            CHECK(why(fair.write(fair.person(fair.people[1]), [&](sql::Transaction& tx, const Context& context) {
                      return wish(tx, context, id, {company, company});
                  })) == Refusal::wishes_unfit);
            CHECK(fair.arrange(id).placed == 2);
            const auto plan = fair.planned(id);
            CHECK(fair.meeting(plan, fair.people[2], fair.employer).state == MeetingState::placed);
            CHECK(fair.meeting(plan, fair.people[3], fair.employer).state == MeetingState::placed);
            CHECK(fair.meeting(plan, fair.people[0], fair.employer).why == "not_agreed");
            fair.publish(id);
            CHECK(why(fair.write(fair.company(), [&](sql::Transaction& tx, const Context& context) {
                      return rank(tx, context, company, ranks);
                  })) == Refusal::wrong_state);
        }
    }

    TEST_CASE("who withdraws is on no list any more, and their slot goes to somebody else") {
        for (const auto engine : test::engines()) {
            Fair fair(engine);
            const auto id = fair.short_day_of(fair.employer);
            const auto before = fair.planned(id);
            const auto gone = *std::ranges::find(before.meetings, MeetingState::placed, &Appointment::state);
            REQUIRE(fair.write(fair.person(gone.file), [&](sql::Transaction& tx, const Context& context) {
                return placement::withdraw(tx, context, gone.candidacy);
            }));
            const auto sheet =
                fair.read(fair.company(), [](sql::Transaction& tx, const Context& context) { return company_days(tx, context); });
            for (const auto& one : sheet.front().meetings) CHECK(one.name.empty() == (one.meeting.id == gone.id));
            CHECK(fair.arrange(id).placed == 2);
            const auto after = fair.planned(id);
            CHECK(std::ranges::find(after.meetings, gone.id, &Appointment::id)->state == MeetingState::over);
            CHECK(fair.messages("interviews.called_off") == 1);
        }
    }

    TEST_CASE("a day that is called off is told to everybody who had a time") {
        for (const auto engine : test::engines()) {
            Fair fair(engine);
            const auto id = fair.with_both();
            fair.arrange(id);
            fair.publish(id);
            REQUIRE(fair.write(fair.officer(), [&](sql::Transaction& tx, const Context& context) { return cancel(tx, context, id); }));
            CHECK(fair.messages("interviews.called_off") == 4);
            CHECK(fair.messages("interviews.company_day") == 2);
            CHECK(fair.messages("interviews.company_called_off") == 2);
            CHECK(why(interviews::arrange(fair.officer(), id)) == Refusal::wrong_state);
        }
    }

    TEST_CASE("officers of another office, companies and people see nothing of the day that is not theirs") {
        for (const auto engine : test::engines()) {
            Fair fair(engine);
            const auto id = fair.with_both();
            fair.arrange(id);
            fair.publish(id);
            auto far = fair.officer();
            far.actor.office = OfficeId{99};
            const auto is_seen = [&](const Context& as) {
                return fair.read(as, [&](sql::Transaction& tx, const Context& context) { return board(tx, context, id).has_value(); });
            };
            CHECK(is_seen(fair.officer()));
            CHECK_FALSE(is_seen(far));
            CHECK_FALSE(is_seen(fair.company()));
            CHECK_FALSE(is_seen(fair.person(fair.people[0])));
            CHECK(why(interviews::arrange(far, id)) == Refusal::no_such_day);
            const auto outsider = fair.with_card(9);
            CHECK(fair.read(fair.person(outsider), [](sql::Transaction& tx, const Context& context) { return own_days(tx, context); })
                      .empty());
        }
    }

    TEST_CASE("a day in the past, without a place, or of no length cannot be made") {
        for (const auto engine : test::engines()) {
            Market market(engine);
            InterviewDay typed;
            typed.date = day("2026-03-10");
            typed.starts = *TimeOfDay::parse("13:30");
            typed.ends = *TimeOfDay::parse("14:30");
            typed.place = "Job Café";
            const auto tried = [&](const InterviewDay& one) {
                return market.write(market.officer(),
                                    [&](sql::Transaction& tx, const Context& context) { return create_day(tx, context, one); });
            };
            CHECK(tried(typed));
            auto wrong = typed;
            wrong.date = day("2026-03-02");
            CHECK(why(tried(wrong)) == Refusal::date_unfit);
            wrong = typed;
            wrong.place = " ";
            CHECK(why(tried(wrong)) == Refusal::place_missing);
            wrong = typed;
            wrong.ends = wrong.starts;
            CHECK(why(tried(wrong)) == Refusal::hours_unfit);
            wrong = typed;
            wrong.slot_minutes = 0;
            CHECK(why(tried(wrong)) == Refusal::numbers_unfit);
        }
    }
}
