#pragma once

#include <string>
#include <string_view>
#include <vector>

// How a call is spoken: "Nomor antrean A dua puluh tiga, silakan ke loket dua", as names of the clips that
// tools/prepare-voice.mjs makes.
namespace hall {

// 0 to 9999 in words, one clip a word group: 1234 is "1000", "200", "30", "4". Empty outside.
std::vector<std::string> spoken_number(int number);

// The counter as the office names it: "2", "Loket 2", "Ruang B". Where it has a word that was never recorded, people are
// asked to look at the screen.
std::vector<std::string> spoken_call(char letter, int number, std::string_view counter);

}  // namespace hall
