#pragma once

#include <string>
#include <string_view>

#include "modules/vacancies/actions.hpp"
#include "modules/vacancies/actions_review.hpp"

// What every change of a vacancy begins and ends with: whose it is, that nobody changed it meanwhile, readers, audit.
namespace vacancies {

enum class Who { its_desk, office_only };
// Refuses what is not theirs (as if it were not there), officers with a tie to the company, and what changed since `version`.
Result<Vacancy, Refusal> opened(sql::Transaction& tx, const Context& context, VacancyId id, int version, Who who);
// Stores it. What was ever public gets a revision; the register of employers hears how its employer stands; a change that waits
// at a vacancy that is over lapses.
Result<Done, Refusal> save(sql::Transaction& tx, const Context& context, Vacancy vacancy, std::string_view verb, std::string details = "");
// Work at home, or abroad with a permission in force, which it then carries.
bool may_be_shown_abroad(sql::Transaction& tx, Vacancy& vacancy, Date today);
// Those that an officer found good enough.
void accept_reasons(Vacancy& vacancy, const Reasons& accepted);
void note(sql::Transaction& tx, const Context& context, const Vacancy& vacancy, std::string_view verb, std::string details = "");
void tell_register(sql::Transaction& tx, const Context& context, employers::EmployerId employer);

}  // namespace vacancies
