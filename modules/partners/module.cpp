#include "modules/partners/module.hpp"

#include "modules/partners/actions_places.hpp"
#include "modules/partners/pages.hpp"
#include "platform/i18n/language.hpp"

namespace partners {

http::Module module() {
    http::Module made{.name = "partners",
                      .routes = {},
                      .menu = {{msg("Sekolah"), "/bkk", Permission::school}},
                      .events = {{"booking.block_changed", tell_of_changed_block}},
                      .jobs = {}};
    for (auto& routes :
         {register_routes(), school_routes(), graduate_routes(), place_routes(), report_routes(), due_routes(), pupil_routes()})
        made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    return made;
}

std::vector<messages::Text> message_texts() {
    return {{"partners.place", msg("Tempat Anda untuk membuat AK-1"),
             msg("Halo {nama}, {sekolah} memesankan tempat untuk Anda membuat kartu AK-1: {hari} jam {jam} di {tempat}, nomor {nomor}. "
                 "Buka tautan ini untuk memastikan Anda datang: {tautan}. Bawa KTP dan ijazah atau SKL. {kantor}")},
            {"partners.tracer", msg("Bagaimana kabar Anda?"),
             msg("Halo {nama}, {sekolah} ingin tahu kabar Anda setelah lulus. Satu ketukan cukup: {tautan}. {kantor}")},
            {"partners.block_changed", msg("Tempat untuk sekolah Anda berubah"),
             msg("Halo {nama}, kantor mengubah kuota {hari} jam {jam}. {sekolah} sekarang punya {tempat} tempat, {bernama} di antaranya "
                 "sudah bernama. Yang sudah bernama tidak berkurang. Lihat: {tautan}. {kantor}")},
            {"partners.reported", msg("Sekolah melaporkan untuk Anda"),
             msg("Halo {nama}, {sekolah} melaporkan kepada kantor bahwa Anda masih mencari kerja. Kartu AK-1 Anda tetap aktif dan berlaku "
                 "sampai {sampai}. Tidak benar, atau Anda sudah bekerja? Betulkan di sini: {tautan}. {kantor}")}};
}

}  // namespace partners
