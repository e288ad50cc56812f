#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "modules/registration/model_school.hpp"
#include "modules/registration/store.hpp"

namespace registration::store {

void add_vouching(sql::Transaction& tx, const Application& application, const Vouching& vouching, Instant now, std::string_view by);
std::optional<Vouching> find_vouching(sql::Transaction& tx, ApplicationId id);
std::vector<SchoolFile> files_of_school(sql::Transaction& tx, OfficeId office, std::int64_t school);
// Handed over, not expired, due until `to`; by due date.
std::vector<Card> due_cards_of_school(sql::Transaction& tx, OfficeId office, std::int64_t school, Date to, Date today);

}  // namespace registration::store
