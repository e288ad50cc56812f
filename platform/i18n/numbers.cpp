#include "platform/i18n/numbers.hpp"

#include <algorithm>

namespace {

char between_thousands(Language language) { return language == Language::english ? ',' : '.'; }
char before_decimals(Language language) { return language == Language::english ? '.' : ','; }

}  // namespace

std::string number(Language language, std::int64_t value) {
    auto written = number(value);
    std::ranges::replace(written, '.', between_thousands(language));
    return written;
}

std::string rupiah(Language language, std::int64_t value) {
    auto written = rupiah(value);
    std::ranges::replace(written, '.', between_thousands(language));
    return written;
}

std::string decimal(Language language, std::int64_t value, int places) {
    if (places <= 0) return number(language, value);
    const bool is_negative = value < 0;
    auto digits = std::to_string(value);
    if (is_negative) digits.erase(0, 1);
    const auto after = static_cast<std::size_t>(places);
    if (digits.size() <= after) digits.insert(0, after + 1 - digits.size(), '0');
    const auto rest = digits.substr(digits.size() - after);
    const auto whole = number(language, std::stoll(digits.substr(0, digits.size() - after)));
    return (is_negative ? "-" : "") + whole + before_decimals(language) + rest;
}
