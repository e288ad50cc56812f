#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/booking/actions.hpp"
#include "modules/hall/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// A counter, or a service, closes while people wait: nobody is forgotten, nobody waits for a counter that is empty.
namespace hall {

// Those whom no counter would call once this one is empty, in the order in which they stand.
std::vector<Place> left_waiting(sql::Transaction& tx, const Context& context, std::string_view counter_number);

struct SentHome {
    std::string label;
    std::string name;
    std::string service;
    std::optional<booking::Ticket> next;  // the new number; none: the next days are full
    Date next_date;
};
// Everybody who still waits for this service today, with the reason; each gets the next free place, their order kept.
Result<std::vector<SentHome>, Refusal> send_home(sql::Transaction& tx, const Context& context, std::string_view service,
                                                 std::string_view reason);

}  // namespace hall
