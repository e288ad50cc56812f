#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "modules/interviews/actions.hpp"
#include "modules/interviews/actions_own.hpp"
#include "modules/interviews/gate.hpp"
#include "modules/placement/actions_referral.hpp"
#include "modules/placement/tests/fixture.hpp"

namespace interviews::test_fair {

using placement::test_market::Market;
using placement::test_market::why;
using registration::ApplicationId;

// Balikpapan, Tuesday 3 March 2026: two companies, and four people who agreed to meet the first.
struct Fair : Market {
    explicit Fair(sql::Engine engine) : Market(engine) {
        for (int number = 1; number <= 4; ++number) {
            people.push_back(with_card(number, number % 2 == 0));
            candidacies.push_back(introduced(people.back()));
        }
        other = settled("PT Contoh Lain", AccountId{72});
        other_vacancy = published(other, 2, 0);
        for (int at = 0; at < 2; ++at) introduce_to_other(people[static_cast<std::size_t>(at)]);
    }

    void introduce_to_other(ApplicationId file) const {
        const auto done = apply(file, other_vacancy);
        REQUIRE(done);
        REQUIRE(write(company(72), [&](sql::Transaction& tx, const Context& context) { return placement::invite(tx, context, done->id); }));
        REQUIRE(write(person(file), [&](sql::Transaction& tx, const Context& context) { return placement::agree(tx, context, done->id); }));
    }

    // Half past one to half past two: four slots of a quarter of an hour.
    DayId made(Mode mode = Mode::office, std::string_view ends = "14:30") const {
        InterviewDay typed;
        typed.date = placement::test_market::day("2026-03-10");
        typed.starts = *TimeOfDay::parse("13:30");
        typed.ends = *TimeOfDay::parse(ends);
        typed.place = "Job Café Sahabat";
        typed.mode = mode;
        const auto id = write(officer(), [&](sql::Transaction& tx, const Context& context) { return create_day(tx, context, typed); });
        REQUIRE(id);
        return *id;
    }
    Result<Done, Refusal> invite(DayId id, employers::EmployerId whom, std::int64_t account = 11) const {
        Company one;
        one.day = id;
        one.employer = whom;
        const auto plan = planned(id);
        one.from = plan.day.starts;
        one.until = plan.day.ends;
        return write(officer(account), [&](sql::Transaction& tx, const Context& context) { return add_company(tx, context, one); });
    }
    DayId with_both(Mode mode = Mode::office) const {
        const auto id = made(mode);
        REQUIRE(invite(id, employer));
        REQUIRE(invite(id, other));
        return id;
    }
    Plan planned(DayId id) const {
        return read(house.system(), [&](sql::Transaction& tx, const Context&) { return *find_plan(tx, id); });
    }
    Arranged arrange(DayId id, std::int64_t account = 11) const {
        const auto done = interviews::arrange(officer(account), id);
        REQUIRE(done);
        return *done;
    }
    void publish(DayId id) const {
        REQUIRE(write(officer(), [&](sql::Transaction& tx, const Context& context) { return interviews::publish(tx, context, id); }));
    }
    // Two slots of one company, arranged and published.
    DayId short_day_of(employers::EmployerId whom) const {
        const auto id = made(Mode::office, "14:00");
        REQUIRE(invite(id, whom));
        arrange(id);
        publish(id);
        return id;
    }
    const Appointment& meeting(const Plan& plan, ApplicationId file, employers::EmployerId whom) const {
        const auto company = std::ranges::find(plan.companies, whom, &Company::employer)->id;
        return *std::ranges::find_if(plan.meetings, [&](const Appointment& one) { return one.file == file && one.company == company; });
    }
    Result<Done, Refusal> says_cannot_come(ApplicationId file, MeetingId id) const {
        return write(person(file), [&](sql::Transaction& tx, const Context& context) { return say_cannot_come(tx, context, id); });
    }
    void ties(std::int64_t account, employers::EmployerId whom) const {
        REQUIRE(write(officer(account), [&](sql::Transaction& tx, const Context& context) {
            return placement::declare_interest(tx, context, whom, "Perusahaan ipar saya");
        }));
    }

    std::vector<ApplicationId> people;
    std::vector<placement::CandidacyId> candidacies;
    employers::EmployerId other;
    vacancies::VacancyId other_vacancy;
};

inline int placed(const Plan& plan) {
    return static_cast<int>(std::ranges::count(plan.meetings, MeetingState::placed, &Appointment::state));
}

}  // namespace interviews::test_fair
