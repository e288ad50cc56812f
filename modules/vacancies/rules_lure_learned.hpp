#pragma once

#include <string_view>

// What tools/learn_lures.mjs counted: how much each word speaks for a lure, or against one.
namespace vacancies::lure {

extern const int learned_base;                // in hundredths
extern const std::string_view learned_words;  // "WORD WEIGHT WORD WEIGHT …", by word

}  // namespace vacancies::lure
