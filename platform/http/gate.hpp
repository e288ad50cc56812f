#pragma once

#include <string_view>

#include "platform/http/http.hpp"

// What the gate asks of a request before any handler sees it. Apart from gate.cpp's own use, for its tests.
namespace http::gate {

enum class Origin { same, cross, unknown };

// From Sec-Fetch-Site and Origin, which a page of another site cannot forge in a browser.
Origin origin_of(const Request& request);

// The token that came as form field `_csrf` or header X-CSRF-Token is the one given to this person.
bool brings_token(const Request& request, const Context& context);

void add_security_headers(Response& response, bool secure);

}  // namespace http::gate
