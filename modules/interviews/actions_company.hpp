#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/interviews/actions.hpp"

// A company and its days of interviews. Names stand only where placement lets the company read them.
namespace interviews {

struct CompanyMeeting {
    Appointment meeting;
    std::string name;  // "" = the person is not introduced any more
    int rank{};        // 0 = would not meet, 1 = first; 9 = not put in order
};
struct CompanyDay {
    office::Office office;
    InterviewDay day;
    Company company;
    std::string name;
    std::vector<CompanyMeeting> meetings;  // by time and line; before publication by rank
};
// From today on, for the actor's own company.
std::vector<CompanyDay> company_days(sql::Transaction& tx, const Context& context);
// The same to be shown: the journal says that this company read so many names. Opens its own transactions.
std::vector<CompanyDay> read_company_days(const Context& context);

// Before the day is published: 1 to 5, equals are drawn, 0 = would not meet.
Result<Done, Refusal> rank(sql::Transaction& tx, const Context& context, CompanyId id, const std::vector<Wish>& ranks);

// What an officer prints for one company; the same as the company reads.
std::optional<CompanyDay> sheet_of(sql::Transaction& tx, const Context& context, CompanyId id, const Plan& plan);

// A day on paper, with its reading noted like that of a board: one sheet a company, and the board of what has a time.
struct Papers {
    Board board;
    std::vector<CompanyDay> sheets;
};
std::optional<Papers> read_papers(const Context& context, DayId id);

}  // namespace interviews
