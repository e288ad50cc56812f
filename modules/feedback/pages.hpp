#pragma once

#include <vector>

#include "platform/http/http.hpp"

namespace feedback {

std::vector<http::Route> survey_routes();     // /survei/{ticket code}, /kantor/{code}/survei
std::vector<http::Route> complaint_routes();  // /kantor/{code}/pengaduan, /pengaduan
std::vector<http::Route> wording_routes();    // /atur/survei/kata
std::vector<http::Route> results_routes();    // /atur/survei, /atur/pengaduan

}  // namespace feedback
