#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modules/matching/structured_index.hpp"

// A made-up labour market for measurements: the peers' file where one is given, otherwise our own, the same for a size.
namespace bench {

constexpr std::uint32_t market_occupations = 432;  // 4 to a minor group, 12 to a sub-major group, 48 to a major group
constexpr std::uint32_t market_places = 514;
constexpr std::uint32_t market_provinces = 38;

struct MarketSeeker {
    int province{}, place{}, occupation{}, education{}, wage{};
    std::uint64_t skills{};
};

// TSV: id, title, company, description, province, place, district, occupation, education, wage, posted, flags, skills.
// Throws std::runtime_error when the file cannot be read.
std::vector<matching::VacancyFacts> vacancies_of(const std::string& path);
// TSV: id, province, place, occupation, education, wage, skills.
std::vector<MarketSeeker> seekers_of(const std::string& path, std::size_t most);

std::vector<matching::VacancyFacts> made_vacancies(std::size_t count);
std::vector<MarketSeeker> made_seekers(std::size_t count);

// The measurement's weights as tables: occupation 35/25/14/5 by shared level, education 20 or 8 one below, place 15 or 7 in
// the province, wage 15 or 8 from four fifths on, skills 15 x shared / wanted.
// In whole points, as the peers add them up, or in hundredths, so that a price can stand between two of them.
enum class Unit { point, hundredth };
matching::Question question_of(const MarketSeeker& seeker, Unit unit = Unit::point);

double own_rss_mib();

}  // namespace bench
