#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "modules/vacancies/model_change.hpp"

// What a change of a published vacancy means. Pure.
namespace vacancies {

std::string_view code(ChangeState state);
std::optional<ChangeState> parse_change_state(std::string_view code);

// Field by field, in the order of the form; a condition's reason counts as one.
std::vector<FieldChange> changes_between(const Vacancy& before, const Vacancy& after);

// Whether an officer looks before the public reads it: other work, another place, worse terms, another circle of people. A
// higher wage, more heads or a lower hurdle are shown at once.
bool wants_review(const Vacancy& before, const Vacancy& after);

// What somebody who has applied already must hear of: wage, place, and what they would work under (the kinds of information that
// Permenaker 18/2024 art. 4 par. (1) promises a seeker).
bool concerns_applicants(std::string_view field);

}  // namespace vacancies
