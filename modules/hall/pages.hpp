#pragma once

#include <vector>

#include "platform/http/http.hpp"

namespace hall {

std::vector<http::Route> day_routes();       // /loket, /loket/hari, /loket/pindai, /loket/tiket
std::vector<http::Route> public_routes();    // /kantor/{code}/antrean
void add_parts();                            // what other modules' pages say of the hall

}  // namespace hall
