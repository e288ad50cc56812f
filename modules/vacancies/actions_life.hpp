#pragma once

#include <optional>

#include "modules/vacancies/actions.hpp"

// What becomes of a vacancy, by the company it belongs to or by the office. `version` is the one that was read: of two who act
// at the same time, the second hears changed_meanwhile.
namespace vacancies {

// What a new report begins with: the employer's place of work and the usual days.
Vacancy blank(sql::Transaction& tx, const Context& context, const employers::Employer& employer);
// One of the employer's own as a new report: as many days from today, its reasons to be looked at anew; nothing of its life.
std::optional<Vacancy> copy_of(sql::Transaction& tx, const Context& context, const employers::Employer& employer, VacancyId from);
std::optional<Vacancy> last_report(sql::Transaction& tx, const Context& context, employers::EmployerId employer);

// Hands in a new vacancy (id none), or again one that waits or came back. It gets its receipt number once, and is held for a
// person where its words or its employer say so. Every condition that needs a reason has one, or it is refused.
// `fingerprint`: of a row of a file; the same one again is known_already.
Result<Vacancy, Refusal> submit(sql::Transaction& tx, const Context& context, const Vacancy& typed, std::string_view fingerprint = "");
// A new one, from a page: the same form sent again on the same day (two presses, the back button) is the same vacancy, with the
// receipt it got, while it is still as it was sent.
Result<Vacancy, Refusal> submit_once(sql::Transaction& tx, const Context& context, const Vacancy& typed);
// One of many: whoever takes them in calls tell_register (actions_gate.hpp) once, after the last.
Result<Vacancy, Refusal> submit_of_many(sql::Transaction& tx, const Context& context, const Vacancy& typed, std::string_view fingerprint);

Result<Done, Refusal> pause(sql::Transaction& tx, const Context& context, VacancyId id, int version);
Result<Done, Refusal> resume(sql::Transaction& tx, const Context& context, VacancyId id, int version);
// By so many days from its last one, or from today when that has passed; an expired one is shown again.
Result<Done, Refusal> extend(sql::Transaction& tx, const Context& context, VacancyId id, int version, int days);
// So many more heads are found, or are looked for no more. The last one closes it.
Result<Done, Refusal> fill_heads(sql::Transaction& tx, const Context& context, VacancyId id, int version, int men, int women);
Result<Done, Refusal> cancel_heads(sql::Transaction& tx, const Context& context, VacancyId id, int version, int heads);
// What is still open of it.
Result<Done, Refusal> close(sql::Transaction& tx, const Context& context, VacancyId id, int version);

// Open ones of this office whose last day has passed. Gives how many.
int expire(sql::Transaction& tx, const Context& context, OfficeId office, int most);
bool has_over(sql::Transaction& tx, const Context& context, OfficeId office);

// An employer that is suspended shows nothing; what only that paused is shown again when it may.
void follow_employer(sql::Transaction& tx, const Context& context, employers::EmployerId employer);

}  // namespace vacancies
