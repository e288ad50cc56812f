#pragma once

#include <vector>

#include "platform/http/http.hpp"

namespace booking {

std::vector<http::Route> schedule_routes();  // /kantor/{code}, its /jadwal and /layanan/{service}
std::vector<http::Route> choice_routes();    // /berkas/{id}/jadwal
std::vector<http::Route> ticket_routes();    // /tiket/{code}
std::vector<http::Route> day_routes();       // /loket, /loket/tiket, /loket/pindai
std::vector<http::Route> counter_routes();   // /loket/nomor, /loket/hari, /loket/susulan
std::vector<http::Route> manager_routes();   // /atur/kuota

}  // namespace booking
