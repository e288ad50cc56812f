#include "modules/oversight/module.hpp"

#include "modules/oversight/jobs.hpp"
#include "modules/oversight/pages.hpp"

namespace oversight {

http::Module module() {
    http::Module made{.name = "oversight", .menu = {{msg("Pengawasan"), "/pengawasan", Permission::see_audit}}, .jobs = jobs()};
    for (auto& routes : {overview_routes(), board_routes()}) made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    return made;
}

std::vector<messages::Text> message_texts() {
    return {
        {"oversight.journal_head", msg("Sidik jurnal {kantor}, {hari}"),
         msg("Sidik jurnal {kantor} pada {hari}:\n{sidik}\nSimpan pesan ini. Jurnal yang ditulis ulang tidak cocok lagi dengannya; cara "
             "memeriksa: antarkerja verify-audit --head.")}};
}

}  // namespace oversight
