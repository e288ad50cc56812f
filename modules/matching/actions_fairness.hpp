#pragma once

#include <optional>
#include <string>

#include "modules/matching/model_choice.hpp"
#include "modules/matching/rules_fairness.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

namespace matching {

struct FairnessView {
    std::optional<Batch> batch;  // none: nothing was computed yet
    Board board;
    int min_cell{};
    int alarm_percent{};  // of the rule pack, like the basis
    std::string basis;
    int pins{}, vetoes{}, relaxations{};  // of the last 90 days
};
// Of the actor's office; added up, for the manager and the inspectorate. Reading it is written down.
std::optional<FairnessView> fairness(sql::Transaction& tx, const Context& context);

}  // namespace matching
