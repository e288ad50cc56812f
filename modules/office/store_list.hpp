#pragma once

#include <optional>
#include <string_view>

#include "modules/office/model.hpp"
#include "modules/office/model_list.hpp"
#include "platform/sql/sql.hpp"

// SQL of lists that wait to be taken in.
namespace office::store {

void put_list(sql::Transaction& tx, OfficeId office, const BroughtList& list, std::string_view by);
std::optional<BroughtList> find_list(sql::Transaction& tx, OfficeId office, std::string_view kind);
// False: somebody else took it or put it away.
bool remove_list(sql::Transaction& tx, ListId id);

}  // namespace office::store
