#pragma once

#include <vector>

#include "base/date.hpp"
#include "modules/reference/tables.hpp"
#include "platform/sql/sql.hpp"

// SQL of reference: what came after the release.
namespace reference::store {

std::vector<Addition> additions(sql::Transaction& tx);
void put_addition(sql::Transaction& tx, const Addition& addition, Instant now);

}  // namespace reference::store
