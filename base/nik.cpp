#include "base/nik.hpp"

#include <algorithm>

namespace {

// Blanks, dots and hyphens as they come out of documents and spreadsheets.
constexpr std::string_view separators[] = {" ",      "\t",     "\n",     "\r",     ".",      "-",      "\u00a0",
                                           "\u00ad", "\u2007", "\u2009", "\u200b", "\u2010", "\u2011", "\u2012",
                                           "\u2013", "\u2014", "\u2212", "\u202f", "\ufeff"};

int two_digits(std::string_view digits, std::size_t at) { return (digits[at] - '0') * 10 + (digits[at + 1] - '0'); }

int day_of_birth(std::string_view digits) {
    const int day = two_digits(digits, 6);
    return day > 40 ? day - 40 : day;
}

}  // namespace

std::string Nik::normalise(std::string_view text) {
    std::string digits;
    while (!text.empty()) {
        const auto separator =
            std::find_if(std::begin(separators), std::end(separators), [&](std::string_view one) { return text.starts_with(one); });
        if (separator == std::end(separators)) {
            digits += text.front();
            text.remove_prefix(1);
        } else {
            text.remove_prefix(separator->size());
        }
    }
    return digits;
}

std::optional<Nik> Nik::parse(std::string_view text) {
    auto digits = normalise(text);
    if (digits.size() != 16) return {};
    if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) return {};
    for (const std::size_t part : {0u, 2u, 4u})
        if (two_digits(digits, part) == 0) return {};
    if (digits.substr(12) == "0000") return {};
    // Of 1900 and 2000 only the latter was a leap year, so 29 February '00 is a day of this century's first
    // year.
    if (!Date::of(2000 + two_digits(digits, 10), two_digits(digits, 8), day_of_birth(digits))) return {};
    return Nik(std::move(digits));
}

std::string Nik::to_masked() const { return digits_.substr(0, 4) + "********" + digits_.substr(12); }

std::string Nik::area_code() const { return digits_.substr(0, 2) + "." + digits_.substr(2, 2) + "." + digits_.substr(4, 2); }

Sex Nik::sex() const { return two_digits(digits_, 6) > 40 ? Sex::female : Sex::male; }

Date Nik::birth_date_not_after(Date reference) const {
    const int first = reference.year() / 100 * 100 + two_digits(digits_, 10);
    for (int year = first;; year -= 100) {
        const auto date = Date::of(year, two_digits(digits_, 8), day_of_birth(digits_));
        if (date && *date <= reference) return *date;
        if (year < 100) return reference;
    }
}

bool Nik::agrees_with(Date birth_date) const {
    return birth_date.day() == day_of_birth(digits_) && birth_date.month() == two_digits(digits_, 8) &&
           birth_date.year() % 100 == two_digits(digits_, 10);
}
