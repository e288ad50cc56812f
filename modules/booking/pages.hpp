#pragma once

#include <vector>

#include "platform/http/http.hpp"

namespace booking {

std::vector<http::Route> schedule_routes();    // /kantor/{code}, its /jadwal and /layanan/{service}
std::vector<http::Route> choice_routes();      // /berkas/{id}/jadwal
std::vector<http::Route> ticket_routes();      // /tiket/{code}
std::vector<http::Route> walk_in_routes();     // /loket/nomor
std::vector<http::Route> paper_routes();       // /loket/hari/cetak, /loket/susulan
std::vector<http::Route> waiting_routes();     // /tunggu, /berkas/{id}/tunggu, /kantor/{code}/layanan/{service}/tunggu, /loket/tunggu
std::vector<http::Route> draw_routes();        // /kantor/{code}/undian, /berkas/{id}/undian, /atur/undian
std::vector<http::Route> quota_routes();       // /atur/kuota
std::vector<http::Route> change_day_routes();  // /atur/kuota/hari
std::vector<http::Route> change_routes();      // /atur/kuota/perubahan
std::vector<http::Route> limited_routes();     // /atur/terbatas
std::vector<http::Route> moved_routes();       // /tiket/{code}/pindah, /tiket/{code}/tawaran

}  // namespace booking
