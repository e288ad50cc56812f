#pragma once

#include <vector>

#include "modules/messages/model.hpp"
#include "platform/http/http.hpp"

namespace messages {
http::Module module();
std::vector<Text> message_texts();  // this module's own: the test
}  // namespace messages
