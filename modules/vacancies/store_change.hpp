#pragma once

#include <optional>
#include <vector>

#include "modules/vacancies/model_change.hpp"
#include "platform/sql/sql.hpp"

// SQL of changes of published vacancies.
namespace vacancies::store {

// False: one waits already.
bool add_change(sql::Transaction& tx, const Change& change);
std::optional<Change> find_change(sql::Transaction& tx, ChangeId id);
std::optional<Change> waiting_change(sql::Transaction& tx, VacancyId vacancy);
std::optional<Change> newest_shown_change(sql::Transaction& tx, VacancyId vacancy);
std::vector<Change> changes_of(sql::Transaction& tx, VacancyId vacancy, int limit);     // newest first
std::vector<Change> waiting_changes(sql::Transaction& tx, OfficeId office, int limit);  // oldest first
// State, who decided and when, and the note, while it still waits.
bool decide_change(sql::Transaction& tx, const Change& change);
// The one that lapsed when its vacancy ended at that moment waits again.
void revive_change(sql::Transaction& tx, VacancyId vacancy, Instant closed_at);

}  // namespace vacancies::store
