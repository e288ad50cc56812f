#include "base/written_wage.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "base/text.hpp"

std::optional<std::pair<std::int64_t, std::int64_t>> written_wage(std::string_view typed) {
    const auto lower = text::lower(typed);
    std::vector<std::int64_t> amounts;
    for (std::size_t at = 0; at < lower.size();) {
        if (lower[at] < '0' || lower[at] > '9') {
            ++at;
            continue;
        }
        std::string digits;
        std::string fraction;
        bool in_fraction = false;
        std::size_t end = at;
        for (; end < lower.size(); ++end) {
            const char c = lower[end];
            const bool digit = c >= '0' && c <= '9';
            if (digit) {
                (in_fraction ? fraction : digits) += c;
            } else if ((c == '.' || c == ',') && end + 1 < lower.size() && lower[end + 1] >= '0' && lower[end + 1] <= '9') {
                // Three digits after the sign are thousands, anything else is a fraction: "4.000.000", "5,5", "5178521.19".
                std::size_t run = 0;
                while (end + 1 + run < lower.size() && lower[end + 1 + run] >= '0' && lower[end + 1 + run] <= '9') ++run;
                in_fraction = run != 3;
            } else {
                break;
            }
        }
        if (digits.size() > 12) return {};
        double amount = std::stod(digits) + (fraction.empty() ? 0.0 : std::stod("0." + fraction));
        auto rest = std::string_view(lower).substr(end);
        while (rest.starts_with(' ')) rest.remove_prefix(1);
        if (rest.starts_with("jt") || rest.starts_with("juta") || rest.starts_with("million") || rest.starts_with("mio"))
            amount *= 1'000'000;
        else if (rest.starts_with("rb") || rest.starts_with("ribu") ||
                 (rest.starts_with("k") && !rest.starts_with("ko") && !rest.starts_with("ka")))
            amount *= 1'000;
        amounts.push_back(std::llround(amount));
        at = end;
    }
    if (amounts.empty() || amounts.size() > 2) return {};
    // "4-5 juta": the unit belongs to both.
    if (amounts.size() == 2 && amounts.front() < 1'000 && amounts.back() >= 1'000'000) amounts.front() *= 1'000'000;
    if (amounts.front() < 1'000) return {};
    if (amounts.size() == 2 && amounts.back() < amounts.front()) return {};
    return std::pair{amounts.front(), amounts.back()};
}
