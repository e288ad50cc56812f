#pragma once

#include <string>
#include <vector>

#include "platform/http/server.hpp"

// A module of a few routes, just enough to knock at the gate.
namespace small_office {

http::Module module();

// Who comes in is said by the cookie "sesi" ("petugas", "pelamar") or the header Authorization ("Bearer petugas").
Actor resolve(const http::Request& request, const Platform& platform, Instant now);

// How often the handler behind POST /catatan ran.
int written();

http::Request get(std::string target, std::vector<std::pair<std::string, std::string>> headers = {});
http::Request post(std::string target, std::string form, std::vector<std::pair<std::string, std::string>> headers = {});
std::string header(const http::Response& response, std::string_view name);

}  // namespace small_office
