#pragma once

#include <vector>

#include "modules/messages/model.hpp"
#include "platform/http/http.hpp"

namespace search {

http::Module module();
std::vector<messages::Text> message_texts();

}  // namespace search
