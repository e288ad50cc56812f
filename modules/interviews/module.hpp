#pragma once

#include <vector>

#include "modules/messages/model.hpp"
#include "platform/http/http.hpp"

namespace interviews {
http::Module module();
std::vector<messages::Text> message_texts();
}  // namespace interviews
