#pragma once

#include "modules/placement/actions.hpp"

// What those who wait at a vacancy hear of it besides their answer.
namespace placement {

// Wage, place or conditions are others now: everybody who has no answer yet is told once, and stays where they are.
void tell_of_change(sql::Transaction& tx, const Context& context, vacancies::VacancyId vacancy);

}  // namespace placement
