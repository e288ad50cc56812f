#pragma once

#include "base/result.hpp"
#include "modules/hall/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// The KTP shows that the one with a nameless number also holds a booked one of today.
namespace hall {

// Gives the place that stays: of who arrived earlier. Whoever stood at a counter with the number that ends is served there
// with the other, so nobody is called twice.
Result<Place, Refusal> merge_numbers(sql::Transaction& tx, const Context& context, booking::TicketId nameless, booking::TicketId named);

}  // namespace hall
