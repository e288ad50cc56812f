#pragma once

#include <vector>

#include "modules/vacancies/actions.hpp"

// Work abroad is public while its company may place people there (UU 18/2017), not only on the day when it was published.
namespace vacancies {

// Nothing of this company abroad is public any more when its last permission is over: it pauses with its reason, and the company
// hears once what to do. When there is one again, the company hears that it may show them.
void follow_licence(sql::Transaction& tx, const Context& context, employers::EmployerId employer);
// Companies of the office that show work abroad without a permission in force today.
std::vector<employers::EmployerId> without_licence(sql::Transaction& tx, const Context& context, OfficeId office);

// For the company and the office: those that paused for that reason.
std::vector<Vacancy> paused_for_licence(sql::Transaction& tx, const Context& context, employers::EmployerId employer);
int count_paused_for_licence(sql::Transaction& tx, const Context& context);  // of the actor's office

// Work abroad of a company without a permission today.
bool lacks_licence(sql::Transaction& tx, const Vacancy& vacancy, Date today);

}  // namespace vacancies
