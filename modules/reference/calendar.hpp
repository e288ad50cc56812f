#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace reference {

// National holidays and joint leave (cuti bersama) come from the yearly joint decree of three ministers; the
// others are an office's own.
enum class HolidayKind { national, joint_leave, regional, election, office_closure };

struct Holiday {
    Date date;
    HolidayKind kind{HolidayKind::national};
    std::string name;
    std::string name_en;
    std::string source;  // the decree or letter
    // A correction: this row takes back every row of its date that stands before it in the list.
    bool counts_as_working_day{};
};

// How an office works. Joint leave is a day off for civil servants (Keppres on joint leave of each year); an
// office may stay open on it.
struct WorkingWeek {
    int days{5};  // 5: Monday to Friday; 6: Monday to Saturday
    bool joint_leave_is_off{true};
};

// Working days between dates. Pure and immutable; offices build one from the shipped list and their own rows.
// A holiday that falls on a Sunday is not moved to another day.
class Calendar {
  public:
    Calendar() = default;
    explicit Calendar(std::vector<Holiday> rows);

    bool is_working_day(Date day, WorkingWeek week) const;

    // `start` is day 0, so working day 1 is the first one after it; 0 working days answer `start` itself.
    Date working_day_deadline(Date start, int working_days, WorkingWeek week) const;
    // Both ends included; 0 when `last` is before `first`.
    int count_working_days(Date first, Date last, WorkingWeek week) const;
    // Days from `first` to `last` that the week would have worked and that are off because of a holiday.
    std::vector<Date> weekday_holidays(Date first, Date last, WorkingWeek week) const;

    // Whether the decrees of all years from `first` to `last` are known, so that the answers above can be
    // relied on.
    bool is_complete(Date first, Date last) const;
    // The last day of the last year whose national holidays are known; empty when no year is.
    std::optional<Date> last_known() const { return last_known_; }

    // In order of date, corrections applied.
    const std::vector<Holiday>& holidays() const { return holidays_; }
    std::vector<Holiday> on(Date day) const;

  private:
    std::vector<Holiday> holidays_;
    std::optional<Date> first_known_;
    std::optional<Date> last_known_;
};

}  // namespace reference
