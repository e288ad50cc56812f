#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "modules/placement/model_exemption.hpp"
#include "platform/sql/sql.hpp"

namespace placement::store {

bool add_exemption(sql::Transaction& tx, const Exemption& exemption, std::string_view by);  // false: one is asked or granted
// Only while it is still asked.
bool answer_exemption(sql::Transaction& tx, const Exemption& exemption, std::string_view by, Instant now);
std::optional<Exemption> find_exemption(sql::Transaction& tx, ExemptionId id);
std::optional<Exemption> newest_exemption(sql::Transaction& tx, vacancies::VacancyId vacancy);
std::vector<Exemption> exemptions(sql::Transaction& tx, OfficeId office, int limit);  // those that wait first
bool is_exempt(sql::Transaction& tx, vacancies::VacancyId vacancy);

}  // namespace placement::store
