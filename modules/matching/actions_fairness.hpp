#pragma once

#include <map>
#include <optional>
#include <string>

#include "modules/matching/model_choice.hpp"
#include "modules/matching/model_fairness.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

namespace matching {

// Counts anew for the actor's office or, for the system, for every office with profiles. Three steps, so that the long one
// holds no transaction: read, add up, keep. Only here do the groups that people belong to meet what they were shown.
void measure_fairness(const Context& context);

struct FairnessView {
    std::optional<Batch> batch;  // none: nothing was computed yet
    std::optional<FairnessBoard> board;
    std::string basis;
    int pins{}, vetoes{}, relaxations{};           // of the last 90 days
    std::map<std::string, std::string> companies;  // names, by what a line calls them
};
// Of the actor's office as it was last counted; for the manager and the inspectorate. Reading it is written down.
std::optional<FairnessView> fairness(sql::Transaction& tx, const Context& context);

}  // namespace matching
