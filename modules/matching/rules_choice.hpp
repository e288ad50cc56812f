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

// So many applicants for each place that is still open, to the nearest whole one; 0 = fewer than one for two.
int applicants_a_place(int applicants, int open_heads);

// In how many companies' lists a person may stand who may be asked by so many of them in a week; 0 = no limit.
int lists_of(int contacts_a_week, const Settings& settings);

struct Offer {
    vacancies::VacancyId vacancy;
    std::int32_t score{};
    std::int32_t price{};
    bool is_held{};  // a place is kept for this person
    bool is_full{};  // nobody else is given one
    std::int64_t price_version{};
    std::int32_t value() const { return is_held ? score : score - price; }
};
// What may be shown, dearest first: a kept place costs nothing more, another costs its price, a full vacancy is left out.
// Equal ones stay in the order in which they came (the draw's).
std::vector<Offer> in_order(std::vector<Offer> candidates);

// Once in a while a place of a list shows what stands just below its end, so that what is never shown is tried, too: of a
// hundred places `percent`, drawn by person, batch and place, the same whenever asked.
std::uint64_t draw_key(ProfileId profile, BatchId batch);
bool is_exploring(std::uint64_t key, int place, int percent);
// Of these offers, in order, those that may be tried: after the first `shown`, worth nearly what the last of them is, free
// for everybody. Empty where all that fits is shown anyway.
std::vector<Offer> worth_trying(const std::vector<Offer>& offers, int shown, const Settings& settings);
// How likely one of them was to be shown in this place; and how likely any other was, in millionths.
int propensity_of_trial(int percent, std::size_t choices);
int propensity_of_order(int percent, std::size_t choices);

// What officers said about this vacancy.
Relaxed relaxed_by(const std::vector<Override>& overrides, vacancies::VacancyId vacancy);
bool has(const std::vector<Override>& overrides, OverrideKind kind, vacancies::VacancyId vacancy);

// Vacancies of one company with one title in one place are one: at most one of them stands in a list, and they share their
// capacity.
std::string group_of(const vacancies::Vacancy& vacancy);
// Of vacancies of one group: what one is shown to beyond its own capacity, the others have less, as far as they have it.
std::vector<int> shared_capacity(std::vector<int> own, const std::vector<int>& given);

}  // namespace matching
