#pragma once

#include <vector>

#include "platform/http/http.hpp"

// The addresses of this module, by who opens them.
namespace vacancies {
std::vector<http::Route> company_routes();  // what a company reports, and what becomes of it
std::vector<http::Route> details_routes();  // what a report may tell besides, for both
std::vector<http::Route> import_routes();   // its files
std::vector<http::Route> list_routes();     // the manager's files
std::vector<http::Route> review_routes();   // the officer's queue
std::vector<http::Route> entry_routes();    // the officer's own entries and codes
std::vector<http::Route> change_routes();   // of what everybody can read
std::vector<http::Route> life_routes();     // pause, extend, filled …, for both
std::vector<http::Route> public_routes();
void add_parts();  // what the company's page says of its vacancies
}  // namespace vacancies
