#pragma once

#include "modules/booking/model.hpp"
#include "platform/context.hpp"

namespace booking {

// The person's own ticket, or staff of the office that gave it.
bool may_see(const Context& context, const Ticket& ticket);
bool works_at(const Context& context, OfficeId office);

}  // namespace booking
