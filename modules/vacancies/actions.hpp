#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/vacancies/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// What other modules may ask about vacancies. What people do with one stands in actions_*.hpp of this module.
namespace vacancies {

// Anybody finds what is or was public; what never was, only its employer and the office. `contact` is filled for the office
// and the employer alone.
std::optional<Vacancy> find_vacancy(sql::Transaction& tx, const Context& context, VacancyId id);
// Newest first. For strangers only what is or was public.
std::vector<Vacancy> vacancies_of(sql::Transaction& tx, const Context& context, employers::EmployerId employer);
// Shown to everybody today. An employer that loses its verification has its vacancies paused.
bool is_public(const Vacancy& vacancy, Date today);
// The day on the wall of its office.
Date today_at(sql::Transaction& tx, const Context& context, OfficeId office);

std::string_view sentence(Refusal why);
int status_of(Refusal why);  // of the HTTP answer
std::string_view label(VacancyState state);
std::string_view label(Contract contract);
std::string_view label(WorkMode mode);
std::string_view label(Source source);
// "age" > "Usia"; unknown kinds are shown as they are.
std::string_view label_of_condition(std::string_view kind);
// "Rp 4.000.000–5.500.000 sebulan"; "" when the wage is not told.
std::string wage_words(const Context& context, const Vacancy& vacancy);
// "Balikpapan Selatan, Kota Balikpapan", or the place as it was written.
std::string place_words(const Vacancy& vacancy);

// For `antarkerja check`.
void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults);

// Published events (subject: vacancy id): vacancies.published, vacancies.closed (filled, expired or cancelled).

}  // namespace vacancies
