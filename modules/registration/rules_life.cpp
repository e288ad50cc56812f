#include "modules/registration/rules_life.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace registration {

std::vector<Date> report_days(Date issued_on, Date valid_until, int interval_months) {
    std::vector<Date> days;
    if (interval_months <= 0) return days;
    for (int months = interval_months;; months += interval_months) {
        const auto day = issued_on.plus_months(months);
        if (day >= valid_until) return days;
        days.push_back(day);
    }
}

std::optional<Date> due_after(const std::vector<Date>& rows, Date day) {
    const auto next = std::ranges::upper_bound(rows, day);
    if (next == rows.end()) return {};
    return *next;
}

Coverage coverage(const std::vector<Date>& rows, std::optional<Date> due, Date day) {
    if (!due) return {};
    const auto row = std::ranges::lower_bound(rows, *due);
    // Before the row ahead of it has passed, that row is what was reported for.
    if (row != rows.begin() && day <= *(row - 1)) return {{}, due, false};
    return {due, due_after(rows, std::max(*due, day)), day > *due};
}

Date last_day_to_report(Date due, int grace_days) { return due + std::max(grace_days, 0); }

std::optional<int> reminder_today(Date due, Date today, const ReminderDays& days, std::optional<int> sent) {
    const int left = due - today;
    if (left < 0) return {};
    std::optional<int> now;
    if (left == 0 && days.on_the_day)
        now = 0;
    else if (left <= days.second && left > 0)
        now = days.second;
    else if (left <= days.first && left > std::max(days.second, 0))
        now = days.first;
    // Later reminders have smaller numbers: what was sent is not sent again, and an earlier one is not sent after a later.
    if (!now || (sent && *sent <= *now)) return {};
    return now;
}

bool may_be_renewed(const Card& card, Date today, int days_before) {
    switch (card.state) {
        case CardState::revoked: return false;
        case CardState::inactive:
            return card.inactive_reason != "replaced" && card.inactive_reason != "duplicate" && card.inactive_reason != "died";
        case CardState::approved:
        case CardState::printed:
        case CardState::awaiting_signature:
        case CardState::ready: return today > card.valid_until;
        case CardState::handed_over: return today + days_before >= card.valid_until;
    }
    return false;
}

bool replaces_the_code(std::string_view reason) { return reason == "lost" || reason == "damaged" || reason == "data_changed"; }

std::string_view code(ReportStatus status) {
    switch (status) {
        case ReportStatus::looking: return "looking";
        case ReportStatus::working: return "working";
        case ReportStatus::placed: return "placed";
        case ReportStatus::moved: return "moved";
    }
    return {};
}

std::string_view code(ReportChannel channel) {
    switch (channel) {
        case ReportChannel::link: return "link";
        case ReportChannel::file: return "file";
        case ReportChannel::counter: return "counter";
        case ReportChannel::school: return "school";
    }
    return {};
}

std::optional<ReportStatus> report_status_of(std::string_view text) {
    for (const auto one : {ReportStatus::looking, ReportStatus::working, ReportStatus::placed, ReportStatus::moved})
        if (code(one) == text) return one;
    return {};
}

std::string_view removal_reason_of(ReportStatus status) {
    switch (status) {
        case ReportStatus::looking: return "";
        case ReportStatus::working: return "found_work";
        case ReportStatus::placed: return "placed";
        case ReportStatus::moved: return "moved";
    }
    return {};
}

bool is_self_reported_end(std::string_view inactive_reason) { return inactive_reason == "found_work" || inactive_reason == "moved"; }

namespace {

void replace_all(std::string& word, std::string_view what, std::string_view with) {
    for (std::size_t at = word.find(what); at != std::string::npos; at = word.find(what, at + with.size()))
        word.replace(at, what.size(), with);
}

// The spelling of 1947 and of Arabic names, and what typists hear: one form for all.
std::string sound_of(std::string word) {
    constexpr std::pair<std::string_view, std::string_view> spellings[] = {
        {"dj", "j"}, {"tj", "c"}, {"oe", "u"}, {"nj", "ny"}, {"sj", "s"}, {"sy", "s"}, {"kh", "h"}, {"ch", "h"},
        {"dh", "d"}, {"dz", "z"}, {"ts", "s"}, {"th", "t"},  {"ph", "f"}, {"gh", "g"}, {"ie", "i"}, {"ee", "i"},
        {"oo", "u"}, {"x", "ks"}, {"q", "k"},  {"v", "f"},   {"p", "f"},  {"z", "s"}};
    for (const auto& [from, to] : spellings) replace_all(word, from, to);
    if (word.size() > 1 && word.back() == 'y') word.back() = 'i';
    if (word.size() > 1 && word.front() == 'y') word.front() = 'j';
    std::string sound;
    for (const char c : word) {
        if (!sound.empty() && sound.back() == c) continue;
        // A silent h: Achmad, Ahmad, Akhmad; Fatimah, Fatima.
        if (c == 'h' && !sound.empty()) continue;
        sound += c;
    }
    return sound;
}

}  // namespace

std::vector<std::string> sounds_of(std::string_view name) {
    std::vector<std::string> sounds;
    // name_key drops titles and degrees from the whole; each word passes through it once more for Muhammad and its forms.
    auto plain = text::lower(text::squeeze(name.substr(0, name.find(','))));
    std::ranges::replace(plain, '.', ' ');
    std::ranges::replace(plain, '-', ' ');
    static constexpr std::string_view titles[] = {"h", "hj", "hjh", "drs", "dra", "dr", "ir", "s", "pd", "st", "se", "sh", "amd"};
    for (const auto& word : text::split(plain, ' ')) {
        if (word.empty() || std::ranges::find(titles, word) != std::end(titles)) continue;
        const bool is_short_muhammad = word == "m" || word == "moh" || word == "muh" || word == "mohd" || word == "muhd" || word == "mhd" ||
                                       word == "md" || word == "moch" || word == "much";
        sounds.push_back(is_short_muhammad && sounds.empty() ? sound_of("muhammad") : sound_of(text::name_key(word)));
        if (sounds.back() == sound_of("muhamad") || sounds.back() == sound_of("mohamad")) sounds.back() = sound_of("muhammad");
    }
    std::erase(sounds, std::string());
    return sounds;
}

std::vector<std::string_view> signs_of_one_person(const PersonFacts& a, const PersonFacts& b) {
    std::vector<std::string_view> signs;
    const bool same_day = a.birth_date && b.birth_date && *a.birth_date == *b.birth_date;
    const bool same_phone = !a.phone.empty() && a.phone == b.phone;
    const auto first = text::name_key(a.name);
    const auto second = text::name_key(b.name);
    if (first.empty() || second.empty()) return signs;
    bool same_name = first == second;
    bool similar_name = same_name;
    if (!similar_name) {
        auto heard = sounds_of(a.name);
        auto other = sounds_of(b.name);
        similar_name = heard == other || text::distance(first, second, 2) <= 2;
        // "Sari Dewi" and "Sari Dewi Lestari": every word of the shorter name stands in the longer one.
        if (!similar_name && heard.size() >= 2 && other.size() >= 2) {
            std::ranges::sort(heard);
            std::ranges::sort(other);
            similar_name = std::ranges::includes(heard.size() > other.size() ? heard : other, heard.size() > other.size() ? other : heard);
        }
    }
    // Two people may share a name, a day or a telephone; one person shares the name and one more thing.
    if (!similar_name || (!same_day && !same_phone)) return signs;
    signs.push_back(same_name ? "name_same" : "name_similar");
    if (same_day) signs.push_back("birth_date_same");
    if (same_phone) signs.push_back("phone_same");
    return signs;
}

std::vector<std::string> serials(std::string_view first, std::string_view last, int most) {
    const auto digits_from = [](std::string_view serial) {
        std::size_t at = serial.size();
        while (at > 0 && serial[at - 1] >= '0' && serial[at - 1] <= '9' && serial.size() - at < 15) --at;
        return at;
    };
    const auto at = digits_from(first);
    if (first.size() != last.size() || at == first.size() || digits_from(last) != at || first.substr(0, at) != last.substr(0, at))
        return {};
    std::int64_t from{};
    std::int64_t to{};
    std::from_chars(first.data() + at, first.data() + first.size(), from);
    std::from_chars(last.data() + at, last.data() + last.size(), to);
    if (to < from || to - from >= most) return {};
    std::vector<std::string> found;
    for (auto number = from; number <= to; ++number) {
        auto digits = std::to_string(number);
        digits.insert(0, first.size() - at - digits.size(), '0');
        found.push_back(std::string(first.substr(0, at)) + digits);
    }
    return found;
}

}  // namespace registration
