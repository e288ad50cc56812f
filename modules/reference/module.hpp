#pragma once

#include "platform/http/http.hpp"

namespace reference {

http::Module module();

}  // namespace reference
