#pragma once

#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "modules/booking/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

namespace booking {

// The office closed while this person waited: the visit ends without fault of theirs, and they get the next place of the
// service that is free within the days that can be booked. Empty: none is free, the visit ended all the same.
Result<std::optional<Ticket>, Refusal> rebook(sql::Transaction& tx, const Context& context, TicketId ticket, std::string_view reason);

// Booked for a time that is over, and did not come; may still come later.
Result<Ticket, Refusal> mark_absent(sql::Transaction& tx, const Context& context, TicketId ticket);

}  // namespace booking
