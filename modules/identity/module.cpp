#include "modules/identity/module.hpp"

#include "modules/identity/api.hpp"
#include "modules/identity/jobs.hpp"
#include "modules/identity/pages.hpp"

namespace identity {

http::Module module() {
    http::Module made{.name = "identity",
                      .routes = api_routes(),
                      .menu = {{msg("Petugas"), "/petugas", Permission::manage_staff},
                               {msg("Jurnal"), "/jurnal", Permission::see_audit},
                               {msg("Akun saya"), "/akun", Permission::signed_in}},
                      .events = {},
                      .jobs = {{"identity.forget", 3600, forget_what_is_over}}};
    for (const auto& routes : {sign_in_routes(), link_routes(), account_routes(), staff_routes(), journal_routes()})
        made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    return made;
}

}  // namespace identity
