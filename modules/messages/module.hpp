#pragma once

#include "platform/http/http.hpp"

namespace messages {
http::Module module();
}
