#pragma once

#include "platform/http/http.hpp"

namespace office {
http::Module module();
}
