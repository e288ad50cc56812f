#pragma once

#include <string>
#include <vector>

#include "platform/sql/sql.hpp"

namespace matching::store {

// What must always be true, one line for each that is not.
void collect_faults(sql::Transaction& tx, std::vector<std::string>& faults);

}  // namespace matching::store
