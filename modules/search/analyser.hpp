#pragma once

#include <string>
#include <string_view>
#include <vector>

// Text as terms: the same for what is written in a vacancy and for what somebody looks for.
namespace search {

// Of lower-case text.
constexpr bool is_in_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80; }

// The words of lower-case text in their order, doubled ones ("buruh-buruh", "meniru-niru") once. Views of that text.
class WordReader {
  public:
    explicit WordReader(std::string_view lower) : lower_(lower) {}
    std::string_view next();  // "" at the end

  private:
    std::string_view lower_;
    std::size_t at_{};
    std::string_view before_;  // the part before a hyphen
};

// "dan", "yang", "the".
bool says_nothing(std::string_view word);

// Lower case, doubled words once, without words that say nothing.
std::vector<std::string> words_of(std::string_view text);

// The same, each as its root.
std::vector<std::string> terms_of(std::string_view text);

}  // namespace search
