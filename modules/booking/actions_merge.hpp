#pragma once

#include <string_view>

#include "base/result.hpp"
#include "modules/booking/actions.hpp"
#include "modules/booking/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// One person, two numbers of a day: one from the kiosk, which knows no names, and one that was booked. Whoever looks at the
// KTP makes one of them.
namespace booking {

constexpr std::string_view merged_outcome = "merged";  // of the number that ends

struct Merged {
    Ticket kept;
    Ticket ended;
};
// Keeps the number whose holder arrived earlier, so that nobody gains or loses a minute; it carries the booked one's name and
// file from then on. The other one ends, its place goes to others, and the journal says why.
// no_such_ticket: not of this office; wrong_state: one of them is over, both have a name, or they are for different services;
// not_today: they are for different days.
Result<Merged, Refusal> merge_numbers(sql::Transaction& tx, const Context& context, TicketId nameless, TicketId named);

}  // namespace booking
