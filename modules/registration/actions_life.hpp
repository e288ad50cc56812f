#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/registration/model.hpp"
#include "modules/registration/rules_life.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// The report every six months, what reminds people of it, and what follows when none comes.
namespace registration {

struct Report {
    ReportStatus status{ReportStatus::looking};
    std::string employer;       // of somebody who works; may be left out
    std::optional<Date> since;  // since when they work
    std::optional<Date> on;     // at the counter: the day of the report, when it was not today
    bool paper_stamped{};       // the row on the paper card was signed and stamped
};
struct Reported {
    bool is_new{};  // false: the same report was here today already, nothing was written
    bool is_late{};
    bool restored{};  // the card had lapsed, or was reported as ended by mistake, and is active again
    std::optional<Date> next_due;
};
// A link in a message: whoever holds it reports for this one card. Nothing else is opened by it.
Result<Reported, Refusal> report_by_link(sql::Transaction& tx, const Context& context, std::string_view token, const Report& report);
// The holder in their own opened file.
Result<Reported, Refusal> report_own(sql::Transaction& tx, const Context& context, CardId id, const Report& report);
Result<Reported, Refusal> report_at_counter(sql::Transaction& tx, const Context& context, CardId id, const Report& report);
// A school (BKK) of this office for its own pupil; the caller knows that the card is the pupil's.
Result<Reported, Refusal> report_by_school(sql::Transaction& tx, const Context& context, CardId id, const Report& report);

// The address under which the card's holder reports, good for as long as a report may still restore the card.
std::string report_link(const Context& context, const Card& card);

// What a page about one's report needs; names nobody but by the first name.
struct ReportView {
    Card card;
    Zone zone{Zone::wib};
    std::string office_name;
    std::string office_code;
    std::string first_name;
    std::optional<Date> due;
    Date today;
    Date last_day;  // of the present due date, with the days of grace
    bool may_report{};
    bool may_restore{};  // lapsed or reported as ended, and the office lets a report bring the card back
    bool reported_today{};
};
std::optional<ReportView> report_view(sql::Transaction& tx, const Context& context, std::string_view token);
std::optional<ReportView> own_report_view(sql::Transaction& tx, const Context& context, CardId id);

struct ReportLine {
    std::int64_t id{};
    ReportStatus status{};
    ReportChannel channel{};
    Date reported_on;
    std::optional<Date> covers;
    std::string employer;
    std::optional<Date> since;
    bool paper_stamped{};
    bool restored{};
};
std::vector<ReportLine> reports_of(sql::Transaction& tx, const Context& context, CardId id);  // newest first
std::optional<Date> report_due_of(sql::Transaction& tx, CardId id);
// The person brought the paper card: its row is stamped for a report that came by link.
Result<Done, Refusal> stamp_report(sql::Transaction& tx, const Context& context, CardId id, std::int64_t report);

// The first report falls due: at the hand-over, and for a card that came in with an old register.
void begin_reports(sql::Transaction& tx, const Card& card);
// Somebody is back on the register: a due date that has passed gives way to the next one.
void resume_reports(sql::Transaction& tx, const Card& card, Date today);

// --- of the office, by the day ---
// Reminds who is to be reminded today, each once. Gives how many messages were queued.
int remind(sql::Transaction& tx, const Context& context, OfficeId office, int limit);
// Where the office has switched it on: cards whose last day to report has passed leave the register. Gives how many.
int lapse_overdue(sql::Transaction& tx, const Context& context, OfficeId office, int limit);
// Cards of before reports were kept get their day. Gives how many.
int begin_missing_reports(sql::Transaction& tx, OfficeId office, int limit);

std::string_view label(ReportStatus status);
std::string_view label(ReportChannel channel);

}  // namespace registration
