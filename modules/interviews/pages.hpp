#pragma once

#include <vector>

#include "platform/http/http.hpp"

namespace interviews {

std::vector<http::Route> list_routes();     // /rujuk/wawancara
std::vector<http::Route> day_routes();      // /rujuk/wawancara/{day}
std::vector<http::Route> meeting_routes();  // /rujuk/wawancara/{day}/temu
std::vector<http::Route> paper_routes();    // /rujuk/wawancara/{day}/cetak
std::vector<http::Route> own_routes();      // /wawancara
std::vector<http::Route> company_routes();  // /perusahaan/wawancara
void show_parts();                          // the way on a person's file

}  // namespace interviews
