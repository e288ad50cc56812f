#include "modules/registration/module.hpp"

#include "modules/registration/api.hpp"
#include "modules/registration/jobs.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/store.hpp"
#include "platform/i18n/language.hpp"

namespace registration {

http::Module module() {
    auto routes = api_routes();
    for (const auto& more : {apply_routes(), upload_routes(), file_routes(), import_routes(), verify_routes(), counter_routes(),
                             decision_routes(), card_routes(), print_routes(), walk_in_routes(), training_routes(), layout_routes()})
        routes.insert(routes.end(), more.begin(), more.end());
    return {"registration",
            std::move(routes),
            {{msg("Berkas baru"), "/loket/baru", Permission::edit_application},
             {msg("Cetak dan tanda tangan"), "/loket/cetak", Permission::print_card},
             {msg("Latihan"), "/latihan", Permission::edit_application}},
            {},
            jobs()};
}

void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults) { store::collect_faults(tx, faults); }

}  // namespace registration
