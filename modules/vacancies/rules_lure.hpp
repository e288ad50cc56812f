#pragma once

#include <optional>
#include <span>

#include "modules/vacancies/words.hpp"

// One sentence of an advert, read as a whole: what it asks for, who gives it, how much. Phrases (rules_hold) know a way of saying;
// these know what has to come together, whatever stands between.
namespace vacancies {

// The first word that says so, or nothing.
std::optional<std::size_t> money_asked(std::span<const Word> sentence);  // the seeker pays
std::optional<std::size_t> papers_kept(std::span<const Word> sentence);  // the employer keeps an original
std::optional<std::size_t> work_abroad(std::span<const Word> sentence);  // the work is in another country
std::optional<std::size_t> unreal_pay(std::span<const Word> sentence);   // much money for next to no work
std::optional<std::size_t> household(std::span<const Word> sentence);    // a family or a private person employs

// It tells what an employee does with other people's money: "mencatat biaya administrasi".
bool is_money_duty(std::span<const Word> sentence);

}  // namespace vacancies
