#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"

// What a manager and the inspectorate read about an office. Nothing here is stored: it is counted from the hall's events,
// the journal and the windows, whenever somebody asks.
namespace oversight {

// How often something happens for each chance to do it, by officer.
enum class Measure { out_of_order, skipped, call_undone, reprints, other_day, after_hours };
inline constexpr Measure all_measures[] = {Measure::out_of_order, Measure::skipped,   Measure::call_undone,
                                           Measure::reprints,     Measure::other_day, Measure::after_hours};

// `of`: the calls, prints or check-ins among which `count` were of the kind.
struct Rate {
    int count{};
    int of{};

    double percent() const { return of ? 100.0 * count / of : 0; }
};

enum class Verdict { usual, unusual, too_few };  // too_few: nothing can be said honestly

struct Judged {
    Rate rate;
    Verdict verdict{Verdict::too_few};
    double median{};  // of the officers, in percent
    double spread{};  // median absolute deviation, in percent
};

struct Officer {
    AccountId account;
    std::string name;
    int calls{};
    Judged by_measure[std::size(all_measures)];
};

// One act that had to have a reason, or that a manager should know of.
struct Occurrence {
    Measure measure{Measure::out_of_order};
    Instant at;
    AccountId account;
    std::string officer;
    std::string subject;  // "booking_ticket:12"
    std::string label;    // "A-023", where there is one
    std::string reason;
    int passed{};  // how many who came earlier were still waiting
};

struct QuotaChange {
    Instant at;
    std::string officer;
    std::string details;
    std::string subject;
};

// A company opened as much of people as the office allows on a day: those who fit without names, or names with numbers.
struct UsedUp {
    Instant at;
    std::string account;
    bool by_name{};
    int most{};
};

// A company's account opened an invented person: "placement_decoy:7".
struct Alarm {
    Instant at;
    std::string account;
    std::string subject;
    bool by_invitation{};
};

struct Report {
    Date from;
    Date to;
    std::vector<Officer> officers;        // by name
    std::vector<Occurrence> occurrences;  // newest first
    std::vector<QuotaChange> quota_changes;
    std::vector<UsedUp> used_up;  // newest first
    std::vector<Alarm> alarms;    // newest first
    int reserve{};                // places beyond the quota, in the windows of the period
    int reserve_taken{};
    std::optional<Instant> last_entry;  // of the journal
    bool journal_cut{};                 // more lines than are read by one request: a shorter period is complete
};

// Real waits of a service in one week, beside what the office promises.
struct WaitingTimes {
    std::string service;
    Date week;  // its Monday
    int people{};
    std::optional<int> median_min;  // none: too few people to publish
    std::optional<int> p90_min;
    std::optional<int> within_percent;
};

}  // namespace oversight
