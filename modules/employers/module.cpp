#include "modules/employers/module.hpp"

namespace employers {

http::Module module() {
    http::Module made{.name = "employers", .routes = {}, .menu = {}, .events = {}, .jobs = {}};
    return made;
}

std::vector<messages::Text> message_texts() { return {}; }

}  // namespace employers
