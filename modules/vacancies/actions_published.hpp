#pragma once

#include <cstdint>
#include <vector>

#include "modules/vacancies/actions.hpp"

// What readers of published vacancies follow: every change, in the order in which it became durable.
namespace vacancies {

// Of the last change; 0 = nothing was ever published.
std::int64_t newest_revision(sql::Transaction& tx);
// In order of revision, each vacancy once with its present content; also those that are no longer public: the state tells.
// Without `contact`. Bounded by `limit`; ask again from the last one's revision.
std::vector<Vacancy> changed_after(sql::Transaction& tx, const Context& context, std::int64_t revision, int limit);

// So many more heads are found, by somebody who was told so. The last one closes the vacancy.
Result<Done, Refusal> report_filled(sql::Transaction& tx, const Context& context, VacancyId id, int men, int women);
// For those who tell people that a vacancy has ended, before they look at it and tell: false while whoever ended it with one tap
// may still take that back. From true on nobody can.
bool end_stands(sql::Transaction& tx, const Context& context, VacancyId id);

}  // namespace vacancies
