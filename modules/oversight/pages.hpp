#pragma once

#include <vector>

#include "platform/http/http.hpp"

namespace oversight {

std::vector<http::Route> overview_routes();  // /pengawasan
std::vector<http::Route> board_routes();     // /kantor/{code}/waktu-tunggu

}  // namespace oversight
