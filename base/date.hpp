#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// A calendar day without time or zone: birthdays, deadlines, days of service. A count of days since
// 1970-01-01.
struct Date {
    std::int32_t days{};

    auto operator<=>(const Date&) const = default;
    Date operator+(int count) const { return {days + count}; }
    Date operator-(int count) const { return {days - count}; }
    int operator-(Date other) const { return days - other.days; }

    int year() const;
    int month() const;    // 1..12
    int day() const;      // 1..31
    int weekday() const;  // 1 = Monday .. 7 = Sunday (ISO 8601)

    // YYYY-MM-DD
    std::string iso() const;

    // The same day `months` later (or earlier); clamps to the end of a shorter month: 31 Aug + 6 = 28 Feb.
    Date plus_months(int months) const;

    // Whole years passed between this birthday and `on`.
    int age_on(Date on) const;

    // Empty for a day that does not exist (31 February).
    static std::optional<Date> of(int year, int month, int day);
    // Exactly YYYY-MM-DD; years 1900..2199.
    static std::optional<Date> parse(std::string_view text);
};

// Minutes since midnight, 0..1439; 1440 is allowed as an end ("until midnight").
struct TimeOfDay {
    int minutes{};

    auto operator<=>(const TimeOfDay&) const = default;
    std::string hh_mm() const;                                     // "19:00"
    static std::optional<TimeOfDay> parse(std::string_view text);  // "19:00", "19.00"; seconds are refused
};

// Indonesia's three zones. All have a fixed offset and no daylight saving time.
enum class Zone { wib, wita, wit };
int offset_hours(Zone zone);                            // 7, 8, 9
std::string_view name(Zone zone);                       // "WIB", "WITA", "WIT"
std::optional<Zone> parse_zone(std::string_view text);  // also "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"

// What the clock on the office's wall shows.
struct LocalTime {
    Date date;
    TimeOfDay time;
    Zone zone{Zone::wib};
};

// A moment: seconds since 1970-01-01T00:00:00Z.
struct Instant {
    std::int64_t seconds{};

    auto operator<=>(const Instant&) const = default;
    LocalTime in(Zone zone) const;
    std::string rfc3339(Zone zone) const;  // 2026-01-01T00:30:00+08:00
    std::string rfc3339_utc() const;       // 2025-12-31T16:30:00Z
};

Instant instant(LocalTime local);
