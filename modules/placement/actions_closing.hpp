#pragma once

#include "modules/placement/actions.hpp"

// Nobody is left without an answer: what the program says when nobody else did.
namespace placement {

// Companies whose answer falls due in so many days hear of it, once a vacancy and day.
void remind_companies(sql::Transaction& tx, const Context& context, OfficeId office, int days_before);
// Past their promised day, in this office. Gives how many were answered.
int close_overdue(sql::Transaction& tx, const Context& context, OfficeId office, int limit);
// Everybody who still waits at this vacancy, when it has ended. Gives how many were answered.
int answer_all_of(sql::Transaction& tx, const Context& context, vacancies::VacancyId vacancy);
// The same for vacancies in the order of their ids after `after`, which moves on; none: all were looked at.
int answer_ended(sql::Transaction& tx, const Context& context, vacancies::VacancyId& after, int limit);
// A file that its owner took back, or that was nobody's, stands at no vacancy any more.
void withdraw_file(sql::Transaction& tx, const Context& context, registration::ApplicationId file);
// An office saw the KTP: the file is known to be this person's.
void know_person(sql::Transaction& tx, const Context& context, registration::ApplicationId file);

}  // namespace placement
