#pragma once

#include <string>
#include <vector>

#include "modules/interviews/actions.hpp"

// A person and their days of interviews.
namespace interviews {

struct OwnMeeting {
    Appointment meeting;
    std::string company;
    std::string title;  // of the vacancy
};
struct OwnDay {
    office::Office office;
    InterviewDay day;
    std::vector<OwnMeeting> meetings;  // those with a time first, in its order; while wishes are asked, in their order
};
std::vector<OwnDay> own_days(sql::Transaction& tx, const Context& context);  // from today on

// The slot is free; whoever waits may move up when the day is arranged again.
Result<Done, Refusal> say_cannot_come(sql::Transaction& tx, const Context& context, MeetingId id);
// Before the day is published: the companies one would rather meet, best first, each of one's own once.
Result<Done, Refusal> wish(sql::Transaction& tx, const Context& context, DayId id, const std::vector<CompanyId>& order);

}  // namespace interviews
