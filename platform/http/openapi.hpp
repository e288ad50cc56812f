#pragma once

#include <string>
#include <vector>

#include "platform/http/http.hpp"

namespace http {

// OpenAPI 3.1 of the routes below /api/: what the route table says, nothing by hand.
std::string openapi(const std::vector<Module>& modules, std::string_view public_url);

}  // namespace http
