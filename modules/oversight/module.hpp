#pragma once

#include "platform/http/http.hpp"

namespace oversight {
http::Module module();
}
