#pragma once

#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "modules/matching/model_fit.hpp"
#include "modules/matching/model_profile.hpp"
#include "modules/placement/tests/fixture.hpp"
#include "modules/vacancies/model.hpp"
#include "platform/http/http.hpp"

// People and vacancies of an invented market, the same for the same seed.
namespace matching::test_market {

using Random = std::minstd_rand;
std::uint32_t below(Random& random, std::uint32_t end);

Profile random_profile(Random& random, std::int64_t id);
vacancies::Vacancy random_vacancy(Random& random, std::int64_t id);

// Sari of Balikpapan, welder: what the other tests begin with.
Profile sari();
vacancies::Vacancy welder_wanted();

// Which conditions of this vacancy this person does not meet, asked as somebody would with both papers in hand: no masks, no
// tables, and nothing of the product's rules.
std::vector<Hard> unmet(const Profile& profile, const vacancies::Vacancy& vacancy, Date today);
// The same after an officer set conditions aside; the legal age is nobody's to set aside.
std::vector<Hard> unmet(const Profile& profile, const vacancies::Vacancy& vacancy, Date today, const std::vector<Hard>& set_aside);

}  // namespace matching::test_market
