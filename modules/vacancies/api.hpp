#pragma once

#include <vector>

#include "platform/http/http.hpp"

namespace vacancies {
std::vector<http::Route> api_routes();
}  // namespace vacancies
