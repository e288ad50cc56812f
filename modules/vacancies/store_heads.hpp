#pragma once

#include <optional>
#include <vector>

#include "modules/vacancies/model_heads.hpp"
#include "platform/sql/sql.hpp"

// SQL of what was reported about heads.
namespace vacancies::store {

void add_report(sql::Transaction& tx, const HeadsReport& report);
std::optional<HeadsReport> find_report(sql::Transaction& tx, HeadsReportId id);
std::vector<HeadsReport> reports_of(sql::Transaction& tx, VacancyId vacancy, int limit);  // newest first
// Of each vacancy of an employer the newest one since then that was not taken back.
std::vector<HeadsReport> newest_reports(sql::Transaction& tx, employers::EmployerId employer, Instant since);
// The one that ended it at that moment, unless it was taken back or stands.
std::optional<HeadsReport> ending_report(sql::Transaction& tx, VacancyId vacancy, Instant closed_at);
// While it may be: false afterwards.
bool take_back(sql::Transaction& tx, HeadsReportId id, Instant now, AccountId by);
// The vacancy has not ended after all: what had ended it is a report like the others.
void end_no_more(sql::Transaction& tx, VacancyId vacancy);
// None of them can be taken back any more.
void let_stand(sql::Transaction& tx, VacancyId vacancy);

}  // namespace vacancies::store
