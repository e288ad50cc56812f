#pragma once

#include <vector>

#include "platform/http/http.hpp"

// The addresses of this module, by who opens them.
namespace partners {
std::vector<http::Route> register_routes();  // the office's register of schools
std::vector<http::Route> school_routes();    // the school's desk: overview and files
std::vector<http::Route> graduate_routes();  // its rows
std::vector<http::Route> place_routes();
std::vector<http::Route> report_routes();
std::vector<http::Route> due_routes();    // six-monthly reports for its graduates
std::vector<http::Route> pupil_routes();  // signed links
}  // namespace partners
