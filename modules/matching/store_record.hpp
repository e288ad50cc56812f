#pragma once

#include <optional>
#include <set>
#include <vector>

#include "modules/matching/model_choice.hpp"
#include "platform/sql/sql.hpp"

// Suggestions with everything they were made from, so that each can be computed again.
namespace matching::store {

// Keeps the vacancy as it stands, and the record, unless the same was said before.
void keep_vacancy(sql::Transaction& tx, const vacancies::Vacancy& vacancy);
std::optional<vacancies::Vacancy> vacancy_then(sql::Transaction& tx, vacancies::VacancyId id, std::int64_t revision);
bool add_record(sql::Transaction& tx, const Record& record);
std::optional<Record> find_record(sql::Transaction& tx, RecordId id);
std::vector<Record> records_of(sql::Transaction& tx, ProfileId profile, int limit);       // newest first
std::set<vacancies::VacancyId> vacancies_shown(sql::Transaction& tx, ProfileId profile);  // ever, as far as records are kept
// What was tried on this person since this batch, in the order of its places.
std::vector<vacancies::VacancyId> tried_since(sql::Transaction& tx, ProfileId profile, BatchId batch);
std::vector<Record> records_after(sql::Transaction& tx, RecordId after, int limit);
int forget_records(sql::Transaction& tx, Instant before);

}  // namespace matching::store
