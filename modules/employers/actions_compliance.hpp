#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/employers/model_warning.hpp"
#include "modules/employers/rules.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// How a company stands to what the law and the office ask: facts, the same for the company and for the officer.
namespace employers {

struct Compliance {
    Reported reported;
    std::string vacancy_basis;  // of reporting a vacancy, as the rule pack has it; and of reporting what was filled
    std::string filled_basis;
    Share disability;
    std::string disability_basis;  // text of the law, as the rule pack has it
    Share local;                   // percent 0: the office has no such rule
    std::string local_basis;
    int report_days{};  // within which a vacancy is reported; 0 = the office has set none
};
Compliance compliance_of(sql::Transaction& tx, const Context& context, const Employer& employer);

// What makes the office ask companies, oldest first.
std::vector<Signal> signals(sql::Transaction& tx, const Context& context, OfficeId office);
// `employer`, `matter`, `source` and `seen_on` are what was seen: an advertisement, a letter, a call.
Result<Done, WarningRefusal> note_signal(sql::Transaction& tx, const Context& context, const Signal& seen);
// A noted signal had nothing to it, or was dealt with.
Result<Done, WarningRefusal> settle_signal(sql::Transaction& tx, const Context& context, SignalId id, std::string_view note);

}  // namespace employers
