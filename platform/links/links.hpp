#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "platform/context.hpp"

// Addresses that prove themselves: whoever holds one may do one thing with one record until a day, without signing in.
// Opening it (GET) never changes anything: a message's preview opens links too. A button (POST) does.
namespace links {

// 38 characters that need no escaping in an address. `purpose` names the one use: "booking.accept_move".
std::string sign(const Context& context, std::string_view purpose, std::int64_t subject, Instant until);

// The subject; empty for another purpose, a changed token, or one whose time is over.
std::optional<std::int64_t> open(const Context& context, std::string_view purpose, std::string_view token);

}  // namespace links
