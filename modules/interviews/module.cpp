#include "modules/interviews/module.hpp"

#include "modules/interviews/pages.hpp"
#include "platform/i18n/language.hpp"

namespace interviews {

http::Module module() {
    show_parts();
    http::Module made{.name = "interviews",
                      .routes = list_routes(),
                      .menu = {{msg("Hari wawancara"), "/rujuk/wawancara", Permission::refer_seeker},
                               {msg("Wawancara"), "/perusahaan/wawancara", Permission::employer}},
                      .events = {},
                      .jobs = {}};
    for (auto& routes : {day_routes(), meeting_routes(), paper_routes(), own_routes(), company_routes()})
        made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    return made;
}

std::vector<messages::Text> message_texts() {
    return {
        {"interviews.scheduled", msg("Jam wawancara Anda sudah ada"),
         msg("Halo {nama}, wawancara Anda {tanggal}, yang pertama pukul {pukul}. Tempat: {tempat}. Jadwal lengkap, atau bila tidak dapat "
             "datang: {tautan}. Layanan ini gratis. {kantor}")},
        {"interviews.changed", msg("Jam wawancara Anda berubah"),
         msg("Halo {nama}, jadwal wawancara Anda {tanggal} berubah. Yang pertama pukul {pukul}. Tempat: {tempat}. Lihat {tautan}. "
             "{kantor}")},
        {"interviews.choose", msg("Pilih perusahaan yang ingin Anda temui"),
         msg("Halo {nama}, pada {tanggal} Anda dapat bertemu perusahaan. Urutkan yang ingin Anda temui di {tautan}. Layanan ini gratis. "
             "{kantor}")},
        {"interviews.company_chooses", msg("Urutkan pelamar yang ingin Anda temui"),
         msg("Halo {nama}, kantor mengundang Anda ke hari wawancara {tanggal} mulai pukul {pukul}. Urutkan pelamar yang ingin Anda temui "
             "di {tautan}. {kantor}")},
        {"interviews.company_day", msg("Jadwal hari wawancara sudah ada"),
         msg("Halo {nama}, hari wawancara Anda {tanggal} mulai pukul {pukul}. Tempat: {tempat}. Daftar orang dan jamnya: {tautan}. "
             "{kantor}")},
        {"interviews.company_called_off", msg("Hari wawancara dibatalkan"),
         msg("Halo {nama}, hari wawancara {tanggal} dibatalkan. Selengkapnya di {tautan}. {kantor}")},
        {"interviews.standby", msg("Anda cadangan pada hari wawancara"),
         msg("Halo {nama}, pada {tanggal} semua jam wawancara sudah terisi. Anda cadangan: tidak wajib datang. Bila ada yang kosong, kami "
             "memberi tahu, biasanya sedikitnya {menit} menit sebelumnya. Lamaran Anda tetap berlaku. {tautan}. {kantor}")},
        {"interviews.put_off", msg("Jam wawancara Anda dilepas"),
         msg("Halo {nama}, jam wawancara Anda {tanggal} harus dilepas. Anda cadangan: tidak wajib datang. Bila ada yang kosong, kami "
             "memberi "
             "tahu, biasanya sedikitnya {menit} menit sebelumnya. Lamaran Anda tetap berlaku. {tautan}. {kantor}")},
        {"interviews.missed", msg("Anda tidak tercatat datang"),
         msg("Halo {nama}, Anda tidak tercatat datang pada wawancara {tanggal}, jadi jam Anda hari itu dilepas. Lamaran Anda tetap "
             "berlaku. "
             "Bila keliru atau ada halangan, hubungi kantor. {kantor}")},
        {"interviews.called_off", msg("Wawancara Anda dibatalkan"),
         msg("Halo {nama}, wawancara Anda {tanggal} dibatalkan. Lamaran Anda tetap berlaku. Lihat {tautan}. {kantor}")}};
}

}  // namespace interviews
