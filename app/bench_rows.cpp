#include "app/bench_rows.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <stdexcept>

#include "app/bench_market.hpp"
#include "base/mix.hpp"
#include "base/text.hpp"

namespace bench {

namespace {

int number_in(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) throw std::runtime_error("no number: " + std::string(text));
    return number;
}

template <class Line>
void each_line(const std::string& path, Line line) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("the file cannot be read: " + path);
    for (std::string text; std::getline(file, text);) line(text::split(text, '\t'));
}

// The peers number places from 0 to 513 and provinces beside them; ours have the shape of the country's codes.
std::string place_code(int place) {
    const auto province_of = [](int one) { return one * static_cast<int>(market_provinces) / static_cast<int>(market_places); };
    int first = place;
    while (first > 0 && province_of(first - 1) == province_of(place)) --first;
    return search::regency_code(static_cast<std::uint16_t>((11 + province_of(place)) * 100 + place - first + 1));
}
constexpr int districts_of_place = 14;
constexpr int occupations_of_major = 48;
constexpr std::array<std::string_view, 8> levels = {"sd", "smp", "sma", "d1", "d2", "d3", "s1", "s2"};

// --- our own rows ---

constexpr std::array<std::string_view, 24> own_words = {
    "kasir",   "gudang", "admin", "sopir",   "las",  "teknisi",   "listrik", "mesin",  "operator", "produksi", "sales",   "toko",
    "barista", "koki",   "hotel", "perawat", "guru", "akuntansi", "pajak",   "desain", "jahit",    "kebun",    "tambang", "kapal"};

class Draw {
  public:
    explicit Draw(std::uint64_t start) : state_(start * 0xD1342543DE82EF95ULL + 1) {}
    int below(int end) { return static_cast<int>((mixed(state_ += golden_step) >> 33) * static_cast<std::uint64_t>(end) >> 31); }
    std::string words(int count) {
        std::string made;
        for (int i = 0; i < count; ++i) {
            const bool usual = below(4) == 0;
            made +=
                usual ? std::string(own_words[static_cast<std::size_t>(below(own_words.size()))]) : "kata" + std::to_string(below(20'000));
            if (i + 1 < count) made += ' ';
        }
        return made;
    }

  private:
    std::uint64_t state_;
};

SearchRow own_row(std::size_t number) {
    Draw draw(number);
    const int place = draw.below(static_cast<int>(market_places));
    return {.id = static_cast<std::int64_t>(number),
            .title = draw.words(3),
            .company = "PT " + draw.words(2),
            .description = draw.words(20 + draw.below(30)),
            .province = place * static_cast<int>(market_provinces) / static_cast<int>(market_places),
            .place = place,
            .district = place * districts_of_place + draw.below(districts_of_place),
            .occupation = draw.below(static_cast<int>(market_occupations)),
            .education = draw.below(8),
            .wage = 1800 + 50 * draw.below(100),
            .posted = 19'000 + draw.below(1000)};
}

std::string plain_address(const PeerQuestion& question) {
    search::SearchForm form{.words = question.words};
    if (question.place >= 0) form.place = place_code(question.place);
    if (question.district >= 0)
        form.place = search::district_code(search::regency_number(form.place),
                                           static_cast<std::uint8_t>(question.district % districts_of_place + 1));
    if (question.major >= 0) form.occupation = std::to_string(question.major + 1);
    if (question.education >= 0) form.education = levels[static_cast<std::size_t>(question.education)];
    if (question.wage >= 0) form.wage = std::int64_t{question.wage} * 1000;
    return "/api/v1/vacancies" + search::address_of(form) + "&facets=education,occupation,province";
}

}  // namespace

void each_row(const std::string& path, std::size_t count, const std::function<void(SearchRow)>& row) {
    if (path.empty()) {
        for (std::size_t number = 1; number <= count; ++number) row(own_row(number));
        return;
    }
    each_line(path, [&](const std::vector<std::string>& columns) {
        if (columns.size() < 11) throw std::runtime_error("a row of " + path + " is too short");
        row({.id = number_in(columns[0]),
             .title = columns[1],
             .company = columns[2],
             .description = columns[3],
             .province = number_in(columns[4]),
             .place = number_in(columns[5]),
             .district = number_in(columns[6]),
             .occupation = number_in(columns[7]),
             .education = number_in(columns[8]),
             .wage = number_in(columns[9]),
             .posted = number_in(columns[10])});
    });
}

search::Entry entry_of(SearchRow row) {
    static const auto codes = [] {
        std::vector<std::uint16_t> made;
        for (int place = 0; place < static_cast<int>(market_places); ++place) made.push_back(search::regency_number(place_code(place)));
        return made;
    }();
    search::Entry entry{
        .id = row.id, .title = std::move(row.title), .words = std::move(row.description), .employer = std::move(row.company)};
    entry.regency = codes[static_cast<std::size_t>(row.place)];
    entry.province = static_cast<std::uint8_t>(entry.regency / 100);
    entry.district = static_cast<std::uint8_t>(row.district % districts_of_place + 1);
    entry.occupation =
        static_cast<std::uint16_t>((row.occupation / occupations_of_major + 1) * 1000 + row.occupation % occupations_of_major);
    entry.education = search::education_step(levels[static_cast<std::size_t>(row.education)]);
    entry.contract = 1;
    entry.mode = 1;
    entry.posted = static_cast<std::uint32_t>(row.posted) * 24 * 3600;
    entry.wage_low = entry.wage_high = static_cast<std::uint32_t>(row.wage) * 1000;
    return entry;
}

std::vector<PeerQuestion> questions_of(const std::string& path, std::size_t count) {
    std::vector<PeerQuestion> all;
    if (path.empty()) {
        for (std::size_t number = 1; number <= count; ++number) {
            Draw draw(number + 77'000'000);
            all.push_back({.words = std::string(own_words[static_cast<std::size_t>(draw.below(own_words.size()))]),
                           .place = draw.below(2) == 0 ? draw.below(static_cast<int>(market_places)) : -1,
                           .education = draw.below(3) == 0 ? draw.below(8) : -1,
                           .wage = draw.below(3) == 0 ? 2000 + 500 * draw.below(6) : -1});
        }
        return all;
    }
    each_line(path, [&](const std::vector<std::string>& columns) {
        if (columns.size() < 7) throw std::runtime_error("a row of " + path + " is too short");
        all.push_back({.words = columns[1],
                       .place = number_in(columns[2]),
                       .district = number_in(columns[3]),
                       .major = number_in(columns[4]),
                       .education = number_in(columns[5]),
                       .wage = number_in(columns[6])});
    });
    return all;
}

std::string address_of(const PeerQuestion& question) { return plain_address(question) + "&exact=1"; }

std::string address_as_typed(PeerQuestion question, std::size_t number) {
    constexpr std::size_t long_enough = 5;
    if (is_typed_wrong(number) && question.words.size() >= long_enough) std::swap(question.words[2], question.words[3]);
    static constexpr std::array<std::string_view, 5> before = {"", "lowongan kerja ", "saya mencari kerja sebagai ", "loker ", "staf "};
    question.words.insert(0, before[number % before.size()]);
    return plain_address(question);
}

bool is_met(const SearchRow& row, const PeerQuestion& question) {
    if (question.place >= 0 && row.place != question.place) return false;
    if (question.district >= 0 && row.district != question.district) return false;
    if (question.major >= 0 && row.occupation / occupations_of_major != question.major) return false;
    if (question.education >= 0 && row.education > question.education) return false;
    if (question.wage >= 0 && row.wage < question.wage) return false;
    const auto said = [&](std::string_view text, std::string_view word) {
        const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
        const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b; };
        for (std::size_t at = 0; at + word.size() <= text.size(); ++at)
            if (std::equal(word.begin(), word.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                           [&](char b, char a) { return same(a, b); }) &&
                (at == 0 || !is_letter(text[at - 1])) && (at + word.size() == text.size() || !is_letter(text[at + word.size()])))
                return true;
        return false;
    };
    return std::ranges::all_of(text::split(question.words, ' '),
                               [&](const std::string& word) { return said(row.title, word) || said(row.description, word); });
}

}  // namespace bench
