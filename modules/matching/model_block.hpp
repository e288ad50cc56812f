#pragma once

#include <string>

#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/employers/model.hpp"

// Whom somebody does not want to work for.
namespace matching {

struct Block {
    OfficeId office;
    std::string person_key;
    employers::EmployerId employer;
    std::string employer_name;
    Instant at;
};

}  // namespace matching
