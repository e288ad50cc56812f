#pragma once

#include <vector>

#include "platform/http/http.hpp"

namespace placement {
std::vector<http::Route> api_routes();
}
