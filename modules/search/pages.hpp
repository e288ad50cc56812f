#pragma once

#include <vector>

#include "platform/http/http.hpp"

namespace search {

std::vector<http::Route> search_routes();        // /lowongan
std::vector<http::Route> feed_routes();          // /lowongan.rss, /lowongan.ics
std::vector<http::Route> saved_search_routes();  // /lowongan/tersimpan

}  // namespace search
