#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/vacancies/model.hpp"

// From what a person typed to a vacancy and back. Pure. Field names are the same for the web form, the API, and the columns of
// a list: "title", "openings", "wage"; a reason is "reason.age".
namespace vacancies {

using Typed = std::vector<std::pair<std::string, std::string>>;  // lists come once, separated by commas or lines

std::string first(const Typed& typed, std::string_view field);
bool has(const Typed& typed, std::string_view field);

struct Read {
    Vacancy vacancy;
    std::vector<FieldError> errors;  // in the order of the form
};
// What is not typed stays as in `base`. Errors also name what the law wants to be told and is not: kind of work, place, wage,
// hours and conditions (Permenaker 18/2024 art. 4 par. (1)), position, heads and days (Perpres 57/2023 art. 5), and the reason of
// each condition that needs one. `regency` is where a bare place name is looked for first.
Read read_vacancy(const Typed& typed, const Vacancy& base, Date today, std::string_view regency);
// As the form shows it; and as the form of its details does.
Typed typed_from(const Vacancy& vacancy);
Typed typed_details(const Vacancy& vacancy);
// All that a vacancy says, but its days: reading it back over the same vacancy changes nothing.
Typed typed_whole(const Vacancy& vacancy);

// What people call a level: "SMA/SMK", "Sarjana", "Diploma III"; of several the lowest; "" when nothing is known.
std::string read_education(std::string_view typed);
std::optional<Contract> read_contract(std::string_view typed);
std::vector<std::string> read_list(std::string_view typed, std::size_t most);

}  // namespace vacancies
