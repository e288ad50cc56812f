#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/placement/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// People who agreed to meet a company and have not met it yet: for days of interviews. For officers of the office and for the
// company itself.
namespace placement {

struct Introduced {
    CandidacyId candidacy;
    registration::ApplicationId file;
    vacancies::VacancyId vacancy;
    Instant since;
};
std::vector<Introduced> introduced_to(sql::Transaction& tx, const Context& context,
                                      employers::EmployerId employer);  // who waits longest first

struct CompanyWithPeople {
    employers::EmployerId employer;
    std::string name;
    int people{};
};
std::vector<CompanyWithPeople> companies_with_introduced(sql::Transaction& tx, const Context& context);  // of the officer's office, by name

// The name, as long as this reader may know it: from the person's yes until they withdraw.
std::optional<std::string> name_of_introduced(sql::Transaction& tx, const Context& context, CandidacyId id);

}  // namespace placement
