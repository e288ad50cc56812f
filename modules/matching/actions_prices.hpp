#pragma once

#include "modules/matching/model_choice.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// Prices through the day: a vacancy whose places go faster than they may becomes dearer, one that nobody takes cheaper.
namespace matching {

// One step, every ten minutes; also counts openings that were filled or added since. Gives how many prices moved; none
// before the first batch, or when another process did it.
int follow_pace(sql::Transaction& tx, const Context& context);

// The price of a record can be found in the list of prices, and computed again from what it was made of.
bool is_price_known(sql::Transaction& tx, const Record& record);

}  // namespace matching
