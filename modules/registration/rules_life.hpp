#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "modules/registration/model.hpp"

// Which report is due when, and what follows when none comes. Pure.
namespace registration {

// The rows that the card prints: every interval from its first day, as long as it is before the last one. Counted from the
// first day each time, so that the 31st does not wander: 31 August, 28 February, 31 August.
std::vector<Date> report_days(Date issued_on, Date valid_until, int interval_months);

// What a report of `day` does for a card whose next report is due on `due`.
struct Coverage {
    std::optional<Date> covers;    // none: the row before it was filled already, this report is a mere sign of life
    std::optional<Date> next_due;  // none: the card ends before another one is due
    bool late{};
};
Coverage coverage(const std::vector<Date>& rows, std::optional<Date> due, Date day);

// The first row after a day: where somebody goes on who came back into the register.
std::optional<Date> due_after(const std::vector<Date>& rows, Date day);

// The last day on which a report keeps the card; the card lapses the day after.
Date last_day_to_report(Date due, int grace_days);

// Days before the due date at which a person is reminded; below zero: not at all.
struct ReminderDays {
    int first{14};
    int second{3};
    bool on_the_day{true};
};
// Which reminder is to be sent today: 14, 3 or 0; none when it was sent already, is not yet due, or the day has passed.
std::optional<int> reminder_today(Date due, Date today, const ReminderDays& days, std::optional<int> sent);

// A card may be renewed in its last days, when it has ended, or when its holder was taken off the register.
bool may_be_renewed(const Card& card, Date today, int days_before);

// A sheet printed for one of these reasons makes the sheet in somebody's pocket worthless; one that was spoiled in the printer
// never left the office.
bool replaces_the_code(std::string_view reprint_reason);

// Reasons of removal_reasons() for what a person reports; "" for somebody who is still looking.
enum class ReportStatus { looking, working, placed, moved };
enum class ReportChannel { link, file, counter, school };
std::string_view code(ReportStatus status);
std::string_view code(ReportChannel channel);
std::optional<ReportStatus> report_status_of(std::string_view code);
std::string_view removal_reason_of(ReportStatus status);
// Whoever told us so by telephone or link may also tell us that it was a mistake.
bool is_self_reported_end(std::string_view inactive_reason);

// --- who may be one person ---
// How a name sounds, word by word: Noerul and Nurul, Dewi and Dewy, Achmad and Ahmad meet.
std::vector<std::string> sounds_of(std::string_view name);
// What speaks for one person; only what is known is compared.
struct PersonFacts {
    std::string name;
    std::optional<Date> birth_date;
    std::string phone;
};
// Codes: "name_same", "name_similar", "birth_date_same", "phone_same"; empty when nothing to speak of.
std::vector<std::string_view> signs_of_one_person(const PersonFacts& a, const PersonFacts& b);

// --- blanks ---
// The serials from first to last: the same letters before a number of the same length, "A-000101" to "A-000200". Empty when
// they are none, or more than `most`.
std::vector<std::string> serials(std::string_view first, std::string_view last, int most);

}  // namespace registration
