#pragma once

#include <array>
#include <string>
#include <string_view>

#include "modules/matching/model_fairness.hpp"
#include "platform/context.hpp"

// What the fairness board says; Indonesian, translated when shown.
namespace matching {

std::string_view label(Grouping by);
std::string label(const Context& context, Grouping by, const std::string& group);  // in the reader's language
std::string_view label(Measure what);                                              // a plain sentence
std::string_view short_label(Measure what);                                        // above a column
std::string_view label(Verdict verdict);
std::string_view first_step(Measure what);  // where to look first when it is beyond the limit

// What helps, in the order in which it is tried.
extern const std::array<std::string_view, 5> remedies;

// "97,4 %"; "1,024"
std::string percent_of(Language language, int thousandths);
// Of one group, in its own unit.
std::string value_of(const Context& context, const FairnessLine& line);

}  // namespace matching
