#include "modules/reference/calendar.hpp"

#include <algorithm>

namespace reference {
namespace {

bool is_weekday(Date day, WorkingWeek week) { return day.weekday() <= week.days; }

bool is_off(const Holiday& holiday, WorkingWeek week) { return holiday.kind != HolidayKind::joint_leave || week.joint_leave_is_off; }

// Days of the working week from `first` to `last`, holidays not considered.
int count_weekdays(Date first, Date last, WorkingWeek week) {
    const int length = last - first + 1;
    int count = length / 7 * week.days;
    for (auto day = first + length / 7 * 7; day <= last; day = day + 1)
        if (is_weekday(day, week)) ++count;
    return count;
}

auto from(const std::vector<Holiday>& holidays, Date first) {
    return std::lower_bound(holidays.begin(), holidays.end(), first, [](const Holiday& holiday, Date day) { return holiday.date < day; });
}

}  // namespace

Calendar::Calendar(std::vector<Holiday> rows) {
    // The years that a decree was given for, before an office corrects single days of them.
    for (const auto& row : rows) {
        if (row.kind != HolidayKind::national || row.counts_as_working_day) continue;
        const auto first = *Date::of(row.date.year(), 1, 1);
        const auto last = *Date::of(row.date.year(), 12, 31);
        first_known_ = first_known_ ? std::min(*first_known_, first) : first;
        last_known_ = last_known_ ? std::max(*last_known_, last) : last;
    }

    std::stable_sort(rows.begin(), rows.end(), [](const Holiday& a, const Holiday& b) { return a.date < b.date; });
    for (auto& row : rows) {
        if (row.counts_as_working_day) {
            while (!holidays_.empty() && holidays_.back().date == row.date) holidays_.pop_back();
        } else {
            holidays_.push_back(std::move(row));
        }
    }
}

bool Calendar::is_working_day(Date day, WorkingWeek week) const {
    return is_weekday(day, week) && weekday_holidays(day, day, week).empty();
}

Date Calendar::working_day_deadline(Date start, int working_days, WorkingWeek week) const {
    auto day = start;
    for (int counted = 0; counted < working_days;) {
        day = day + 1;
        if (is_working_day(day, week)) ++counted;
    }
    return day;
}

int Calendar::count_working_days(Date first, Date last, WorkingWeek week) const {
    if (last < first) return 0;
    return count_weekdays(first, last, week) - static_cast<int>(weekday_holidays(first, last, week).size());
}

std::vector<Date> Calendar::weekday_holidays(Date first, Date last, WorkingWeek week) const {
    std::vector<Date> days;
    for (auto holiday = from(holidays_, first); holiday != holidays_.end() && holiday->date <= last; ++holiday) {
        if (!is_off(*holiday, week) || !is_weekday(holiday->date, week)) continue;
        if (days.empty() || days.back() != holiday->date) days.push_back(holiday->date);
    }
    return days;
}

bool Calendar::is_complete(Date first, Date last) const { return first_known_ && *first_known_ <= first && last <= *last_known_; }

std::vector<Holiday> Calendar::on(Date day) const {
    std::vector<Holiday> found;
    for (auto holiday = from(holidays_, day); holiday != holidays_.end() && holiday->date == day; ++holiday) found.push_back(*holiday);
    return found;
}

}  // namespace reference
