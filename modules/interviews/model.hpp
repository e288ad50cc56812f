#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/placement/model.hpp"

namespace interviews {

using DayId = Id<struct InterviewDayTag>;
using CompanyId = Id<struct InterviewCompanyTag>;
using MeetingId = Id<struct InterviewMeetingTag>;

// office: the day's order of wishes is who waits longest. mutual: people and companies say whom they would rather meet.
enum class Mode { office, mutual };
enum class DayState { draft, published, cancelled };

struct InterviewDay {
    DayId id;
    OfficeId office;
    Date date;
    TimeOfDay starts;
    TimeOfDay ends;
    int slot_minutes{15};
    int gap_slots{1};  // that a person has free between two meetings
    int most_each{3};  // meetings a person
    Mode mode{Mode::office};
    bool is_online{};
    std::string place;  // or how to get in, when it is on line
    int interpreters{};
    int quiet_rooms{};
    DayState state{DayState::draft};
    std::int64_t lottery{};
    Instant made_at;
    std::optional<Instant> arranged_at;
    std::optional<Instant> published_at;
    int version{1};
    // Once the attendance is kept: how many had a time, how many of them came.
    std::optional<int> invited;
    std::optional<int> came;
};

struct Company {
    CompanyId id;
    DayId day;
    employers::EmployerId employer;
    int lines{1};
    TimeOfDay from;
    TimeOfDay until;
};

constexpr int needs_interpreter = 1;
constexpr int needs_quiet_room = 2;

struct Guest {
    registration::ApplicationId file;
    TimeOfDay from;
    TimeOfDay until;
    int needs{};
    std::string told;  // the plan that was last told to them
    bool is_missed{};  // did not come on this day
};

// waiting > placed ; both > cannot_come (the person), removed (an officer), over (no longer introduced, or met elsewhere).
enum class MeetingState { waiting, placed, cannot_come, removed, over };

struct Appointment {
    MeetingId id;
    DayId day;
    CompanyId company;
    registration::ApplicationId file;
    placement::CandidacyId candidacy;
    MeetingState state{MeetingState::waiting};
    int slot{-1};
    int line{-1};
    std::string why;  // code of the reason why it waits; "" = nobody has arranged the day since it came
};

// What a person, or a company, would rather have. Place and rank: 1 is first; rank 0: would not meet.
struct Wish {
    registration::ApplicationId file;
    CompanyId company;
    int place{};
};

// Where somebody is on another day of interviews, on the same date.
struct Elsewhere {
    registration::ApplicationId file;
    TimeOfDay from;
    TimeOfDay until;
};

// A day with all that belongs to it.
struct Plan {
    InterviewDay day;
    std::vector<Company> companies;  // by id
    std::vector<Guest> guests;       // by file
    std::vector<Appointment> meetings;
    std::vector<Wish> wishes;  // of people
    std::vector<Wish> ranks;   // of companies
    std::vector<Elsewhere> elsewhere;
};

enum class Refusal {
    no_such_day,
    no_such_company,
    no_such_meeting,
    has_interest,
    date_unfit,
    hours_unfit,
    numbers_unfit,
    place_missing,
    company_there,
    nobody_introduced,
    no_company,
    not_arranged,
    wrong_state,
    slot_taken,
    person_elsewhere,
    person_not_there,
    company_not_there,
    shared_taken,
    hour_has_come,
    hour_not_come,
    changed_meanwhile,
    wishes_unfit,
};

}  // namespace interviews
