#include "modules/interviews/rules_plan.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "modules/interviews/rules_mutual.hpp"

namespace interviews {
namespace {

constexpr int slots_frozen = 2;
constexpr int days_ahead = 366;

constexpr std::array modes{std::pair{Mode::office, "office"}, std::pair{Mode::mutual, "mutual"}};
constexpr std::array day_states{std::pair{DayState::draft, "draft"}, std::pair{DayState::published, "published"},
                                std::pair{DayState::cancelled, "cancelled"}};
constexpr std::array meeting_states{std::pair{MeetingState::waiting, "waiting"}, std::pair{MeetingState::placed, "placed"},
                                    std::pair{MeetingState::cannot_come, "cannot_come"}, std::pair{MeetingState::removed, "removed"},
                                    std::pair{MeetingState::over, "over"}};

template <class E, std::size_t N>
std::string_view code_in(const std::array<std::pair<E, const char*>, N>& list, E one) {
    return std::ranges::find(list, one, &std::pair<E, const char*>::first)->second;
}
template <class E, std::size_t N>
std::optional<E> named_in(const std::array<std::pair<E, const char*>, N>& list, std::string_view code) {
    for (const auto& [one, name] : list)
        if (code == name) return one;
    return {};
}

template <class Rows, class Key, class Projection>
std::uint32_t index_of(const Rows& rows, Key key, Projection projection) {
    return static_cast<std::uint32_t>(std::ranges::find(rows, key, projection) - rows.begin());
}

bool is_in_play(const Appointment& one) { return one.state == MeetingState::waiting || one.state == MeetingState::placed; }

bool is_within(const InterviewDay& day, int slot, TimeOfDay from, TimeOfDay until) {
    return begins(day, slot) >= from && begins(day, slot + 1) <= until;
}

Wishes wishes_of(const Plan& plan) {
    Wishes wishes;
    wishes.lottery = static_cast<std::uint64_t>(plan.day.lottery);
    for (const auto& company : plan.companies) {
        int open = 0;
        for (int slot = 0; slot < slots_of(plan.day); ++slot)
            open += is_within(plan.day, slot, company.from, company.until) ? company.lines : 0;
        wishes.company_most.push_back(open);
        // Who was not put in order by the company comes after those who were.
        wishes.of_company.emplace_back(plan.guests.size(), 9);
    }
    for (const auto& rank : plan.ranks)
        wishes.of_company[index_of(plan.companies, rank.company, &Company::id)][index_of(plan.guests, rank.file, &Guest::file)] =
            rank.place;
    for (const auto& guest : plan.guests) {
        std::vector<std::pair<int, std::uint32_t>> order;
        for (const auto& meeting : plan.meetings) {
            if (meeting.file != guest.file || !is_in_play(meeting)) continue;
            int place = 100;  // not named: after those that are, the longest wait first
            for (const auto& wish : plan.wishes)
                if (wish.file == guest.file && wish.company == meeting.company) place = wish.place;
            order.emplace_back(place, index_of(plan.companies, meeting.company, &Company::id));
        }
        std::ranges::stable_sort(order, {}, &std::pair<int, std::uint32_t>::first);
        wishes.of_person.emplace_back();
        for (const auto& [place, company] : order) wishes.of_person.back().push_back(company);
        wishes.person_most.push_back(plan.day.most_each);
        wishes.person_key.push_back(static_cast<std::uint64_t>(guest.file.value));
    }
    return wishes;
}

std::vector<Appointment> with(const Plan& plan, const Chosen& those, const Day& day, const Schedule& schedule) {
    auto meetings = plan.meetings;
    const auto wait = [&](std::size_t m, std::string_view why) {
        meetings[m].state = MeetingState::waiting;
        meetings[m].slot = meetings[m].line = unplaced;
        meetings[m].why = why;
    };
    for (const auto m : those.enough) wait(m, "enough");
    for (const auto m : those.not_agreed) wait(m, "not_agreed");
    for (std::size_t at = 0; at < those.meetings.size(); ++at) {
        auto& one = meetings[those.meetings[at]];
        const auto& place = schedule.places[at];
        if (place.slot == unplaced && !day.meetings[at].is_fixed) {
            wait(those.meetings[at], code(place.why));
            continue;
        }
        one.state = MeetingState::placed;
        one.slot = place.slot;
        one.line = place.line;
        one.why.clear();
    }
    return meetings;
}

}  // namespace

int slots_of(const InterviewDay& day) { return (day.ends.minutes - day.starts.minutes) / day.slot_minutes; }
TimeOfDay begins(const InterviewDay& day, int slot) { return {day.starts.minutes + slot * day.slot_minutes}; }

bool is_elsewhere(const InterviewDay& day, int slot, registration::ApplicationId file, const std::vector<Elsewhere>& places) {
    return std::ranges::any_of(places, [&](const Elsewhere& one) {
        return one.file == file && one.from < begins(day, slot + 1) && begins(day, slot) < one.until;
    });
}

int frozen_until(const InterviewDay& day, LocalTime now) {
    if (now.date != day.date) return now.date > day.date ? slots_of(day) : 0;
    const int passed = now.time.minutes - day.starts.minutes;
    if (passed < -slots_frozen * day.slot_minutes) return 0;
    const int begun = passed < 0 ? 0 : passed / day.slot_minutes + 1;
    return std::min(begun + slots_frozen, slots_of(day));
}

int notice_minutes(const InterviewDay& day) { return slots_frozen * day.slot_minutes; }

bool has_last_begun(const Plan& plan, LocalTime now) {
    if (now.date != plan.day.date) return now.date > plan.day.date;
    int last = -1;
    for (const auto& one : plan.meetings) last = std::max(last, one.slot);
    return begins(plan.day, last < 0 ? slots_of(plan.day) : last) <= now.time;
}

std::optional<Refusal> unfit(const InterviewDay& day, Date today) {
    if (day.date < today || day.date - today > days_ahead) return Refusal::date_unfit;
    if (day.slot_minutes < 5 || day.slot_minutes > 60) return Refusal::numbers_unfit;
    if (day.starts.minutes < 0 || day.ends.minutes > 1440 || slots_of(day) < 1 || slots_of(day) > 96 || day.ends <= day.starts ||
        (day.ends.minutes - day.starts.minutes) > 96 * day.slot_minutes)
        return Refusal::hours_unfit;
    const auto is_in = [](int number, int from, int to) { return number >= from && number <= to; };
    if (!is_in(day.gap_slots, 0, 4) || !is_in(day.most_each, 1, 10) || !is_in(day.interpreters, 0, 20) || !is_in(day.quiet_rooms, 0, 20))
        return Refusal::numbers_unfit;
    if (day.place.empty()) return Refusal::place_missing;
    return {};
}

std::optional<Refusal> unfit(const InterviewDay& day, const Company& company) {
    if (company.lines < 1 || company.lines > 20) return Refusal::numbers_unfit;
    if (company.from < day.starts || company.until > day.ends || company.until.minutes - company.from.minutes < day.slot_minutes)
        return Refusal::hours_unfit;
    return {};
}

Chosen chosen(const Plan& plan) {
    Chosen made;
    std::vector<Pair> pairs;
    if (plan.day.mode == Mode::mutual) pairs = agreed(wishes_of(plan));
    std::map<registration::ApplicationId, int> has;
    for (const auto& meeting : plan.meetings)
        if (meeting.state == MeetingState::placed) ++has[meeting.file];
    for (std::size_t m = 0; m < plan.meetings.size(); ++m) {
        const auto& meeting = plan.meetings[m];
        if (!is_in_play(meeting)) continue;
        if (plan.day.mode == Mode::mutual) {
            const Pair pair{index_of(plan.guests, meeting.file, &Guest::file), index_of(plan.companies, meeting.company, &Company::id)};
            const bool is_agreed = std::ranges::find(pairs, pair) != pairs.end();
            (is_agreed || meeting.state == MeetingState::placed ? made.meetings : made.not_agreed).push_back(m);
        } else if (meeting.state == MeetingState::placed || has[meeting.file] < plan.day.most_each) {
            if (meeting.state != MeetingState::placed) ++has[meeting.file];
            made.meetings.push_back(m);
        } else {
            made.enough.push_back(m);
        }
    }
    return made;
}

Day day_of(const Plan& plan, const std::vector<std::size_t>& which, Keep keep, int frozen) {
    Day day;
    day.slots = slots_of(plan.day);
    day.gap = plan.day.gap_slots;
    day.shared = {plan.day.interpreters, plan.day.quiet_rooms};
    day.lottery = static_cast<std::uint64_t>(plan.day.lottery);
    for (const auto& guest : plan.guests) {
        auto& there = day.person_there.emplace_back();
        for (int slot = 0; slot < day.slots; ++slot)
            there.push_back(!guest.is_missed && is_within(plan.day, slot, guest.from, guest.until) && slot >= frozen &&
                                    !is_elsewhere(plan.day, slot, guest.file, plan.elsewhere)
                                ? 1
                                : 0);
    }
    for (const auto& company : plan.companies) {
        auto& open = day.lines_open.emplace_back();
        for (int slot = 0; slot < day.slots; ++slot)
            open.push_back(is_within(plan.day, slot, company.from, company.until) ? company.lines : 0);
    }
    std::map<registration::ApplicationId, int> turn;
    for (const auto m : which) {
        const auto& one = plan.meetings[m];
        const auto person = index_of(plan.guests, one.file, &Guest::file);
        const bool is_kept = one.state == MeetingState::placed && (keep == Keep::placed || (keep == Keep::begun && one.slot < frozen));
        day.meetings.push_back({.person = person,
                                .company = index_of(plan.companies, one.company, &Company::id),
                                .needs = static_cast<std::uint8_t>(plan.guests[person].needs),
                                .value = plan.day.most_each - turn[one.file]++,  // everybody's first before anybody's second
                                .key = static_cast<std::uint64_t>(one.candidacy.value),
                                .slot = is_kept ? one.slot : unplaced,
                                .line = is_kept ? one.line : unplaced,
                                .is_fixed = is_kept});
    }
    return day;
}

std::vector<Appointment> arranged(const Plan& plan, LocalTime now) {
    const int frozen = frozen_until(plan.day, now);
    if (plan.day.state != DayState::published) {
        // Nobody was told anything yet: from the beginning.
        auto fresh = plan;
        for (auto& meeting : fresh.meetings)
            if (meeting.state == MeetingState::placed) meeting.state = MeetingState::waiting;
        const auto those = chosen(fresh);
        const auto day = day_of(fresh, those.meetings, Keep::nothing, frozen);
        return with(fresh, those, day, arrange(day));
    }
    const auto those = chosen(plan);
    const auto day = day_of(plan, those.meetings, Keep::placed, frozen);
    const auto calm = arrange(day);
    if (calm.placed == static_cast<int>(those.meetings.size())) return with(plan, those, day, calm);
    const auto freer_day = day_of(plan, those.meetings, Keep::begun, frozen);
    const auto freer = arrange(freer_day);
    return freer.placed > calm.placed ? with(plan, those, freer_day, freer) : with(plan, those, day, calm);
}

std::vector<Fault> faults_of(const Plan& plan) {
    std::vector<std::size_t> placed;
    Schedule schedule;
    for (std::size_t m = 0; m < plan.meetings.size(); ++m)
        if (plan.meetings[m].state == MeetingState::placed) {
            placed.push_back(m);
            schedule.places.push_back({plan.meetings[m].slot, plan.meetings[m].line, WhyNot::none});
        }
    return faults_of(day_of(plan, placed, Keep::nothing, 0), schedule);
}

Spot spot_for(const Plan& plan, MeetingId id, int slot, LocalTime now) {
    const auto meeting = std::ranges::find(plan.meetings, id, &Appointment::id);
    if (meeting == plan.meetings.end()) return {Refusal::no_such_meeting, 0};
    if (now.date > plan.day.date || (now.date == plan.day.date && begins(plan.day, slot) <= now.time)) return {Refusal::hour_has_come, 0};
    const auto& company = *std::ranges::find(plan.companies, meeting->company, &Company::id);
    if (slot < 0 || slot >= slots_of(plan.day) || !is_within(plan.day, slot, company.from, company.until))
        return {Refusal::company_not_there, 0};
    std::vector<char> taken(static_cast<std::size_t>(company.lines));
    for (const auto& other : plan.meetings)
        if (other.id != id && other.company == company.id && other.slot == slot) taken[static_cast<std::size_t>(other.line)] = 1;
    const auto line = static_cast<int>(std::ranges::find(taken, char{0}) - taken.begin());
    if (line == company.lines) return {Refusal::slot_taken, 0};
    auto moved = plan;
    auto& one = moved.meetings[static_cast<std::size_t>(meeting - plan.meetings.begin())];
    one.state = MeetingState::placed;
    one.slot = slot;
    one.line = line;
    for (const auto fault : faults_of(moved)) switch (fault) {
            case Fault::two_places:
            case Fault::gap: return {Refusal::person_elsewhere, 0};
            case Fault::not_there: return {Refusal::person_not_there, 0};
            case Fault::shared: return {Refusal::shared_taken, 0};
            case Fault::line:
            case Fault::moved: return {Refusal::slot_taken, 0};
        }
    return {{}, line};
}

std::string_view code(Mode mode) { return code_in(modes, mode); }
std::string_view code(DayState state) { return code_in(day_states, state); }
std::string_view code(MeetingState state) { return code_in(meeting_states, state); }
std::optional<Mode> mode_of(std::string_view code) { return named_in(modes, code); }
std::optional<DayState> day_state_of(std::string_view code) { return named_in(day_states, code); }
std::optional<MeetingState> meeting_state_of(std::string_view code) { return named_in(meeting_states, code); }

std::string_view code(WhyNot why) {
    switch (why) {
        case WhyNot::none: return "";
        case WhyNot::never_there: return "never_there";
        case WhyNot::no_shared: return "no_shared";
        case WhyNot::company_full: return "company_full";
        case WhyNot::person_busy: return "person_busy";
        case WhyNot::shared_taken: return "shared_taken";
        case WhyNot::no_way: return "no_way";
    }
    return "";
}

}  // namespace interviews
