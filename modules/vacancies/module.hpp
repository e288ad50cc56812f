#pragma once

#include "platform/http/http.hpp"

namespace vacancies {
http::Module module();
}  // namespace vacancies
