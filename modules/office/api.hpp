#pragma once

#include <vector>

#include "platform/http/http.hpp"

namespace office {
std::vector<http::Route> api_routes();
}
