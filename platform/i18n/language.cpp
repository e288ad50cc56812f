#include "platform/i18n/language.hpp"

#include <unordered_map>

#include "platform/assets/assets.hpp"

namespace {

using Table = std::unordered_map<std::string_view, std::string_view>;

// tools/compile-texts.mjs writes sentence and translation in turn, each ended by NUL; the table points into
// it.
Table read_table(std::string_view path) {
    Table table;
    const auto asset = assets::find(path);
    auto rest = asset ? asset->bytes : std::string_view();
    const auto next = [&] {
        const auto end = rest.find('\0');
        const auto text = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        return text;
    };
    while (!rest.empty()) {
        const auto sentence = next();
        table.emplace(sentence, next());
    }
    return table;
}

constexpr std::string_view months_indonesian[] = {"Januari", "Februari", "Maret",     "April",   "Mei",      "Juni",
                                                  "Juli",    "Agustus",  "September", "Oktober", "November", "Desember"};
constexpr std::string_view months_english[] = {"January", "February", "March",     "April",   "May",      "June",
                                               "July",    "August",   "September", "October", "November", "December"};
constexpr std::string_view short_months_indonesian[] = {"Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"};
constexpr std::string_view short_months_english[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::string_view weekdays_indonesian[] = {"Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"};
constexpr std::string_view weekdays_english[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

template <std::size_t size>
std::string_view nth(const std::string_view (&names)[size], int number) {
    return number >= 1 && number <= static_cast<int>(size) ? names[number - 1] : std::string_view();
}

std::string_view short_month_name(Language language, int month) {
    return language == Language::english ? nth(short_months_english, month) : nth(short_months_indonesian, month);
}

std::string words(std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const auto part : parts) text += part;
    return text;
}

}  // namespace

std::string_view translate(Language language, std::string_view indonesian) {
    switch (language) {
        case Language::indonesian: return indonesian;
        case Language::english: {
            static const Table english = read_table("text/en.table");
            const auto found = english.find(indonesian);
            return found == english.end() ? indonesian : found->second;
        }
    }
    return indonesian;
}

namespace {

// "jumlah", or "jumlah|card|cards": the word for one, the word for any other number.
struct Hole {
    std::string_view name;
    std::string_view one;
    std::string_view many;
    bool is_word{};

    static Hole read(std::string_view inside) {
        const auto first = inside.find('|');
        if (first == std::string_view::npos) return {.name = inside, .one = {}, .many = {}};
        const auto second = inside.find('|', first + 1);
        if (second == std::string_view::npos) return {};
        return {inside.substr(0, first), inside.substr(first + 1, second - first - 1), inside.substr(second + 1), true};
    }
    std::string_view filled_with(const std::string& value) const {
        if (!is_word) return value;
        return value == "1" ? one : many;
    }
};

}  // namespace

std::string fill(std::string_view sentence, std::initializer_list<std::pair<std::string_view, std::string>> values) {
    std::string out;
    while (!sentence.empty()) {
        const auto open = sentence.find('{');
        out += sentence.substr(0, open);
        if (open == std::string_view::npos) break;
        sentence.remove_prefix(open);
        const auto close = sentence.find('}');
        const auto hole = Hole::read(close == std::string_view::npos ? std::string_view() : sentence.substr(1, close - 1));
        const std::string* value = nullptr;
        for (const auto& [key, filling] : values)
            if (!hole.name.empty() && key == hole.name) value = &filling;
        // A name without a value stays as it stands, where a reader and a test can see it.
        out += value ? hole.filled_with(*value) : std::string_view("{");
        sentence.remove_prefix(value ? close + 1 : 1);
    }
    return out;
}

std::string_view code(Language language) {
    switch (language) {
        case Language::indonesian: return "id";
        case Language::english: return "en";
    }
    return {};
}

std::string weekday_name(Language language, int weekday) {
    return std::string(language == Language::english ? nth(weekdays_english, weekday) : nth(weekdays_indonesian, weekday));
}

std::string month_name(Language language, int month) {
    return std::string(language == Language::english ? nth(months_english, month) : nth(months_indonesian, month));
}

std::string long_date(Language language, Date date) {
    return words({weekday_name(language, date.weekday()), ", ", std::to_string(date.day()), " ", month_name(language, date.month()), " ",
                  std::to_string(date.year())});
}

std::string short_date(Language language, Date date) {
    return words({std::to_string(date.day()), " ", short_month_name(language, date.month()), " ", std::to_string(date.year())});
}

std::string day_and_date(Language language, Date date) {
    return words({weekday_name(language, date.weekday()).substr(0, 3), ", ", std::to_string(date.day()), " ",
                  short_month_name(language, date.month())});
}

std::string clock(TimeOfDay time) {
    auto text = time.hh_mm();
    text[2] = '.';
    return text;
}

std::string date_and_clock(Language language, LocalTime local) {
    return words({long_date(language, local.date), ", ", clock(local.time), " ", name(local.zone)});
}

std::string number(std::int64_t value) {
    auto digits = std::to_string(value);
    const std::size_t first = value < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) {
        at -= 3;
        digits.insert(at, ".");
    }
    return digits;
}

std::string rupiah(std::int64_t value) { return value < 0 ? "-Rp\u00A0" + number(value).substr(1) : "Rp\u00A0" + number(value); }
