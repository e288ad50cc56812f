#pragma once

#include <vector>

#include "platform/http/http.hpp"

namespace registration {
std::vector<http::Route> api_routes();
}
