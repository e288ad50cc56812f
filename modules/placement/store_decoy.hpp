#pragma once

#include <vector>

#include "modules/placement/model_decoy.hpp"
#include "platform/sql/sql.hpp"

// Invented people and who opened them. No rule and no access check stands here.
namespace placement::store {

bool add_decoy(sql::Transaction& tx, const Decoy& decoy);  // false: as many are planted as an office may have
bool end_decoy(sql::Transaction& tx, DecoyId id, OfficeId office, Instant now);
std::vector<Decoy> decoys(sql::Transaction& tx, OfficeId office);  // those that ended last
// True the first time on this day.
bool add_touch(sql::Transaction& tx, TouchId id, OfficeId office, const Touch& touch, Date day);
std::vector<Touch> touches(sql::Transaction& tx, OfficeId office);  // newest first

}  // namespace placement::store
