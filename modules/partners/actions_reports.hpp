#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "modules/partners/actions.hpp"

// The monthly report of the job centre and what became of its graduates.
namespace partners {

// --- the report: form IPK III/1, which job centres hand in as well ---
struct DueMonth {
    std::string month;
    std::optional<Instant> submitted_at;
};
// The last full month first.
std::vector<DueMonth> months(sql::Transaction& tx, const Context& context, const School& school, int count);
std::optional<Report> find_report(sql::Transaction& tx, const Context& context, const School& school, const std::string& month);
// What the register says of the month: handed in, placed and gone by sex and major; the opening is the last closing.
Figures proposed_figures(sql::Transaction& tx, const Context& context, const School& school, const std::string& month);
Result<Done, Refusal> submit_report(sql::Transaction& tx, const Context& context, const School& school, const Report& report);
// For the office's eyes.
std::vector<Report> reports_of(sql::Transaction& tx, const Context& context, SchoolId school, int limit);

// --- the tracer ---
struct Tracer {
    int asked{};     // handed in: everybody who could answer
    int answered{};  // by themselves
    int known{};     // did not answer, but the office knows that they work
    std::map<GraduateOutcome, int> by_outcome;
    int messages_sent{};

    int percent() const { return asked == 0 ? 0 : (answered * 100 + asked / 2) / asked; }
};
Tracer tracer(sql::Transaction& tx, const Context& context, const School& school);
// A link to everybody who has not answered and was not asked in the last 30 days. Gives how many.
Result<int, Refusal> ask_graduates(sql::Transaction& tx, const Context& context, const School& school);

}  // namespace partners
