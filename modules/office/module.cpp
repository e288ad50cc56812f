#include "modules/office/module.hpp"

#include "modules/office/api.hpp"
#include "modules/office/pages.hpp"

namespace office {

http::Module module() {
    http::Module made{.name = "office",
                      .routes = api_routes(),
                      .menu = {{msg("Atur kantor"), "/atur", Permission::manage_office},
                               {msg("Kantor-kantor"), "/pemasangan/kantor", Permission::manage_installation}},
                      .events = {},
                      .jobs = {}};
    for (const auto& routes : {portal_routes(), setup_routes(), profile_routes(), week_routes(), service_routes(), hours_routes(),
                               card_routes(), rule_pack_routes()}) {
        made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    }
    return made;
}

}  // namespace office
