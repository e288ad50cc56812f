#include "app/bench_market.hpp"

#include <array>
#include <charconv>
#include <fstream>
#include <stdexcept>
#include <string_view>

#include "app/sequence.hpp"

namespace bench {

namespace {

std::ifstream opened(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("the file cannot be read: " + path);
    return file;
}

template <class Number>
Number number_in(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) throw std::runtime_error("no number: " + std::string(text));
    return number;
}

template <std::size_t count>
std::array<std::string_view, count> columns_of(std::string_view line) {
    std::array<std::string_view, count> columns;
    for (auto& column : columns) {
        const auto tab = line.find('\t');
        column = line.substr(0, tab);
        line.remove_prefix(tab == std::string_view::npos ? line.size() : tab + 1);
    }
    return columns;
}

// Skill n is bit n.
void set_skills(matching::VacancyFacts& vacancy, std::uint64_t bits) {
    for (std::uint16_t skill = 0; skill < 64; ++skill) {
        if ((bits >> skill & 1) == 0) continue;
        if (vacancy.skill_count == matching::skills_wanted_max) throw std::runtime_error("a vacancy wants too many skills");
        vacancy.skills[vacancy.skill_count++] = skill;
    }
}

std::uint64_t some_skills(Sequence& sequence, std::uint32_t occupation, std::uint32_t count) {
    std::uint64_t skills = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        const bool usual = sequence.below(3) != 0;
        skills |= 1ULL << (usual ? (occupation * 7 + sequence.skewed(6)) % 63 : sequence.skewed(63));
    }
    return skills;
}

}  // namespace

std::vector<matching::VacancyFacts> vacancies_of(const std::string& path) {
    auto file = opened(path);
    std::vector<matching::VacancyFacts> all;
    for (std::string line; std::getline(file, line);) {
        const auto columns = columns_of<13>(line);
        all.push_back({.id = number_in<std::int64_t>(columns[0]),
                       .occupation = number_in<std::uint16_t>(columns[7]),
                       .place = number_in<std::uint16_t>(columns[5]),
                       .wage = number_in<std::uint16_t>(columns[9]),
                       .education = number_in<std::uint8_t>(columns[8])});
        set_skills(all.back(), number_in<std::uint64_t>(columns[12]));
    }
    return all;
}

std::vector<MarketSeeker> seekers_of(const std::string& path, std::size_t most) {
    auto file = opened(path);
    std::vector<MarketSeeker> all;
    for (std::string line; all.size() < most && std::getline(file, line);) {
        const auto columns = columns_of<7>(line);
        all.push_back({number_in<int>(columns[1]), number_in<int>(columns[2]), number_in<int>(columns[3]), number_in<int>(columns[4]),
                       number_in<int>(columns[5]), number_in<std::uint64_t>(columns[6])});
    }
    return all;
}

std::vector<matching::VacancyFacts> made_vacancies(std::size_t count) {
    Sequence sequence(1);
    std::vector<matching::VacancyFacts> all;
    for (std::size_t id = 1; id <= count; ++id) {
        const auto occupation = sequence.skewed(market_occupations) * 35 % market_occupations;
        const auto education = sequence.below(8);
        all.push_back({.id = static_cast<std::int64_t>(id),
                       .occupation = static_cast<std::uint16_t>(occupation),
                       .place = static_cast<std::uint16_t>(sequence.skewed(market_places)),
                       .wage = static_cast<std::uint16_t>((1800 + 300 * education + sequence.below(3000)) / 50 * 50),
                       .education = static_cast<std::uint8_t>(education)});
        set_skills(all.back(), some_skills(sequence, occupation, 2 + sequence.below(6)));
    }
    return all;
}

std::vector<MarketSeeker> made_seekers(std::size_t count) {
    Sequence sequence(2);
    std::vector<MarketSeeker> all;
    for (std::size_t i = 0; i < count; ++i) {
        const auto occupation = sequence.skewed(market_occupations) * 35 % market_occupations;
        const auto place = sequence.skewed(market_places);
        all.push_back({static_cast<int>(place * market_provinces / market_places), static_cast<int>(place), static_cast<int>(occupation),
                       static_cast<int>(sequence.below(8)), static_cast<int>(2000 + 100 * sequence.below(50)),
                       some_skills(sequence, occupation, 3 + sequence.below(8))});
    }
    return all;
}

matching::Question question_of(const MarketSeeker& seeker, Unit unit) {
    using matching::Addend;
    // One sum of points instead of two: the wish is worth one, whatever it is.
    const auto points = [](int count) { return Addend{static_cast<std::int16_t>(count), 0}; };
    const auto sum_in = [](std::uint32_t parts) {
        matching::Worth made{.chance = {}, .wish = {1U << 16}};
        for (std::uint32_t count = 0; count <= 100; ++count) made.chance.push_back(count * parts);
        return made;
    };
    static const auto points_worth = sum_in(1);
    static const auto hundredths_worth = sum_in(100);
    static const auto coverage = [&] {
        std::array<std::vector<Addend>, matching::skills_wanted_max + 1> table{};
        for (std::size_t wanted = 0; wanted < table.size(); ++wanted)
            for (std::size_t shared = 0; shared <= wanted; ++shared)
                table[wanted].push_back(points(wanted == 0 ? 0 : static_cast<int>(15 * shared / wanted)));
        return table;
    }();
    matching::Question question;
    const int wish = seeker.occupation;
    for (int other = 0; other < static_cast<int>(market_occupations); ++other)
        question.occupation.push_back(points(other == wish             ? 35
                                             : other / 4 == wish / 4   ? 25
                                             : other / 12 == wish / 12 ? 14
                                             : other / 48 == wish / 48 ? 5
                                                                       : 0));
    for (std::size_t place = 0; place < market_places; ++place) {
        const bool same_province = static_cast<int>(place * market_provinces / market_places) == seeker.province;
        question.place.push_back(points(static_cast<int>(place) == seeker.place ? 15 : same_province ? 7 : 0));
    }
    for (int level = 0; level < static_cast<int>(matching::education_levels_max); ++level)
        question.education[static_cast<std::size_t>(level)] = points(level <= seeker.education       ? 20
                                                                     : level == seeker.education + 1 ? 8
                                                                                                     : 0);
    // From four fifths on: the smallest whole wage with 5 x wage >= 4 x wish.
    question.wage = {{static_cast<std::uint16_t>(seeker.wage), points(15)},
                     {static_cast<std::uint16_t>((seeker.wage * 4 + 4) / 5), points(8)}};
    for (unsigned skill = 0; skill < 64; ++skill) question.skills.push_back(static_cast<std::uint8_t>(seeker.skills >> skill & 1));
    question.coverage = &coverage;
    question.worth = unit == Unit::point ? &points_worth : &hundredths_worth;
    return question;
}

double own_rss_mib() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    return 0;
}

}  // namespace bench
