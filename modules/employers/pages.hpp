#pragma once

#include <vector>

#include "platform/http/http.hpp"

// The addresses of this module, by who opens them.
namespace employers {
std::vector<http::Route> door_routes();      // anybody: a company registers itself
std::vector<http::Route> home_routes();      // the company's desk
std::vector<http::Route> register_routes();  // the office's register of companies
std::vector<http::Route> list_routes();      // companies from a file
std::vector<http::Route> visit_routes();
std::vector<http::Route> reporting_routes();  // who may not have reported, questions, letters
std::vector<http::Route> licence_routes();    // whether a company may place people abroad
std::vector<http::Route> local_routes();      // the district's local rule
}  // namespace employers
