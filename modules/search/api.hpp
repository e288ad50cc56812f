#pragma once

#include <vector>

#include "platform/http/http.hpp"

namespace search {

std::vector<http::Route> search_api_routes();  // /api/v1/vacancies, /api/v1/vacancies/changes

}  // namespace search
