#pragma once

#include <string>
#include <string_view>

namespace search {

// The root of a lower-case Indonesian word: "penjualan", "menjual" -> "jual"; "pengemudi" -> "kemudi". Affixes are taken off
// (di-, ke-, se-, ber-, ter-, per-, meN-, peN- with the lost k, t, s, p; -kan, -an, -i; -lah, -kah, -pun, -nya, -ku, -mu)
// only where a word that we know is left, and where it says that it is derived so, or may well be. Every other word, and
// every word that is in the dictionary itself, stays as it is.
std::string root_of(std::string_view word);

}  // namespace search
