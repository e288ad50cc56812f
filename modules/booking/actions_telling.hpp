#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/booking/model.hpp"
#include "modules/messages/model.hpp"
#include "modules/office/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// What the holder of a ticket is told outside the program.
namespace booking {

std::vector<messages::Text> quota_texts();

struct Told {
    std::string_view text;
    std::string occasion;
    std::vector<std::pair<std::string, std::string>> values;
};
// One message a ticket, text and occasion, in the caller's transaction.
void tell(sql::Transaction& tx, const Context& context, OfficeId office, const Ticket& ticket, Told told);

// The ticket's page, opened by whoever was written to.
std::string address_of(const Context& context, const Ticket& ticket, Instant until);

}  // namespace booking
