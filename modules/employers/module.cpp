#include "modules/employers/module.hpp"

#include "modules/employers/pages.hpp"
#include "platform/i18n/language.hpp"

namespace employers {

http::Module module() {
    http::Module made{.name = "employers",
                      .routes = {},
                      .menu = {{msg("Daftar perusahaan"), "/atur/perusahaan", Permission::review_vacancy},
                               {msg("Perusahaan saya"), "/perusahaan", Permission::employer}},
                      .events = {},
                      .jobs = {}};
    for (auto& routes : {door_routes(), home_routes(), register_routes(), visit_routes(), reporting_routes(), licence_routes(),
                         list_routes(), local_routes()})
        made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    return made;
}

std::vector<messages::Text> message_texts() {
    return {
        {"employers.refused", msg("Pendaftaran {perusahaan} belum dapat diterima"),
         msg("Halo {nama}, pendaftaran {perusahaan} belum dapat kami terima. Tanyakan sebabnya kepada {kantor}, {telepon_kantor}.")},
        {"employers.suspended", msg("{perusahaan} ditangguhkan"),
         msg("Halo {nama}, {perusahaan} ditangguhkan dan lowongannya tidak tampil. Alasan: {alasan}. Selengkapnya: {tautan}. {kantor}, "
             "{telepon_kantor}")},
        {"employers.verified", msg("{perusahaan} sudah diverifikasi"),
         msg("Halo {nama}, {perusahaan} sudah diverifikasi. Tautan untuk akunnya diserahkan petugas kepada orang yang menjawab telepon. "
             "Lowongan Anda kini dapat tayang. {kantor}, {telepon_kantor}")},
        {"employers.warned", msg("Peringatan tertulis {tingkat} untuk {perusahaan}"),
         msg("Halo {nama}, {kantor} mengirim peringatan tertulis {tingkat} nomor {nomor} kepada {perusahaan}, berlaku sampai {tanggal}. "
             "Baca sebabnya dan cara mengajukan keberatan di {tautan}. {telepon_kantor}")},
        {"employers.asked", msg("Kantor bertanya kepada {perusahaan}"),
         msg("Halo {nama}, {kantor} ingin mendengar penjelasan {perusahaan}. Jawab paling lambat {tanggal} di {tautan}.")}};
}

}  // namespace employers
