#pragma once

#include <string>
#include <string_view>
#include <vector>

// Text as terms: the same for what is written in a vacancy and for what somebody looks for.
namespace matching {

// The root of a lower-case Indonesian word: "penjualan", "menjual" -> "jual"; "pengemudi" -> "kemudi". Affixes are
// taken off (di-, ke-, se-, ber-, ter-, per-, meN-, peN- with the lost k, t, s, p; -kan, -an, -i; -lah, -kah, -pun, -nya,
// -ku, -mu) only where a root that we know is left; every other word stays as it is.
std::string root_of(std::string_view word);

// Of lower-case text.
constexpr bool is_in_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80; }

// Lower case, doubled words ("buruh-buruh") once, without words that say nothing.
std::vector<std::string> words_of(std::string_view text);

// The same, each as its root.
std::vector<std::string> terms_of(std::string_view text);

}  // namespace matching
