#pragma once

#include <string>
#include <vector>

#include "modules/matching/model_choice.hpp"
#include "modules/matching/rules_fit.hpp"

// Which of what fits is shown, and to how many people a vacancy may be. Pure.
namespace matching {

const Settings& settings();

// To how many people it may be suggested, so that about `applicants_wanted` apply for each opening.
int capacity_of(int open_heads, const Settings& settings);

struct Offer {
    vacancies::VacancyId vacancy;
    std::int32_t score{};
    std::int32_t price{};
    bool is_held{};  // a place is kept for this person
    bool is_full{};  // nobody else is given one
    std::int32_t value() const { return is_held ? score : score - price; }
};
// What may be shown, dearest first: a kept place costs nothing more, another costs its price, a full vacancy is left out.
// Equal ones stay in the order in which they came (the draw's).
std::vector<Offer> in_order(std::vector<Offer> candidates);

// What officers said about this vacancy.
Relaxed relaxed_by(const std::vector<Override>& overrides, vacancies::VacancyId vacancy);
bool has(const std::vector<Override>& overrides, OverrideKind kind, vacancies::VacancyId vacancy);

// Vacancies of one company with one title in one place are one: at most one of them stands in a list.
std::string group_of(const vacancies::Vacancy& vacancy);

}  // namespace matching
