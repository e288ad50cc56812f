#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "modules/interviews/model.hpp"
#include "modules/interviews/rules_schedule.hpp"

// From what the office keeps of a day to what is arranged, and back. Pure.
namespace interviews {

int slots_of(const InterviewDay& day);
TimeOfDay begins(const InterviewDay& day, int slot);
// Whether the person is at one of these other places while the slot lasts.
bool is_elsewhere(const InterviewDay& day, int slot, registration::ApplicationId file, const std::vector<Elsewhere>& places);
// Slots that nothing moves any more: those of which the hour has come, and the two after them. 0 = none.
int frozen_until(const InterviewDay& day, LocalTime now);

// By when who moves up is told, as a rule: the hour of a slot that is not frozen is at least so far away.
int notice_minutes(const InterviewDay& day);
// Whether the hour of the day's last meeting has come: nobody is waited for any more.
bool has_last_begun(const Plan& plan, LocalTime now);

// Whether a day may be kept like this; the first thing that is wrong.
std::optional<Refusal> unfit(const InterviewDay& day, Date today);
std::optional<Refusal> unfit(const InterviewDay& day, const Company& company);

// Which meetings compete for a slot: at most `most_each` a person. By the wishes of both sides where the day asks for them, in
// the order in which they stand otherwise. The others are told "enough" or "not_agreed".
struct Chosen {
    std::vector<std::size_t> meetings;  // of plan.meetings
    std::vector<std::size_t> enough;
    std::vector<std::size_t> not_agreed;
};
Chosen chosen(const Plan& plan);

enum class Keep { nothing, begun, placed };
// The meetings of `which`, in that order, as a day to be arranged. What is kept stays where it is.
Day day_of(const Plan& plan, const std::vector<std::size_t>& which, Keep keep, int frozen);

// The whole plan: `meetings` with slot, line, state and reason as they should be now. People who were told are moved only if
// that lets more people meet.
std::vector<Appointment> arranged(const Plan& plan, LocalTime now);

// Whether one may stand at this slot by hand, and on which line. Not where the hour has come.
struct Spot {
    std::optional<Refusal> refusal;
    int line{};
};
Spot spot_for(const Plan& plan, MeetingId meeting, int slot, LocalTime now);

// What is wrong with a plan as it is kept; empty: nothing.
std::vector<Fault> faults_of(const Plan& plan);

std::string_view code(Mode mode);
std::string_view code(DayState state);
std::string_view code(MeetingState state);
std::string_view code(WhyNot why);
std::optional<Mode> mode_of(std::string_view code);
std::optional<DayState> day_state_of(std::string_view code);
std::optional<MeetingState> meeting_state_of(std::string_view code);

}  // namespace interviews
