#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/vacancies/model.hpp"

// What a vacancy may ask, when it is held for a person, what its states allow. Pure.
namespace vacancies {

constexpr int title_max = 160;
constexpr int text_max = 12'000;  // description, conditions; imports are cut there
constexpr int heads_max = 100'000;
constexpr int days_open_max = 180;  // a vacancy that stays longer is extended by somebody who still means it
constexpr int days_open_usual = 30;
constexpr int take_back_minutes = 10;  // for the tap that ended it; then whoever waits there is told

// One entry a kind, in the order of ConditionKind: from the words (fairness.hpp) and from the fields. The reason of `before`
// for the same kind stays; its acceptance too, while the same is asked.
std::vector<Condition> conditions_of(const Vacancy& vacancy);
std::vector<Condition> conditions_of(const Vacancy& vacancy, const std::vector<Condition>& before);
bool lacks_reason(const Vacancy& vacancy);
bool has_open_condition(const Vacancy& vacancy);

// fee, passport_kept, private_employer, overseas_unlicensed, unreal_pay, resembles_lure; "" = may wait like any other. A reason to look, no
// verdict: what is held wrongly is released by a person with one tap.
std::string reason_to_hold(const Vacancy& vacancy, const employers::Employer& employer);
// All of them, the gravest first: who looks at it looks at each.
struct Hold {
    std::string reason;
    std::string words;  // that say so; "" when it is no word
};
std::vector<Hold> holds_of(const Vacancy& vacancy, const employers::Employer& employer);
// Why one that was public is paused, other than by those who reported it.
constexpr std::string_view employer_suspended = "employer_suspended";
constexpr std::string_view licence_lapsed = "licence_lapsed";
// Whether it reads as work abroad.
bool mentions_abroad(const Vacancy& vacancy);

// Told, by the month, and below it. It flags; the work may be part-time.
bool is_below(const Vacancy& vacancy, std::int64_t minimum_wage);

bool is_open(VacancyState state);        // published or paused
bool is_over(VacancyState state);        // no head is left: filled or cancelled
bool is_waiting(VacancyState state);     // for an officer
bool may_be_edited(VacancyState state);  // by whoever reported it: not while somebody may already have read it

std::optional<VacancyState> parse_state(std::string_view code);
std::optional<Contract> parse_contract(std::string_view code);
std::optional<WorkMode> parse_mode(std::string_view code);
std::optional<Source> parse_source(std::string_view code);
std::optional<Unfit> parse_unfit(std::string_view code);

// "LOW-2026-000123"
std::string receipt_of(int year, int number);

// Two imports of one vacancy meet here: employer, title, place and text without case, signs and blanks.
std::string likeness(const Vacancy& vacancy);

}  // namespace vacancies
