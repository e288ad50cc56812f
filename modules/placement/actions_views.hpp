#pragma once

#include "modules/placement/actions_company.hpp"

// How many people a company may open on a day: masked ones of those who fit, and contacts of those who agreed. UU 27/2022 art. 16 (2):
// no more than its purpose needs. Whoever applied is read without a limit; the same person again on the same day costs nothing.
namespace placement {

// What a company or an officer reads of a vacancy. Counts, so it opens its own transactions: call it outside one. `vacancy` is empty
// when this actor may not decide about it.
struct Sight {
    std::optional<vacancies::Vacancy> vacancy;
    Candidates candidates;
    Fitting fitting;
};
Sight look_at(const Context& context, vacancies::VacancyId id);

// Today's counts of the companies of the officer's office that opened somebody.
struct Views {
    employers::EmployerId employer;
    int fitting{};
    int contacts{};
    bool used_up{};
};
std::vector<Views> views_today(sql::Transaction& tx, const Context& context);

void forget_views(sql::Transaction& tx, Date today);

}  // namespace placement
