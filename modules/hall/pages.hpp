#pragma once

#include <vector>

#include "platform/http/http.hpp"

namespace hall {

std::vector<http::Route> day_routes();        // /loket
std::vector<http::Route> other_day_routes();  // /loket/hari
std::vector<http::Route> day_act_routes();    // /loket/pindai, /loket/panggil, /loket/meja, /loket/tiket/{ticket}/…
std::vector<http::Route> counter_routes();    // /atur/loket
std::vector<http::Route> closing_routes();    // /loket/tutup
std::vector<http::Route> needs_routes();      // /berkas/{id}/kebutuhan, /loket/tiket/{ticket}/kebutuhan and …/suhu
std::vector<http::Route> public_routes();     // /kantor/{code}/antrean
void add_parts();                             // what other modules' pages say of the hall

}  // namespace hall
