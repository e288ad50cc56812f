#pragma once

#include <string_view>
#include <vector>

#include "modules/registration/actions.hpp"
#include "modules/registration/actions_counter.hpp"

// Practice on the real program: twenty invented people, none of them easy. Never counted, never numbered with real
// numbers, CONTOH on everything.
namespace registration {

struct TrainingCase {
    std::string_view title;  // Indonesian, like the task
    std::string_view task;   // what to notice, and what is right to do
};
const std::vector<TrainingCase>& training_cases();

struct TrainingFile {
    const TrainingCase* about{};
    ApplicationLine line;
};
// The files of the last beginning, in the order of the cases; none before the first.
std::vector<TrainingFile> training_files(sql::Transaction& tx, const Context& context, OfficeId office);
// Puts away what was practised on and lays out the twenty cases anew.
Result<Done, Refusal> start_training(sql::Transaction& tx, const Context& context, OfficeId office);

}  // namespace registration
