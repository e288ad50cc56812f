#pragma once

#include <vector>

#include "modules/matching/actions_outcomes.hpp"
#include "platform/sql/sql.hpp"

// What became of applications: handed to matching, which adds them up by groups.
namespace placement::store {

std::vector<matching::Outcome> outcomes(sql::Transaction& tx, OfficeId office, Instant since);

}  // namespace placement::store
