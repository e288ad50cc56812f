#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/interviews/actions.hpp"

// What every verb of this module begins and ends with. Internal.
namespace interviews {

std::optional<Plan> find_plan(sql::Transaction& tx, DayId id);
// The day for an officer without a tie to any of its companies; held until the transaction ends, `plan.day.version` is the new one.
Result<Plan, Refusal> to_arrange(sql::Transaction& tx, const Context& context, DayId id);
// The same when the day is over, too: who came is written down afterwards. For a published day only.
Result<Plan, Refusal> to_note_attendance(sql::Transaction& tx, const Context& context, DayId id);
bool has_tie(sql::Transaction& tx, const Context& context, const std::vector<Company>& companies);

LocalTime now_at(sql::Transaction& tx, const Context& context, OfficeId office);
std::string company_name(sql::Transaction& tx, const Context& context, const Company& company);

// Holds whoever gets another slot until the transaction ends, and says whether another day has called nobody of them to that
// time meanwhile.
bool are_alone(sql::Transaction& tx, const Plan& plan, const std::vector<Appointment>& meetings);

// Keeps what changed of the meetings, and tells those of a published day whose own appointments are others now. Whoever
// `said_it` is not told what they said themselves.
void keep_meetings(sql::Transaction& tx, const Context& context, const Plan& plan, const std::vector<Appointment>& meetings,
                   registration::ApplicationId said_it = {});
void tell_guests(sql::Transaction& tx, const Context& context, const Plan& plan, registration::ApplicationId said_it = {});
// Where both sides say whom they would rather meet, they hear of it once.
void ask_for_wishes(sql::Transaction& tx, const Context& context, const Plan& plan);
// Each company of the day, once.
void tell_companies(sql::Transaction& tx, const Context& context, const Plan& plan, std::string_view text);

void note(sql::Transaction& tx, const Context& context, const InterviewDay& day, std::string_view verb, std::string_view details = "");
void note(sql::Transaction& tx, const Context& context, const InterviewDay& day, MeetingId meeting, std::string_view verb);

// The names that somebody reads: one row in the journal for a reader, a day and a date, again only where it is more people.
// Opens its own transaction, and a writing one only where there is something to write.
enum class Read { day, print, sheet };
void note_reading(const Context& context, const office::Office& office, const InterviewDay& day, Read what, int people);

}  // namespace interviews
