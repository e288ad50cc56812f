#pragma once

#include <random>
#include <string>
#include <vector>

#include "modules/matching/model_profile.hpp"
#include "modules/vacancies/model.hpp"

// People and vacancies of an invented market, the same for the same seed.
namespace matching::test_market {

using Random = std::minstd_rand;
std::uint32_t below(Random& random, std::uint32_t end);

Profile random_profile(Random& random, std::int64_t id);
vacancies::Vacancy random_vacancy(Random& random, std::int64_t id);

// Sari of Balikpapan, welder: what the other tests begin with.
Profile sari();
vacancies::Vacancy welder_wanted();

}  // namespace matching::test_market
