#pragma once

#include <vector>

#include "platform/http/http.hpp"

namespace identity {
std::vector<http::Route> api_routes();
}
