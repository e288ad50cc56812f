#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "platform/http/http.hpp"
#include "platform/http/streams.hpp"

namespace hall {

std::vector<http::Route> board_routes();    // /papan/{code}
std::vector<http::Route> kiosk_routes();    // /kios/{code}
std::vector<http::Route> devices_routes();  // /atur/alat

// What the boards of "board:OFFICE" hear; see platform/http/streams.hpp.
std::vector<http::NumberedEvent> board_events(const Platform& platform, std::string_view topic, std::int64_t after);

}  // namespace hall
