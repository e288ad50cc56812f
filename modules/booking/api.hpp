#pragma once

#include <vector>

#include "platform/http/http.hpp"

namespace booking {
std::vector<http::Route> api_routes();
}
