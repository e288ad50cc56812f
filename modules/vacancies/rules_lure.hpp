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

// Who is told to do what, whatever the sum: pays before work, gives secrets or a pledge, works on a visitor's visa, recruits others or
// may meet nobody, keeps somebody company.
std::optional<std::size_t> seeker_pays_whom(std::span<const Word> advert);
std::optional<std::size_t> identity_taken(std::span<const Word> advert);
std::optional<std::size_t> visitor_as_worker(std::span<const Word> advert);
std::optional<std::size_t> no_honest_work(std::span<const Word> advert);
std::optional<std::size_t> company_for_a_person(std::span<const Word> advert);

// Its words are those of lures rather than of ordinary adverts: learned, not written down. Names the word that speaks most for it.
std::optional<std::size_t> sounds_like_a_lure(std::span<const Word> advert);

}  // namespace vacancies
