#pragma once

#include <optional>
#include <string>

#include "base/date.hpp"

// The little of a file that other modules need to write to a person, or to treat them as the office's rules say.
namespace registration {

struct Reach {
    std::string name;
    std::string phone;  // "+62…"; empty = none
};

struct Circumstances {
    std::optional<Date> birth_date;
    std::string village_code;
};

}  // namespace registration
