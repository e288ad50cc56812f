#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/matching/model_choice.hpp"
#include "modules/matching/model_fairness.hpp"
#include "platform/sql/sql.hpp"

// The board as it was last counted.
namespace matching::store {

// In place of the one before.
void keep_board(sql::Transaction& tx, OfficeId office, BatchId batch, const FairnessBoard& board);
std::optional<FairnessBoard> find_board(sql::Transaction& tx, OfficeId office);
std::vector<OfficeId> offices_with_board(sql::Transaction& tx);

// How this vacancy was first suggested to the person.
struct FirstSuggested {
    std::string weights;
    std::string outcome;
};
std::optional<FirstSuggested> first_suggested(sql::Transaction& tx, ProfileId profile, vacancies::VacancyId vacancy);

}  // namespace matching::store
