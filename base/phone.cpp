#include "base/phone.hpp"

#include "base/nik.hpp"

std::optional<Phone> Phone::parse(std::string_view text) {
    std::string digits;
    bool international = false;
    for (const char c : Nik::normalise(text)) {  // blanks, dots and hyphens are written the same way in both
        if (c == '+' && digits.empty() && !international) {
            international = true;
        } else if (c >= '0' && c <= '9') {
            digits += c;
        } else if (c != '(' && c != ')' && c != '/') {
            return {};
        }
    }

    std::string_view national = digits;  // becomes the number without country code and trunk zero
    if (!international && national.starts_with("0062")) {
        national.remove_prefix(4);
    } else if (national.starts_with("62")) {
        national.remove_prefix(2);
    } else if (international) {
        return {};
    } else if (!national.starts_with('0') && !national.starts_with('8')) {
        return {};
    }
    if (national.starts_with('0')) national.remove_prefix(1);  // also "+62 (0)812…"

    if (national.empty() || national.front() < '2') return {};
    const auto written_digits = national.size() + 1;  // as dialled in the country: 0812…
    if (written_digits < 9 || written_digits > 13) return {};
    return Phone("+62" + std::string(national));
}

std::string Phone::national() const { return "0" + e164_.substr(3); }

std::string Phone::to_masked() const { return e164_.substr(0, 6) + "****" + e164_.substr(e164_.size() - 3); }
