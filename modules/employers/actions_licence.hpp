#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/employers/model_licence.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// Work abroad is shown only of a company that may place people there; an officer has looked it up.
namespace employers {

// By an officer without a tie to the company; recorded as they found it.
Result<LicenceId, LicenceRefusal> record_licence(sql::Transaction& tx, const Context& context, const Licence& found);
// Taken back, or recorded wrongly; by an officer without a tie, too.
Result<Done, LicenceRefusal> end_licence(sql::Transaction& tx, const Context& context, LicenceId id, std::string_view note);
// For the company and the office, newest first.
std::vector<Licence> licences_of(sql::Transaction& tx, const Context& context, const Employer& employer);
// The one in force on that day with the latest last one; none: nothing of this company abroad is shown.
std::optional<LicenceId> licence_in_force(sql::Transaction& tx, EmployerId employer, Date on);

// Published event (subject: employer id): employers.licence_changed, when one is recorded or ended.

std::string_view sentence(LicenceRefusal why);
std::string_view label(LicenceKind kind);

}  // namespace employers
