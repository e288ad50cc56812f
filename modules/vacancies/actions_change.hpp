#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/vacancies/actions.hpp"
#include "modules/vacancies/actions_review.hpp"
#include "modules/vacancies/model_change.hpp"

// A vacancy that everybody can read is changed by its company. What matters for the review waits for an officer while the old
// words stay, unless the office's rule (vacancy_changes_publish) shows at once what asks nothing; the rest is shown at once.
namespace vacancies {

enum class Edited { same, shown, waits };
// `typed.version` is the version that was read, `seen` the change that waited then (none: none did). The new words replace
// what waited.
Result<Edited, Refusal> edit(sql::Transaction& tx, const Context& context, const Vacancy& typed, ChangeId seen);
Result<Done, Refusal> withdraw_change(sql::Transaction& tx, const Context& context, ChangeId id);

// By an officer. `version` is the vacancy's, as it was read.
Result<Done, Refusal> show_change(sql::Transaction& tx, const Context& context, ChangeId id, int version, const Reasons& accepted,
                                  Workplace workplace = Workplace::as_written);
Result<Done, Refusal> decline_change(sql::Transaction& tx, const Context& context, ChangeId id, std::string_view note);

// For the vacancy's company and its office; nobody else sees who changed what.
std::optional<Change> waiting_change(sql::Transaction& tx, const Context& context, VacancyId vacancy);
std::vector<Change> changes_of(sql::Transaction& tx, const Context& context, VacancyId vacancy);  // newest first
struct WaitingChange {
    Change change;
    std::string title;  // as everybody reads it now
    std::string employer_name;
};
std::vector<WaitingChange> waiting_changes(sql::Transaction& tx, const Context& context);  // of the office, oldest first
// How the vacancy would read with it.
Vacancy proposed_by(const Change& change, const Vacancy& now, Date today, std::string_view regency);

// Of what changed last: what somebody who has applied must hear of.
std::vector<FieldChange> news_for_applicants(sql::Transaction& tx, VacancyId vacancy);
// "upah sebulan: 4.500.000 menjadi 4.200.000; …"
std::string words_of(Language language, const std::vector<FieldChange>& fields);

// Published event (subject: vacancy id): vacancies.changed, each time that other words become public.

}  // namespace vacancies
