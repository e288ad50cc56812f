#include "modules/messages/module.hpp"

namespace messages {

http::Module module() { return {.name = "messages"}; }

}  // namespace messages
