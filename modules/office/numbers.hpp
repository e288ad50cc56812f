#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

// Registration numbers: what a pattern of number_template.hpp prints, how large its sequence may grow, which day it tells.
namespace office {

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

// What a number of this pattern looks like, for a person born on 17 August 2001; "" when the pattern is unfit.
std::string example_number(std::string_view pattern, std::string_view regency_code, std::string_view office_code, Date day,
                           std::int64_t sequence);

// The largest value that {seq:N} of the pattern can print.
std::int64_t largest_sequence(std::string_view pattern);
// The day that a number of this pattern carries; empty when the pattern has no full date.
std::optional<Date> day_in_number(std::string_view pattern, std::string_view number);

}  // namespace office
