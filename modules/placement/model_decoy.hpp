#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/employers/model.hpp"

namespace placement {

using DecoyId = Id<struct DecoyTag>;
using TouchId = Id<struct TouchTag>;

// An invented person (honey token): no file, no profile, no card, so no list, statistic, hall or letter can hold one.
struct Decoy {
    DecoyId id;
    OfficeId office;
    std::string label;  // the managers' word for it
    std::string education;
    std::vector<std::string> skills;
    std::string position;
    Instant planted_at;
    std::string planted_by;
    std::optional<Instant> ended_at;
};

enum class TouchKind { sheet, invitation };

struct Touch {
    DecoyId decoy;
    employers::EmployerId employer;
    TouchKind kind{TouchKind::sheet};
    Instant first_at;
    Instant last_at;
    int times{1};
};

enum class DecoyRefusal { not_yours, label_missing, education_missing, too_long, all_planted };

}  // namespace placement
