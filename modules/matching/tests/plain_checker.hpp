#pragma once

#include <vector>

#include "modules/matching/model_fit.hpp"

namespace matching::test_market {

// Which conditions of this vacancy this person does not meet, asked as somebody would with both papers in hand: no masks, no
// tables, and nothing of the product's rules.
std::vector<Hard> unmet(const Profile& profile, const vacancies::Vacancy& vacancy, Date today);
// The same after an officer set conditions aside; the legal age is nobody's to set aside.
std::vector<Hard> unmet(const Profile& profile, const vacancies::Vacancy& vacancy, Date today, const std::vector<Hard>& set_aside);

}  // namespace matching::test_market
