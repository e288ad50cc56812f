#include "modules/interviews/actions.hpp"

#include <algorithm>
#include <set>

#include "base/mix.hpp"
#include "base/text.hpp"
#include "modules/employers/actions.hpp"
#include "modules/interviews/access.hpp"
#include "modules/interviews/actions_company.hpp"
#include "modules/interviews/gate.hpp"
#include "modules/interviews/rules_plan.hpp"
#include "modules/interviews/store.hpp"
#include "modules/office/actions.hpp"
#include "modules/placement/actions_introduced.hpp"
#include "modules/placement/actions_referral.hpp"
#include "modules/registration/actions.hpp"
#include "platform/clock/clock.hpp"

namespace interviews {
namespace {

constexpr int days_shown = 60;
constexpr std::size_t place_max = 200;
constexpr int days_open = 14;  // that a day waits in the list for its attendance
constexpr int days_learned_from = 12;

int count(const std::vector<Appointment>& meetings, MeetingState state) {
    return static_cast<int>(std::ranges::count(meetings, state, &Appointment::state));
}

// Everybody who is introduced to one of the companies is on the day; who is no longer is not, unless their hour has come.
void refresh(sql::Transaction& tx, const Context& context, Plan& plan) {
    std::vector<placement::CandidacyId> introduced;
    for (const auto& company : plan.companies)
        for (const auto& one : placement::introduced_to(tx, context, company.employer)) {
            introduced.push_back(one.candidacy);
            store::add_guest(tx, plan.day, one.file);
            store::add_meeting(tx,
                               {.id = MeetingId{ids::next()},
                                .day = plan.day.id,
                                .company = company.id,
                                .file = one.file,
                                .candidacy = one.candidacy,
                                .why = ""},
                               plan.day.office);
        }
    plan.guests = store::guests(tx, plan.day.id);
    plan.meetings = store::meetings(tx, plan.day.id);
    plan.elsewhere = store::elsewhere(tx, plan.day);
    const int frozen = frozen_until(plan.day, now_at(tx, context, plan.day.office));
    auto now = plan.meetings;
    for (auto& one : now) {
        const bool is_in = std::ranges::find(introduced, one.candidacy) != introduced.end();
        if (one.state == MeetingState::over && is_in) one.state = MeetingState::waiting;
        if (is_in || (one.state != MeetingState::waiting && one.state != MeetingState::placed) || (one.slot >= 0 && one.slot < frozen))
            continue;
        one.state = MeetingState::over;
        one.slot = one.line = -1;
        one.why.clear();
    }
    store::keep(tx, plan.meetings, now);
    plan.meetings = std::move(now);
    ask_for_wishes(tx, context, plan);
}

struct OneMeeting {
    Plan plan;
    std::size_t at{};
};
Result<OneMeeting, Refusal> meeting_to_change(sql::Transaction& tx, const Context& context, MeetingId id) {
    const auto found = store::find_meeting(tx, id);
    if (!found) return Refusal::no_such_meeting;
    auto plan = to_arrange(tx, context, found->day);
    if (!plan) return plan.error() == Refusal::no_such_day ? Refusal::no_such_meeting : plan.error();
    const auto at = static_cast<std::size_t>(std::ranges::find(plan->meetings, id, &Appointment::id) - plan->meetings.begin());
    return OneMeeting{std::move(*plan), at};
}

Result<Done, Refusal> set_meeting(sql::Transaction& tx, const Context& context, MeetingId id, MeetingState from_a, MeetingState from_b,
                                  MeetingState to, std::string_view verb) {
    auto one = meeting_to_change(tx, context, id);
    if (!one) return one.error();
    auto meetings = one->plan.meetings;
    auto& meeting = meetings[one->at];
    if (meeting.state != from_a && meeting.state != from_b) return Refusal::wrong_state;
    meeting.state = to;
    auto& guest = *std::ranges::find(one->plan.guests, meeting.file, &Guest::file);
    if (to == MeetingState::waiting && guest.is_missed) {  // came after all
        store::set_missed(tx, one->plan.day.id, guest.file, {});
        guest.is_missed = false;
    }
    meeting.slot = meeting.line = -1;
    meeting.why.clear();
    keep_meetings(tx, context, one->plan, meetings);
    note(tx, context, one->plan.day, id, verb);
    return Done{};
}

Prior prior_of(sql::Transaction& tx, const InterviewDay& day) {
    const auto number = [&](std::string_view name) { return std::stoi(office::parameter(tx, day.office, name, day.date).value); };
    return {number("interview_show_percent"), number("interview_show_people")};
}

void add_reserves(sql::Transaction& tx, Board& board) {
    const auto& plan = board.plan;
    board.prior = prior_of(tx, plan.day);
    if (board.prior.percent == 0) return;
    board.shows = store::shows_of(tx, plan.day.office, plan.day.date, days_learned_from);
    for (const auto& company : plan.companies) {
        Reserve one{.company = company.id, .placed = 0, .have = 0, .advice = {}};
        for (const auto& meeting : plan.meetings) {
            if (meeting.company != company.id) continue;
            one.placed += meeting.state == MeetingState::placed;
            one.have += stands_by(meeting);
        }
        one.advice = advice(board.shows, board.prior, one.placed);
        if (one.placed > 0) board.reserves.push_back(one);
    }
}

}  // namespace

std::vector<DayLine> days(sql::Transaction& tx, const Context& context) {
    std::vector<DayLine> lines;
    const auto office = context.actor.office;
    if (!arranges_at(context, office)) return lines;
    const auto today = now_at(tx, context, office).date;
    for (auto& day : store::days_of(tx, office, today - days_open, today, days_shown)) {
        const auto meetings = store::meetings(tx, day.id);
        const auto companies = static_cast<int>(store::companies(tx, day.id).size());
        lines.push_back({std::move(day), companies, count(meetings, MeetingState::placed), count(meetings, MeetingState::waiting)});
    }
    return lines;
}

Result<DayId, Refusal> create_day(sql::Transaction& tx, const Context& context, InterviewDay day) {
    if (!arranges_at(context, context.actor.office)) return Refusal::no_such_day;
    const auto place = text::clean_line(day.place, place_max);
    if (!place) return Refusal::place_missing;
    day.id = DayId{ids::next()};
    day.office = context.actor.office;
    day.place = *place;
    day.state = DayState::draft;
    day.made_at = context.now;
    // The same date draws the same, so nobody makes the day again until it suits them.
    day.lottery = static_cast<std::int64_t>(
        mixed(static_cast<std::uint64_t>(day.office.value) ^ mixed(static_cast<std::uint64_t>(day.date.days))) >> 2);
    if (const auto wrong = unfit(day, now_at(tx, context, day.office).date)) return *wrong;
    store::add_day(tx, day, context.actor.audit_name());
    note(tx, context, day, "interviews.day_made", R"({"day":")" + day.date.iso() + "\"}");
    return day.id;
}

Result<Done, Refusal> add_company(sql::Transaction& tx, const Context& context, Company company) {
    const auto employer = employers::find_employer(tx, context, company.employer);
    if (!employer || employer->office != context.actor.office || employer->state != employers::EmployerState::verified)
        return Refusal::no_such_company;
    if (context.actor.account && placement::has_interest(tx, context, company.employer)) return Refusal::has_interest;
    auto plan = to_arrange(tx, context, company.day);
    if (!plan) return plan.error();
    if (const auto wrong = unfit(plan->day, company)) return *wrong;
    company.id = CompanyId{ids::next()};
    if (!store::add_company(tx, company, plan->day.office, context.actor.audit_name())) return Refusal::company_there;
    plan->companies = store::companies(tx, plan->day.id);
    refresh(tx, context, *plan);
    note(tx, context, plan->day, "interviews.company_added", R"({"employer":")" + company.employer.text() + "\"}");
    return Done{};
}

std::optional<Board> board(sql::Transaction& tx, const Context& context, DayId id) {
    auto plan = find_plan(tx, id);
    const auto office = plan ? office::find_office(tx, plan->day.office) : std::nullopt;
    if (!office || !arranges_at(context, plan->day.office)) return {};
    Board made{.office = *office,
               .plan = std::move(*plan),
               .companies = {},
               .people = {},
               .reserves = {},
               .shows = {},
               .prior = {},
               .has_interest = false,
               .to_add = {}};
    add_reserves(tx, made);
    for (const auto& company : made.plan.companies) made.companies[company.id] = company_name(tx, context, company);
    for (const auto& guest : made.plan.guests)
        if (const auto file = registration::find_outline(tx, guest.file)) made.people[guest.file] = file->name;
    made.has_interest = has_tie(tx, context, made.plan.companies);
    for (const auto& one : placement::companies_with_introduced(tx, context))
        if (std::ranges::find(made.plan.companies, one.employer, &Company::employer) == made.plan.companies.end())
            made.to_add.emplace_back(one.employer, one.name + " (" + std::to_string(one.people) + ")");
    return made;
}

std::optional<Board> read_board(const Context& context, DayId id) {
    auto made = context.platform.database.read([&](sql::Transaction& tx) { return board(tx, context, id); });
    if (made) note_reading(context, made->office, made->plan.day, Read::day, static_cast<int>(made->people.size()));
    return made;
}

std::optional<Papers> read_papers(const Context& context, DayId id) {
    auto made = context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Papers> {
        auto seen = board(tx, context, id);
        if (!seen) return {};
        // On paper only what has a time.
        std::erase_if(seen->plan.meetings, [](const Appointment& one) { return one.state != MeetingState::placed; });
        std::vector<CompanyDay> sheets;
        for (const auto& company : seen->plan.companies)
            if (auto sheet = sheet_of(tx, context, company.id, seen->plan); sheet && !sheet->meetings.empty())
                sheets.push_back(std::move(*sheet));
        return Papers{std::move(*seen), std::move(sheets)};
    });
    if (!made) return made;
    std::set<registration::ApplicationId> people;
    for (const auto& one : made->board.plan.meetings) people.insert(one.file);
    note_reading(context, made->board.office, made->board.plan.day, Read::print, static_cast<int>(people.size()));
    return made;
}

Result<Arranged, Refusal> arrange(const Context& context, DayId id) {
    const auto plan = context.platform.database.write([&](sql::Transaction& tx) -> Result<Plan, Refusal> {
        auto held = to_arrange(tx, context, id);
        if (!held) return held.error();
        if (held->companies.empty()) return Refusal::no_company;
        refresh(tx, context, *held);
        if (held->meetings.empty()) return Refusal::nobody_introduced;
        return std::move(*held);
    });
    if (!plan) return plan.error();
    const auto now = context.platform.database.read([&](sql::Transaction& tx) { return now_at(tx, context, plan->day.office); });
    const auto meetings = arranged(*plan, now);
    return context.platform.database.write([&](sql::Transaction& tx) -> Result<Arranged, Refusal> {
        auto held = *plan;
        if (!store::hold(tx, held.day, context.actor.audit_name())) return Refusal::changed_meanwhile;
        ++held.day.version;
        if (!are_alone(tx, held, meetings)) return Refusal::changed_meanwhile;
        store::set_arranged(tx, id, context.now);
        keep_meetings(tx, context, held, meetings);
        const Arranged made{count(meetings, MeetingState::placed), count(meetings, MeetingState::waiting)};
        note(tx, context, held.day, "interviews.arranged",
             R"({"placed":)" + std::to_string(made.placed) + R"(,"waiting":)" + std::to_string(made.waiting) + "}");
        return made;
    });
}

Result<Done, Refusal> move(sql::Transaction& tx, const Context& context, MeetingId id, int slot) {
    const auto one = meeting_to_change(tx, context, id);
    if (!one) return one.error();
    auto meetings = one->plan.meetings;
    auto& meeting = meetings[one->at];
    if (meeting.state != MeetingState::placed && meeting.state != MeetingState::waiting) return Refusal::wrong_state;
    const auto spot = spot_for(one->plan, id, slot, now_at(tx, context, one->plan.day.office));
    if (spot.refusal) return *spot.refusal;
    meeting.state = MeetingState::placed;
    meeting.slot = slot;
    meeting.line = spot.line;
    meeting.why.clear();
    if (!are_alone(tx, one->plan, meetings)) return Refusal::changed_meanwhile;
    keep_meetings(tx, context, one->plan, meetings);
    store::set_arranged(tx, one->plan.day.id, context.now);
    note(tx, context, one->plan.day, id, "interviews.moved");
    return Done{};
}

Result<Done, Refusal> remove(sql::Transaction& tx, const Context& context, MeetingId id) {
    return set_meeting(tx, context, id, MeetingState::placed, MeetingState::waiting, MeetingState::removed, "interviews.removed");
}

Result<Done, Refusal> bring_back(sql::Transaction& tx, const Context& context, MeetingId id) {
    return set_meeting(tx, context, id, MeetingState::removed, MeetingState::cannot_come, MeetingState::waiting, "interviews.brought_back");
}

Result<Done, Refusal> mark_missed(sql::Transaction& tx, const Context& context, MeetingId id) {
    const auto found = store::find_meeting(tx, id);
    if (!found) return Refusal::no_such_meeting;
    auto plan = to_note_attendance(tx, context, found->day);
    if (!plan) return plan.error() == Refusal::no_such_day ? Refusal::no_such_meeting : plan.error();
    const auto now = now_at(tx, context, plan->day.office);
    if (found->state != MeetingState::placed) return Refusal::wrong_state;
    if (now.date < plan->day.date || (now.date == plan->day.date && now.time < begins(plan->day, found->slot)))
        return Refusal::hour_not_come;
    auto meetings = plan->meetings;
    for (auto& one : meetings) {
        if (one.file != found->file || (one.state != MeetingState::placed && one.state != MeetingState::waiting)) continue;
        one.state = MeetingState::removed;
        one.slot = one.line = -1;
        one.why.clear();
    }
    std::ranges::find(plan->guests, found->file, &Guest::file)->is_missed = true;
    store::set_missed(tx, plan->day.id, found->file, context.now);
    keep_meetings(tx, context, *plan, meetings);
    note(tx, context, plan->day, id, "interviews.missed");
    return Done{};
}

Result<Done, Refusal> close_attendance(sql::Transaction& tx, const Context& context, DayId id) {
    const auto plan = to_note_attendance(tx, context, id);
    if (!plan) return plan.error();
    if (!has_last_begun(*plan, now_at(tx, context, plan->day.office))) return Refusal::hour_not_come;
    const auto seen = attendance_of(*plan);
    if (seen.invited == 0) return Refusal::wrong_state;
    if (!store::keep_attendance(tx, id, seen.invited, seen.came)) return Refusal::wrong_state;
    note(tx, context, plan->day, "interviews.attendance_kept",
         R"({"invited":)" + std::to_string(seen.invited) + R"(,"came":)" + std::to_string(seen.came) + "}");
    return Done{};
}

Result<Done, Refusal> set_guest(sql::Transaction& tx, const Context& context, DayId id, const Guest& guest) {
    auto plan = to_arrange(tx, context, id);
    if (!plan) return plan.error();
    const auto known = std::ranges::find(plan->guests, guest.file, &Guest::file);
    if (known == plan->guests.end()) return Refusal::no_such_meeting;
    if (guest.from < plan->day.starts || guest.until > plan->day.ends || guest.from > guest.until) return Refusal::hours_unfit;
    if (guest.needs < 0 || guest.needs > (needs_interpreter | needs_quiet_room)) return Refusal::numbers_unfit;
    known->from = guest.from;
    known->until = guest.until;
    known->needs = guest.needs;
    // What they need is arranged anew, so all of theirs wait.
    auto meetings = plan->meetings;
    for (auto& one : meetings)
        if (one.file == guest.file && one.state == MeetingState::placed) {
            one.state = MeetingState::waiting;
            one.slot = one.line = -1;
        }
    keep_meetings(tx, context, *plan, meetings);
    store::set_guest(tx, id, guest);
    note(tx, context, plan->day, "interviews.guest_set", R"({"application":")" + guest.file.text() + "\"}");
    return Done{};
}

Result<Done, Refusal> publish(sql::Transaction& tx, const Context& context, DayId id) {
    auto plan = to_arrange(tx, context, id);
    if (!plan) return plan.error();
    if (plan->day.state != DayState::draft) return Refusal::wrong_state;
    if (!plan->day.arranged_at || count(plan->meetings, MeetingState::placed) == 0) return Refusal::not_arranged;
    store::set_state(tx, id, DayState::published, context.now);
    plan->day.state = DayState::published;
    tell_guests(tx, context, *plan);
    tell_companies(tx, context, *plan, "interviews.company_day");
    note(tx, context, plan->day, "interviews.published");
    return Done{};
}

Result<Done, Refusal> cancel(sql::Transaction& tx, const Context& context, DayId id) {
    auto plan = to_arrange(tx, context, id);
    if (!plan) return plan.error();
    auto meetings = plan->meetings;
    for (auto& one : meetings) {
        if (one.state != MeetingState::placed && one.state != MeetingState::waiting) continue;
        one.state = MeetingState::removed;
        one.slot = one.line = -1;
        one.why.clear();
    }
    keep_meetings(tx, context, *plan, meetings);
    if (plan->day.state == DayState::published) tell_companies(tx, context, *plan, "interviews.company_called_off");
    store::set_state(tx, id, DayState::cancelled, context.now);
    note(tx, context, plan->day, "interviews.cancelled");
    return Done{};
}

void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults) {
    for (const auto id : store::published_from(tx, Date{}))
        if (const auto plan = find_plan(tx, id); plan && !faults_of(*plan).empty())
            faults.push_back("interviews_day " + id.text() + ": somebody is in two places, or a line is taken twice");
}

}  // namespace interviews
