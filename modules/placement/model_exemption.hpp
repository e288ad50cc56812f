#pragma once

#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/placement/model.hpp"

namespace placement {

using ExemptionId = Id<struct ExemptionTag>;
// asked > granted | declined; after declined it may be asked again.
enum class ExemptionState { asked, granted, declined };

struct Exemption {
    ExemptionId id;
    OfficeId office;
    vacancies::VacancyId vacancy;
    employers::EmployerId employer;
    std::string reason;
    ExemptionState state{ExemptionState::asked};
    Instant asked_at;
    std::optional<int> supply;  // people who fitted when it was answered
    std::optional<Instant> answered_at;
    std::string note;
};

enum class ExemptionRefusal { no_such_vacancy, no_rule, words_missing, asked_already, answered_already, has_tie };

}  // namespace placement
