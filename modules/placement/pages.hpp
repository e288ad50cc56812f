#pragma once

#include <vector>

#include "platform/http/http.hpp"

namespace placement {

std::vector<http::Route> own_routes();        // /lamaran
std::vector<http::Route> company_routes();    // /perusahaan/lamaran
std::vector<http::Route> card_routes();       // /perusahaan/kartu
std::vector<http::Route> referral_routes();   // /rujuk, /surat
std::vector<http::Route> placed_routes();     // /rujuk/penempatan
std::vector<http::Route> exemption_routes();  // /perusahaan/pengecualian, /rujuk/pengecualian
std::vector<http::Route> decoy_routes();      // /rujuk/umpan
void show_parts();                            // the button on a vacancy's page

}  // namespace placement
