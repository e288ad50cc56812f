#include "modules/office/module.hpp"

#include "modules/office/api.hpp"

namespace office {

http::Module module() { return {.name = "office", .routes = api_routes(), .menu = {}, .events = {}, .jobs = {}}; }

}  // namespace office
