#include "modules/messages/rules.hpp"

#include <algorithm>
#include <array>

#include "base/nik.hpp"
#include "base/phone.hpp"
#include "base/text.hpp"

namespace messages {
namespace {

bool has(const std::vector<std::string>& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

bool is_digit(char one) { return one >= '0' && one <= '9'; }

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char one : text) {
        const bool is_plain = is_digit(one) || (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || one == '-' || one == '.' ||
                              one == '_' || one == '~';
        if (is_plain)
            out += one;
        else {
            constexpr std::string_view digits = "0123456789ABCDEF";
            const auto byte = static_cast<unsigned char>(one);
            out += {'%', digits[byte >> 4], digits[byte & 15]};
        }
    }
    return out;
}

}  // namespace

std::optional<LocalTime> quiet_until(LocalTime now, QuietHours quiet) {
    const int from = quiet.from * 60;
    const int until = quiet.until * 60;
    const int at = now.time.minutes;
    const bool is_overnight = from > until;
    const bool is_quiet = is_overnight ? at >= from || at < until : at >= from && at < until;
    if (!is_quiet) return {};
    return LocalTime{is_overnight && at >= from ? now.date + 1 : now.date, TimeOfDay{until}, now.zone};
}

std::int64_t wait_s(int attempts, std::int64_t id) {
    static constexpr std::array<std::int64_t, attempts_max> waits{60, 300, 900, 3600, 2 * 3600, 4 * 3600, 6 * 3600, 10 * 3600};
    const auto step = static_cast<std::size_t>(std::clamp(attempts, 1, attempts_max) - 1);
    return waits[step] + id % (waits[step] / 4);
}

Carrier carrier_after(Carrier tried, const Ways& ways) {
    std::vector<Carrier> order;
    if (ways.gateway) order.push_back(Carrier::gateway);
    if (ways.mail) order.insert(ways.mail_first ? order.begin() : order.end(), Carrier::mail);
    const auto at = std::ranges::find(order, tried);
    if (at != order.end()) return at + 1 == order.end() ? Carrier::paper : *(at + 1);
    // The one that was tried is no longer there: the others have not been.
    return order.empty() ? Carrier::paper : order.front();
}

std::vector<std::string> names_in(std::string_view words) {
    std::vector<std::string> names;
    for (auto open = words.find('{'); open != std::string_view::npos; open = words.find('{', open + 1)) {
        const auto close = words.find('}', open);
        if (close == std::string_view::npos) break;
        std::string name(words.substr(open + 1, close - open - 1));
        if (!has(names, name)) names.push_back(std::move(name));
    }
    return names;
}

std::optional<WordingFault> fault_of(const Text& shipped, const Wording& own) {
    if (own.subject.empty() || own.body.empty()) return WordingFault{Refusal::words_missing, ""};
    if (text::length(own.subject) > subject_max || text::length(own.body) > body_max) return WordingFault{Refusal::words_too_long, ""};
    const auto shipped_names = names_in(std::string(shipped.subject) + " " + std::string(shipped.body));
    for (const auto& name : names_in(own.subject + " " + own.body)) {
        if (!has(shipped_names, name) && std::ranges::find(always_filled, name) == std::end(always_filled))
            return WordingFault{Refusal::name_unknown, name};
    }
    // On a telephone only the body is read: what the shipped body says, the office's says too.
    const auto own_names = names_in(own.body);
    for (const auto& name : names_in(shipped.body)) {
        if (!has(own_names, name) && std::ranges::find(always_filled, name) == std::end(always_filled))
            return WordingFault{Refusal::name_missing, name};
    }
    return {};
}

std::string filled(std::string_view words, const Values& values) {
    std::string out;
    while (!words.empty()) {
        const auto open = words.find('{');
        out += words.substr(0, open);
        if (open == std::string_view::npos) break;
        const auto close = words.find('}', open);
        if (close == std::string_view::npos) {
            out += words.substr(open);
            break;
        }
        const auto name = words.substr(open + 1, close - open - 1);
        const auto value = std::ranges::find(values, name, &Values::value_type::first);
        if (value != values.end()) out += value->second;
        words.remove_prefix(close + 1);
    }
    return out;
}

std::string with_plain_spaces(std::string_view text) {
    constexpr std::string_view no_break = "\u00A0";
    constexpr std::string_view word_joiner = "\u2060";
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto rest = text.substr(at);
        if (rest.starts_with(no_break)) {
            out += ' ';
            at += no_break.size();
        } else if (rest.starts_with(word_joiner)) {
            at += word_joiner.size();
        } else {
            out += text[at++];
        }
    }
    return out;
}

std::string without_nik(std::string text) {
    constexpr std::size_t nik_digits = 16;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_digit(text[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && is_digit(text[end])) ++end;
        if (end - at == nik_digits && Nik::parse(std::string_view(text).substr(at, nik_digits)))
            std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(at), nik_digits - 4, '*');
        at = end;
    }
    return text;
}

std::string wa_me_address(std::string_view phone, std::string_view words) {
    const auto parsed = Phone::parse(phone);
    if (!parsed) return {};
    auto digits = std::string(parsed->reveal());
    std::erase(digits, '+');
    return "https://wa.me/" + digits + "?text=" + percent_encoded(words);
}

}  // namespace messages
