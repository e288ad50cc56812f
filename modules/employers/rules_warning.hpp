#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "modules/employers/model_warning.hpp"

// When the next step towards a written warning may be taken. Pure.
namespace employers {

std::string_view code(Matter matter);
std::string_view code(WarningState state);
std::optional<Matter> parse_matter(std::string_view code);
std::optional<WarningState> parse_warning_state(std::string_view code);
std::string_view roman(int level);
bool is_open(WarningState state);

// The closing note of one that is followed by the next level.
inline constexpr std::string_view not_followed = "not_followed";

// Which level a new one of this matter would have, given all earlier ones of the company; after one that was followed it
// begins again at I.
struct NextLevel {
    int level{1};
    std::optional<WarningRefusal> why_not;
    WarningId replaces;  // the one whose time is over, closed as not followed
};
NextLevel next_level(const std::vector<Warning>& earlier, Matter matter, Date today, int last_level = 3);

// Only after the company has answered or its time to answer is over (the person who decides reads what it said).
std::optional<WarningRefusal> may_send(const Warning& warning, Date today);
// Until then there is no draft either: it would say that the company has not answered while it still may.
bool has_letter(const Warning& warning, Date today);

}  // namespace employers
