#pragma once

#include <optional>
#include <span>

#include "modules/vacancies/words.hpp"

// An advert read as a whole, sentence by sentence: what it asks for, who gives it, how much. Phrases (rules_hold) know a way of
// saying; these know what has to come together, whatever stands between. Each has a file of its own, rules_lure_NOUN.
namespace vacancies {

// The word that says so, or nothing.
std::optional<std::size_t> money_asked(std::span<const Word> advert);  // the seeker pays
std::optional<std::size_t> papers_kept(std::span<const Word> advert);  // the employer keeps an original
std::optional<std::size_t> work_abroad(std::span<const Word> advert);  // the work is in another country
std::optional<std::size_t> unreal_pay(std::span<const Word> advert);   // much money for next to no work
std::optional<std::size_t> household(std::span<const Word> advert);    // a family or a private person employs

// It tells what an employee does with other people's money: "mencatat biaya administrasi".
bool is_money_duty(std::span<const Word> sentence);
// It tells of papers of others, of copies or of what is only shown.
bool is_papers_duty(std::span<const Word> sentence);
// It tells of customers, goods or guests in other countries, or of those who came back.
bool is_trade_abroad(std::span<const Word> sentence);
// "Apabila Anda diminta membayar, abaikan dan laporkan."
bool is_warning_of_others(std::span<const Word> sentence);

}  // namespace vacancies
