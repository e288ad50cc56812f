#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "modules/matching/model_block.hpp"
#include "platform/sql/sql.hpp"

namespace matching::store {

bool add_block(sql::Transaction& tx, const Block& block);  // false: it is there
bool end_block(sql::Transaction& tx, OfficeId office, std::string_view person_key, employers::EmployerId employer);
std::vector<Block> blocks_of(sql::Transaction& tx, OfficeId office, std::string_view person_key);  // newest first
std::vector<Block> blocks(sql::Transaction& tx);
bool has_block(sql::Transaction& tx, OfficeId office, std::string_view person_key, employers::EmployerId employer);
std::set<std::string> blockers_of(sql::Transaction& tx, OfficeId office, employers::EmployerId employer);  // keys of people

}  // namespace matching::store
