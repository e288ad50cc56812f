#pragma once

#include <map>
#include <optional>
#include <vector>

#include "modules/vacancies/actions.hpp"
#include "modules/vacancies/model_heads.hpp"

// Heads that were found or are not looked for any more, as somebody reported them, and a wrong tap taken back. What nobody
// outside was told can be taken back while the vacancy has not ended; the last head, which ends it, for take_back_minutes:
// readers see at once that it is gone, and whoever waits there hears it only when it stands.
namespace vacancies {

struct Heads {
    int men{};
    int women{};
    int cancelled{};
};
// A tap can be taken back. Who was hired through the office is no tap: they were told.
enum class Way { by_tap, by_hire };

// Counts them, keeps what a tap reported, and closes the vacancy with the last one. `vacancy` is as it was read.
Result<Done, Refusal> report_heads(sql::Transaction& tx, const Context& context, Vacancy vacancy, const Heads& heads, Way way);

// Newest first; for its company and its office.
std::vector<HeadsReport> heads_reports(sql::Transaction& tx, const Context& context, VacancyId vacancy);
// Of each vacancy of the employer the newest, made within take_back_minutes, that may be taken back.
std::map<VacancyId, HeadsReport> fresh_reports(sql::Transaction& tx, const Context& context, const std::vector<Vacancy>& vacancies);
// What of them may still be taken back: at a vacancy that has ended nothing, once its end stands.
bool may_be_taken_back(const HeadsReport& report, const Vacancy& vacancy, const std::vector<HeadsReport>& all, Instant now);
// Until when the one that ended it may be.
std::optional<Instant> take_back_until(const Vacancy& vacancy, const std::vector<HeadsReport>& all, Instant now);
// The heads are looked for again. One that has ended goes back to what it was, as far as it still may: its day, its company and
// its permission are asked again.
Result<Done, Refusal> take_back(sql::Transaction& tx, const Context& context, VacancyId id, int version, HeadsReportId report);

}  // namespace vacancies
