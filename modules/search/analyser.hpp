#pragma once

#include <string>
#include <string_view>
#include <vector>

// Text as terms: the same for what is written in a vacancy and for what somebody looks for.
namespace search {

// Of lower-case text.
constexpr bool is_in_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80; }

// Lower case, doubled words ("buruh-buruh", "meniru-niru") once, without words that say nothing.
std::vector<std::string> words_of(std::string_view text);

// The same, each as its root.
std::vector<std::string> terms_of(std::string_view text);

}  // namespace search
