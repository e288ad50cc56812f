#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"

namespace office {

using ListId = Id<struct ListTag>;

// What a list would do, or did, to a register. All sentences in the language of whoever brought it.
struct ListOutcome {
    std::string refusal;  // not empty: the file cannot be read, and nothing was taken in
    int rows{};
    int added{};
    int known{};
    std::vector<std::pair<std::string, int>> notes;  // "ditahan untuk diperiksa", 3
    std::vector<std::string> faults;                 // one row each, with its line
    int faults_left_out{};                           // beyond what is shown
};

// One that waits for a person's yes.
struct BroughtList {
    ListId id;
    std::string kind;
    std::string file;
    std::string file_name;
    ListOutcome outcome;
    Instant brought_at;
};

}  // namespace office
