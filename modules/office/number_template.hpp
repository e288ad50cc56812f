#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

// How an office's registration numbers look, as it enters it: literal characters and {tokens} that numbers.hpp fills.
// {region4} {nik4} {year} {office} {seq:6} {date:DDMMYYYY} {birth_date:DDMMYY}
namespace office {

enum class NumberRefusal {
    no_sequence,
    two_sequences,
    unknown_token,
    unclosed,
    bad_width,
    bad_character,
    too_long,
    bad_scope,
    scope_not_in_number
};
struct NumberFault {
    NumberRefusal why{};
    std::string where;  // the token or character
};
std::string_view sentence(NumberRefusal why);

struct NumberTemplate {
    std::string pattern;
    std::string scope;  // of the sequence: global, year, month, day
    // For the boxes on the card: how many characters stand together. Empty when {office} makes the length unknown.
    std::vector<int> groups;
};
// A sequence that starts anew each year, month or day needs that much of the date in the number, or numbers would
// repeat.
Result<NumberTemplate, NumberFault> read_number_template(std::string_view pattern, std::string_view scope);

// Layouts seen on cards of four offices; each may run on for ever, or begin again where its date tells the period.
struct NumberPreset {
    std::string_view label;
    std::string_view pattern;
};
std::span<const NumberPreset> number_presets();

}  // namespace office
