#include "base/written_day.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace {

constexpr std::array<std::string_view, 16> week{"senin", "selasa", "rabu",    "kamis",     "jumat",    "jum'at", "sabtu",    "minggu",
                                                "ahad",  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

struct MonthName {
    std::string_view name;
    int month;
};
// Indonesian, English, and what older hands write.
constexpr std::array<MonthName, 26> months{
    {{"januari", 1},   {"january", 1},   {"februari", 2},  {"february", 2},  {"pebruari", 2},  {"maret", 3},    {"march", 3},
     {"april", 4},     {"mei", 5},       {"may", 5},       {"juni", 6},      {"june", 6},      {"juli", 7},     {"july", 7},
     {"agustus", 8},   {"august", 8},    {"agt", 8},       {"ags", 8},       {"september", 9}, {"oktober", 10}, {"october", 10},
     {"november", 11}, {"nopember", 11}, {"desember", 12}, {"december", 12}, {"sept", 9}}};

// -1 when it is no number of at most four digits.
int number(std::string_view digits) {
    int value = -1;
    const auto end = digits.data() + digits.size();
    if (digits.empty() || digits.size() > 4 || digits[0] == '-' || std::from_chars(digits.data(), end, value).ptr != end) return -1;
    return value;
}

// 1..12, by its name or its first letters, at least three; -1 for another word.
int month_called(std::string_view word) {
    if (word.size() < 3) return -1;
    const auto found = std::ranges::find_if(months, [&](const MonthName& one) { return one.name.starts_with(word); });
    return found == months.end() ? -1 : found->month;
}

bool is_time(std::string_view part) { return part.find(':') != part.npos; }

}  // namespace

std::optional<Date> written_day(std::string_view typed) {
    auto plain = text::lower(text::trim(typed));
    if (const auto iso = Date::parse(std::string_view(plain).substr(0, 10)))
        return plain.size() == 10 || plain[10] == 't' || plain[10] == ' ' ? iso : std::nullopt;
    std::ranges::replace_if(
        plain, [](char c) { return c == '-' || c == '/' || c == '.' || c == ','; }, ' ');
    auto parts = text::split(text::squeeze(plain), ' ');
    if (!parts.empty() && std::ranges::find(week, parts.front()) != week.end()) parts.erase(parts.begin());
    if (parts.size() < 3 || parts[2].size() != 4 || (parts.size() > 3 && !is_time(parts[3]))) return {};
    const int month_first = month_called(parts[0]);
    if (month_first > 0) return Date::of(number(parts[2]), month_first, number(parts[1]));
    const int month = month_called(parts[1]);
    return Date::of(number(parts[2]), month > 0 ? month : number(parts[1]), number(parts[0]));
}
