#include "modules/partners/module.hpp"

#include "modules/partners/pages.hpp"
#include "platform/i18n/language.hpp"

namespace partners {

http::Module module() {
    http::Module made{.name = "partners", .routes = {}, .menu = {{"Sekolah", "/bkk", Permission::school}}, .events = {}, .jobs = {}};
    for (auto& routes : {register_routes(), school_routes(), graduate_routes(), place_routes(), report_routes(), pupil_routes()})
        made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    return made;
}

std::vector<messages::Text> message_texts() {
    return {{"partners.place", msg("Tempat Anda untuk membuat AK-1"),
             msg("Halo {nama}, {sekolah} memesankan tempat untuk Anda membuat kartu AK-1: {hari} jam {jam} di {tempat}, nomor {nomor}. "
                 "Buka tautan ini untuk memastikan Anda datang: {tautan}. Bawa KTP dan ijazah atau SKL. {kantor}")},
            {"partners.tracer", msg("Bagaimana kabar Anda?"),
             msg("Halo {nama}, {sekolah} ingin tahu kabar Anda setelah lulus. Satu ketukan cukup: {tautan}. {kantor}")}};
}

}  // namespace partners
