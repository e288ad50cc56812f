#pragma once

#include "platform/http/http.hpp"

// The platform's own work in the background: links of the audit chain each second, signed heads and forgotten
// idempotency keys each hour. Listed in app/modules.cpp like any module.
namespace upkeep {
http::Module module();
}
