#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

// The registration number's part in the transaction: how large its sequence may grow and which day it tells.
namespace registration {

struct NumberParts {
    std::string region4;
    std::string nik4;
    std::string office;
    Date date;
    Date birth_date;
    std::int64_t sequence{};
};
// Fills {region4} {nik4} {office} {year} {date:DDMMYYYY} {birth_date:DDMMYY} {seq:6}; the rest is literal.
std::string number_from(std::string_view pattern, const NumberParts& parts);

// The largest value that {seq:N} of the pattern can print.
std::int64_t largest_sequence(std::string_view pattern);
// The day that a number of this pattern carries; empty when the pattern has no full date.
std::optional<Date> day_in_number(std::string_view pattern, std::string_view number);

}  // namespace registration
