#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// A vacancy's text as words with their places, and phrases that are looked for in them.
namespace vacancies {

struct Word {
    std::string text;     // lower case; digits and letters are words of their own: "35th" is "35", "th"
    std::size_t begin{};  // bytes of the original
    std::size_t end{};
    bool starts_sentence{};  // after a line's end, a full stop, a bullet
    bool starts_part{};      // the same, or after a comma, a bracket, a dash between blanks
    bool is_number() const { return !text.empty() && text.front() >= '0' && text.front() <= '9'; }
};

std::vector<Word> words_of(std::string_view text);

bool is_one_of(std::string_view word, std::span<const std::string_view> list);

// A phrase is written as its words: "penampilan|berpenampilan ?yang menarik". `|` separates alternatives, `?` may be
// missing, `#` is any number.
class Phrase {
  public:
    explicit Phrase(std::string_view pattern);
    // How many words from `at` on it takes, all of one sentence; 0 when it does not stand there.
    std::size_t length_at(std::span<const Word> words, std::size_t at) const;

  private:
    struct Place {
        std::vector<std::string_view> any_of;
        bool may_be_missing{};
    };
    std::size_t match(std::span<const Word> words, std::size_t first, std::size_t at, std::size_t place) const;
    std::vector<Place> places_;
};

}  // namespace vacancies
