#pragma once

#include <vector>

#include "modules/employers/model.hpp"
#include "modules/registration/model.hpp"
#include "modules/vacancies/model.hpp"
#include "platform/sql/sql.hpp"

// What became of applications, for the fairness board. A module after this one keeps that and says at start how it is read.
namespace matching {

// An application that somebody made and a company or the promised day decided; one that was taken back, or whose vacancy was
// cancelled, decided nothing about the person.
struct Outcome {
    registration::ApplicationId file;
    vacancies::VacancyId vacancy;
    employers::EmployerId employer;
    Instant applied_at;
    bool invited{};  // to meet, on the way to whatever came after
    bool hired{};
};
// At vacancies of this office, decided since then.
using OutcomesOf = std::vector<Outcome> (*)(sql::Transaction& tx, OfficeId office, Instant since);
void use_outcomes(OutcomesOf outcomes_of);

}  // namespace matching
