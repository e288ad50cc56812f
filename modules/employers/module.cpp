#include "modules/employers/module.hpp"

#include "modules/employers/pages.hpp"

namespace employers {

http::Module module() {
    http::Module made{.name = "employers",
                      .routes = {},
                      .menu = {{"Daftar perusahaan", "/atur/perusahaan", Permission::review_vacancy}, {"Perusahaan saya", "/perusahaan", Permission::employer}},
                      .events = {},
                      .jobs = {}};
    for (auto& routes : {door_routes(), home_routes(), register_routes(), visit_routes(), reporting_routes(), local_routes()})
        made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    return made;
}

std::vector<messages::Text> message_texts() { return {}; }

}  // namespace employers
