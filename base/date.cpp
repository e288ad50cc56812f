#include "base/date.hpp"

#include <chrono>

namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

year_month_day civil(Date date) { return sys_days(std::chrono::days(date.days)); }

Date from_civil(year_month_day civil) { return {static_cast<std::int32_t>(sys_days(civil).time_since_epoch().count())}; }

// Decimal digits only; -1 for anything else.
int digits(std::string_view text) {
    if (text.empty() || text.size() > 4) return -1;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

// Two digits. By hand: a page prints dozens of dates and hours, and printf took a tenth of its time.
void append_two(std::string& text, std::int64_t number) {
    text += static_cast<char>('0' + number / 10 % 10);
    text += static_cast<char>('0' + number % 10);
}

std::string rfc3339_text(Date date, std::int64_t seconds_of_day, std::string_view offset) {
    std::string text = date.iso() + 'T';
    append_two(text, seconds_of_day / 3600);
    text += ':';
    append_two(text, seconds_of_day / 60 % 60);
    text += ':';
    append_two(text, seconds_of_day % 60);
    return text.append(offset);
}

constexpr std::int64_t seconds_per_day = 24 * 60 * 60;

std::int64_t floor_days(std::int64_t seconds) { return seconds / seconds_per_day - (seconds % seconds_per_day < 0 ? 1 : 0); }

}  // namespace

int Date::year() const { return static_cast<int>(civil(*this).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(civil(*this).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(civil(*this).day())); }

int Date::weekday() const { return static_cast<int>(std::chrono::weekday(sys_days(std::chrono::days(days))).iso_encoding()); }

std::string Date::iso() const {
    const auto date = civil(*this);
    const int year = static_cast<int>(date.year());
    std::string text;
    append_two(text, year / 100);
    append_two(text, year % 100);
    text += '-';
    append_two(text, static_cast<unsigned>(date.month()));
    text += '-';
    append_two(text, static_cast<unsigned>(date.day()));
    return text;
}

Date Date::plus_months(int months) const {
    const auto there = civil(*this) + std::chrono::months(months);
    if (there.ok()) return from_civil(there);
    return from_civil(there.year() / there.month() / std::chrono::last);
}

int Date::age_on(Date on) const {
    const auto born = civil(*this);
    const auto then = civil(on);
    const int years = static_cast<int>(then.year()) - static_cast<int>(born.year());
    const bool had_birthday = std::pair(then.month(), then.day()) >= std::pair(born.month(), born.day());
    return had_birthday ? years : years - 1;
}

std::optional<Date> Date::of(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return {};
    const year_month_day civil{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                               std::chrono::day(static_cast<unsigned>(day))};
    if (!civil.ok()) return {};
    return from_civil(civil);
}

std::optional<Date> Date::parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
    const int year = digits(text.substr(0, 4));
    if (year < 1900 || year > 2199) return {};
    return of(year, digits(text.substr(5, 2)), digits(text.substr(8, 2)));
}

std::string TimeOfDay::hh_mm() const {
    std::string text;
    append_two(text, minutes / 60);
    text += ':';
    append_two(text, minutes % 60);
    return text;
}

std::optional<TimeOfDay> TimeOfDay::parse(std::string_view text) {
    const auto separator = text.find_first_of(":.");
    if (separator == std::string_view::npos || separator > 2 || text.size() != separator + 3) return {};
    const int hour = digits(text.substr(0, separator));
    const int minute = digits(text.substr(separator + 1));
    if (hour < 0 || minute < 0 || minute > 59 || hour * 60 + minute > 24 * 60) return {};
    return TimeOfDay{hour * 60 + minute};
}

int offset_hours(Zone zone) {
    switch (zone) {
        case Zone::wib: return 7;
        case Zone::wita: return 8;
        case Zone::wit: return 9;
    }
    return 7;
}

std::string_view name(Zone zone) {
    switch (zone) {
        case Zone::wib: return "WIB";
        case Zone::wita: return "WITA";
        case Zone::wit: return "WIT";
    }
    return {};
}

std::optional<Zone> parse_zone(std::string_view text) {
    if (text == "WIB" || text == "wib" || text == "Asia/Jakarta" || text == "Asia/Pontianak") return Zone::wib;
    if (text == "WITA" || text == "wita" || text == "Asia/Makassar") return Zone::wita;
    if (text == "WIT" || text == "wit" || text == "Asia/Jayapura") return Zone::wit;
    return {};
}

LocalTime Instant::in(Zone zone) const {
    const auto local = seconds + std::int64_t{3600} * offset_hours(zone);
    const auto day = floor_days(local);
    return {Date{static_cast<std::int32_t>(day)}, TimeOfDay{static_cast<int>((local - day * seconds_per_day) / 60)}, zone};
}

std::string Instant::rfc3339(Zone zone) const {
    const auto local = seconds + std::int64_t{3600} * offset_hours(zone);
    const auto day = floor_days(local);
    const char offset[] = {'+', '0', static_cast<char>('0' + offset_hours(zone)), ':', '0', '0', '\0'};
    return rfc3339_text(Date{static_cast<std::int32_t>(day)}, local - day * seconds_per_day, offset);
}

std::string Instant::rfc3339_utc() const {
    const auto day = floor_days(seconds);
    return rfc3339_text(Date{static_cast<std::int32_t>(day)}, seconds - day * seconds_per_day, "Z");
}

Instant instant(LocalTime local) {
    return {local.date.days * seconds_per_day + local.time.minutes * std::int64_t{60} - std::int64_t{3600} * offset_hours(local.zone)};
}
