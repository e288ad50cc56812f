#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "modules/employers/model_licence.hpp"
#include "platform/sql/sql.hpp"

// SQL of permissions to place people abroad.
namespace employers::store {

// False: this number is recorded already.
bool add_licence(sql::Transaction& tx, const Licence& licence);
bool end_licence(sql::Transaction& tx, LicenceId id, std::string_view note, AccountId by, Instant now);
std::optional<Licence> find_licence(sql::Transaction& tx, LicenceId id);
std::vector<Licence> licences(sql::Transaction& tx, EmployerId employer);
std::optional<LicenceId> licence_in_force(sql::Transaction& tx, EmployerId employer, Date on);

}  // namespace employers::store
