#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "modules/matching/shared_map.hpp"

namespace matching {

// Words as dense numbers, in the order in which they were met; `unknown` once there is no number left.
class WordList {
  public:
    static constexpr std::uint16_t unknown = 0xFFFF;
    explicit WordList(std::uint16_t first) : next_(first) {}

    std::uint16_t put(const std::string& word);
    std::uint16_t find(const std::string& word) const;  // `unknown` where there is none
    std::size_t end() const { return next_; }

  private:
    SharedMap<std::string, std::uint16_t> numbers_;
    std::uint16_t next_;
};

constexpr std::uint16_t remote_place = 0;
constexpr std::uint16_t unknown_place = 1;
constexpr std::size_t occupation_count = 10'000;  // a KBJI unit group is its four digits; 0 = not coded

// What the words of vacancies are numbered by, so that the index can hold them.
struct Lists {
    WordList places{2};  // "64.71.01"
    std::vector<std::string> place_codes{"", ""};
    std::vector<std::uint16_t> place_areas{0, 0};  // as `reference` numbers them
    std::vector<std::uint16_t> occupations;        // that were met, lowest first
    WordList skills{0};
    WordList papers{0};  // certificates and languages
    WordList liked{0};   // papers that speak for somebody
    WordList words{0};   // of titles
    WordList majors{1};
    WordList studies{1};                                    // sets of majors, as one word
    std::vector<std::vector<std::uint16_t>> majors_of{{}};  // by study
    std::vector<std::vector<std::string>> major_words{{}};  // by major: words that tell one from another

    std::uint16_t put_place(const std::string& code);
    std::uint16_t put_occupation(std::uint16_t number);
    std::uint16_t put_study(const std::vector<std::string>& majors);
};

// What a text speaks of: its terms, names of one kind of work ("sopir", "driver") as their concept; each once, in order.
std::vector<std::string> meanings_of(std::string_view text);

// Of a field of study as `concept_of` gives it: what it shares with another one is said by these.
std::vector<std::string> telling_words_of(std::string_view major);

// How two spellings of one skill, certificate or field of study meet: its terms (analyser.hpp) in order of the alphabet.
// The answer stays until the thread asks for the next one.
const std::string& concept_of(std::string_view text);

}  // namespace matching
