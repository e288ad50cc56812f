#pragma once

#include "platform/http/http.hpp"

namespace identity {
http::Module module();
}
