#pragma once

#include <string>
#include <vector>

#include "platform/html/components.hpp"
#include "platform/http/http.hpp"

namespace identity {

std::vector<http::Route> sign_in_routes();  // /masuk, /keluar
std::vector<http::Route> link_routes();     // /pemasangan/mulai, /undangan, /sandi-baru
std::vector<http::Route> account_routes();  // /akun
std::vector<http::Route> staff_routes();    // /petugas
std::vector<http::Route> journal_routes();  // /jurnal

}  // namespace identity
