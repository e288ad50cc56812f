#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/employers/model_warning.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// From a question to a company, over its answer, to a written warning that a person decides on. Nothing is sent by itself.
namespace employers {

struct Question {
    EmployerId employer;
    Matter matter{Matter::vacancy};
    std::string source;  // why the office asks, shown to the company
};
Result<WarningId, WarningRefusal> ask_company(sql::Transaction& tx, const Context& context, const Question& question);
// By the company itself, or noted by an officer who heard it.
Result<Done, WarningRefusal> answer_question(sql::Transaction& tx, const Context& context, WarningId id, int version,
                                             std::string_view answer);
// The answer is enough.
Result<Done, WarningRefusal> withdraw_warning(sql::Transaction& tx, const Context& context, WarningId id, int version,
                                              std::string_view note);
// A person has read the answer (or the time for it is over), decided, and takes the letter out of the house.
Result<Done, WarningRefusal> send_warning(sql::Transaction& tx, const Context& context, WarningId id, int version,
                                          std::string_view letter_number);
// The company did what it was asked.
Result<Done, WarningRefusal> close_warning(sql::Transaction& tx, const Context& context, WarningId id, int version, std::string_view note);

std::optional<Warning> find_warning(sql::Transaction& tx, const Context& context, WarningId id);
std::vector<Warning> warnings_of(sql::Transaction& tx, const Context& context, const Employer& employer);  // oldest first
std::vector<Warning> open_warnings(sql::Transaction& tx, const Context& context, OfficeId office);

// What a letter of this office stands on, from its rule pack: the duty, and the warning.
std::string legal_basis(sql::Transaction& tx, OfficeId office, Matter matter, Date on);

std::string_view sentence(WarningRefusal why);
std::string_view label(Matter matter);  // what the company is asked about
std::string_view label(WarningState state);

}  // namespace employers
