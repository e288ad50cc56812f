#pragma once

#include <vector>

#include "platform/http/http.hpp"

namespace messages {
std::vector<http::Route> api_routes();
}
