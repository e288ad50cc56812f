#include "modules/oversight/module.hpp"

#include "modules/oversight/pages.hpp"

namespace oversight {

http::Module module() {
    http::Module made{.name = "oversight", .menu = {{msg("Pengawasan"), "/pengawasan", Permission::see_audit}}};
    for (auto& routes : {overview_routes(), board_routes()}) made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    return made;
}

}  // namespace oversight
