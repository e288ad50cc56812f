#include "modules/office/numbers.hpp"

#include "base/whole.hpp"
#include "modules/office/number_template.hpp"

namespace office {
namespace {

// The width of what a {name:argument} prints; empty when it cannot be told.
std::optional<std::size_t> width_of(std::string_view token) {
    const auto colon = token.find(':');
    const auto name = token.substr(0, colon);
    const auto argument = colon == token.npos ? std::string_view() : token.substr(colon + 1);
    if (name == "region4" || name == "nik4" || name == "year") return 4;
    if (name == "date" || name == "birth_date" || name == "birthdate") return argument.size();
    if (name == "seq") return text::whole<std::size_t>(argument).value_or(0);
    return {};
}

std::string padded(std::int64_t value, std::size_t width) {
    auto digits = std::to_string(value);
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    return digits;
}

// "DDMMYYYY", "DDMMYY", "YYYYMMDD": any order of DD, MM, YYYY and YY.
std::string written(Date day, std::string_view format) {
    std::string text;
    while (!format.empty()) {
        if (format.starts_with("DD"))
            text += padded(day.day(), 2);
        else if (format.starts_with("MM"))
            text += padded(day.month(), 2);
        else if (format.starts_with("YYYY"))
            text += padded(day.year(), 4);
        else if (format.starts_with("YY"))
            text += padded(day.year() % 100, 2);
        else
            text += format.front();
        const bool is_literal = !(format.starts_with("DD") || format.starts_with("MM") || format.starts_with("YY"));
        format.remove_prefix(is_literal ? 1 : format.starts_with("YYYY") ? 4 : 2);
    }
    return text;
}

}  // namespace

std::string number_from(std::string_view pattern, const NumberParts& parts) {
    std::string number;
    while (!pattern.empty()) {
        const auto end = pattern.front() == '{' ? pattern.find('}') : pattern.npos;
        if (end == pattern.npos) {
            number += pattern.front();
            pattern.remove_prefix(1);
            continue;
        }
        const auto token = pattern.substr(1, end - 1);
        const auto colon = token.find(':');
        const auto name = token.substr(0, colon);
        const auto argument = colon == token.npos ? std::string_view() : token.substr(colon + 1);
        if (name == "region4")
            number += parts.region4;
        else if (name == "nik4")
            number += parts.nik4;
        else if (name == "office")
            number += parts.office;
        else if (name == "year")
            number += padded(parts.date.year(), 4);
        else if (name == "date")
            number += written(parts.date, argument);
        else if (name == "birth_date")
            number += written(parts.birth_date, argument);
        else if (name == "seq")
            number += padded(parts.sequence, width_of(token).value_or(1));
        pattern.remove_prefix(end + 1);
    }
    return number;
}

std::string example_number(std::string_view pattern, std::string_view regency_code, std::string_view office_code, Date day,
                           std::int64_t sequence) {
    if (!read_number_template(pattern, "global")) return {};
    NumberParts parts;
    for (const char c : regency_code) {
        if (c != '.') parts.region4 += c;
    }
    parts.nik4 = parts.region4;
    parts.office = office_code;
    parts.date = day;
    parts.birth_date = *Date::of(2001, 8, 17);
    parts.sequence = sequence;
    return number_from(pattern, parts);
}

std::int64_t largest_sequence(std::string_view pattern) {
    const auto at = pattern.find("{seq");
    std::int64_t most = 999'999;
    if (at == pattern.npos) return most;
    const auto width = width_of(pattern.substr(at + 1, pattern.find('}', at) - at - 1));
    if (!width || *width == 0 || *width > 12) return most;
    most = 1;
    for (std::size_t digit = 0; digit < *width; ++digit) most *= 10;
    return most - 1;
}

std::optional<Date> day_in_number(std::string_view pattern, std::string_view number) {
    std::size_t at = 0;
    while (!pattern.empty()) {
        if (pattern.front() != '{') {
            pattern.remove_prefix(1);
            ++at;
            continue;
        }
        const auto end = pattern.find('}');
        if (end == pattern.npos) return {};
        const auto token = pattern.substr(1, end - 1);
        const auto width = width_of(token);
        if (!width || at + *width > number.size()) return {};
        if (token == "date:DDMMYYYY") {
            const auto digits = number.substr(at, 8);
            return Date::parse(std::string(digits.substr(4, 4)) + "-" + std::string(digits.substr(2, 2)) + "-" +
                               std::string(digits.substr(0, 2)));
        }
        at += *width;
        pattern.remove_prefix(end + 1);
    }
    return {};
}

}  // namespace office
