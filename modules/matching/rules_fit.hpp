#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "modules/matching/lists.hpp"
#include "modules/matching/model_fit.hpp"
#include "modules/matching/rules_points.hpp"
#include "modules/vacancies/model.hpp"

// From profiles and vacancies to what the index reads, and from a pair to its reasons. Arithmetic only.
namespace matching {

// --- what must be ---
// Every condition of this vacancy that this person does not meet, in the order in which a patient officer would say them.
// Written as plain questions, one after the other: the masks of the index are tested against it.
std::vector<Failed> failed_items(const Profile& profile, const vacancies::Vacancy& vacancy, Date today);
// The company says what it can provide, but not (yet) what this person needs.
bool asks_about_accommodation(const Profile& profile, const vacancies::Vacancy& vacancy);

// --- how much speaks for it ---
// 0 to 1000: how near two KBJI unit groups are.
int similarity(std::uint16_t one, std::uint16_t other);
// Below it an occupation is another one.
constexpr int similar_enough = 350;
std::uint16_t occupation_number(std::string_view code);  // "7212" is 7212; 0 = not coded

std::uint8_t education_rank(std::string_view level);  // none 0 … s3 9
std::uint8_t experience_class(int months);
std::uint8_t credit_of(const SkillHeld& skill);  // 0 to credit_max

// --- for the index ---
struct Compiled {
    VacancyFacts facts;
    std::vector<std::uint16_t> papers_beyond;  // certificates that the masks have no room for; asked one by one
};
Compiled compile(const vacancies::Vacancy& vacancy, Lists& lists);
// `only`: an occupation when nothing else is asked; otherwise all.
Question question_of(const Profile& profile, const Lists& lists, const Weights& weights, Date today,
                     std::optional<std::uint16_t> only = {});
// The papers this person has, as numbers of `lists`, in order.
std::vector<std::uint16_t> papers_of(const Profile& profile, const Lists& lists);

// --- a pair ---
// An officer set these aside for this pair (recognition of prior learning, agreed with the company). Never the legal age.
struct Relaxed {
    std::vector<Hard> items;
};
Fit judge(const Profile& profile, const vacancies::Vacancy& vacancy, const Weights& weights, Date today, const Relaxed& relaxed = {});
Band band_of(std::int32_t score);

}  // namespace matching
