#pragma once

#include "platform/http/http.hpp"

// The handlers that module.cpp lists.
namespace reference {

http::Response suggest_occupations(const http::Request& request, Context& context);  // GET /acuan/jabatan?q=
http::Response suggest_industries(const http::Request& request, Context& context);   // GET /acuan/usaha?q=
http::Response suggest_places(const http::Request& request, Context& context);       // GET /acuan/tempat?q=
http::Response suggest_villages(const http::Request& request,
                                Context& context);  // GET /acuan/wilayah?q=&regency=

}  // namespace reference
