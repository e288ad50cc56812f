#pragma once

#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "modules/booking/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// For a kiosk in the hall: somebody stands there and has given no name. What they come for is asked at the counter.
namespace booking {

// A place at the counter's quota, for any service, also for those whose file is written at the counter.
Result<Ticket, Refusal> take_nameless_place(sql::Transaction& tx, const Context& context, WindowId window);

// Of a code as people type it, or an address as a scanner reads it: "k7mq-3xhr", "https://…/tiket/K7MQ3XHR".
std::string code_of(std::string_view typed);

// What a nameless ticket says for a name.
constexpr std::string_view nameless = "Pengunjung";

}  // namespace booking
