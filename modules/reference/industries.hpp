#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// KBLI 2020 (BPS regulation 2/2020), built into the program: a section letter, then 2 to 5 digits; 5 are a group, the level
// of the business register. The letters of KBLI 2025 mean other things: a code is kept with the version of its list, and that
// list is there once an operator has imported it.
namespace reference {

inline constexpr std::string_view kbli_version = "2020";

struct Industry {
    std::string code;
    std::string title;
    char section{'A'};
};
std::optional<Industry> find_industry(std::string_view code, std::string_view version = kbli_version);
bool has_industries(std::string_view version);
// Groups for what a firm says it does, best first: words in any order, unfinished words, or the beginning of a code.
std::vector<Industry> find_industries(std::string_view query, std::size_t limit);

}  // namespace reference
