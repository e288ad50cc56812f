#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/interviews/model.hpp"
#include "modules/interviews/rules_standby.hpp"
#include "modules/office/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// An officer makes a day of interviews. What the person does stands in actions_own.hpp, the company in actions_company.hpp.
namespace interviews {

struct DayLine {
    InterviewDay day;
    int companies{};
    int placed{};
    int waiting{};
};
std::vector<DayLine> days(sql::Transaction& tx,
                          const Context& context);  // of the officer's office, from today on, and lately with no attendance kept

Result<DayId, Refusal> create_day(sql::Transaction& tx, const Context& context, InterviewDay day);
// With everybody who is introduced to it. One company once a day.
Result<Done, Refusal> add_company(sql::Transaction& tx, const Context& context, Company company);

// A company, and who would make up for those of its people who do not come.
struct Reserve {
    CompanyId company;
    int placed{};
    int have{};  // on standby there
    Advice advice;
};

// What an officer looks at.
struct Board {
    office::Office office;
    Plan plan;
    std::map<CompanyId, std::string> companies;
    std::map<registration::ApplicationId, std::string> people;
    std::vector<Reserve> reserves;  // empty where the office expects nothing
    Shows shows;                    // what the advice is made from
    Prior prior;
    bool has_interest{};                                                // this officer has a tie to a company of the day
    std::vector<std::pair<employers::EmployerId, std::string>> to_add;  // companies with people introduced, not there yet
};
std::optional<Board> board(sql::Transaction& tx, const Context& context, DayId id);
// The same to be shown: the journal says that this officer read so many names. Opens its own transactions.
std::optional<Board> read_board(const Context& context, DayId id);

struct Arranged {
    int placed{};
    int waiting{};
};
// Opens its own transactions, because the search takes time: call it outside of one. Refused when somebody was faster.
Result<Arranged, Refusal> arrange(const Context& context, DayId id);

// By hand. Only where nothing speaks against it.
Result<Done, Refusal> move(sql::Transaction& tx, const Context& context, MeetingId id, int slot);
Result<Done, Refusal> remove(sql::Transaction& tx, const Context& context, MeetingId id);
Result<Done, Refusal> bring_back(sql::Transaction& tx, const Context& context, MeetingId id);  // waits again; came after all
// Whose hour came and who did not: all of theirs on this day is free, and they are told so, once. What can still be filled goes to
// standby when the day is arranged again.
Result<Done, Refusal> mark_missed(sql::Transaction& tx, const Context& context, MeetingId id);
// All others came: two numbers of the day, kept once, for the advice on later days.
Result<Done, Refusal> close_attendance(sql::Transaction& tx, const Context& context, DayId id);
// From when to when they are there, and what they need. Meetings that no longer fit wait again.
Result<Done, Refusal> set_guest(sql::Transaction& tx, const Context& context, DayId day, const Guest& guest);

// Everybody reads their own from now on and is told; each later change is told again.
Result<Done, Refusal> publish(sql::Transaction& tx, const Context& context, DayId id);
Result<Done, Refusal> cancel(sql::Transaction& tx, const Context& context, DayId id);

std::string_view sentence(Refusal why);
// For `antarkerja check`.
void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults);

}  // namespace interviews
