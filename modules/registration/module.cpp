#include "modules/registration/module.hpp"

#include "modules/registration/api.hpp"
#include "modules/registration/jobs.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/store_life.hpp"
#include "platform/i18n/language.hpp"

namespace registration {

http::Module module() {
    auto routes = api_routes();
    for (const auto& more :
         {apply_routes(),  upload_routes(),  file_routes(),    import_routes(),      verify_routes(),    counter_routes(),
          intake_routes(), paper_routes(),   correct_routes(), lost_ticket_routes(), siapkerja_routes(), decision_routes(),
          card_routes(),   print_routes(),   walk_in_routes(), training_routes(),    layout_routes(),    report_routes(),
          life_routes(),   contact_routes(), stock_routes(),   duplicate_routes(),   strike_routes()})
        routes.insert(routes.end(), more.begin(), more.end());
    return {"registration",
            std::move(routes),
            {{msg("Berkas baru"), "/loket/baru", Permission::edit_application},
             {msg("Cetak dan tanda tangan"), "/loket/cetak", Permission::print_card},
             {msg("Kartu"), "/loket/kartu", Permission::see_day_list},
             {msg("Latihan"), "/latihan", Permission::edit_application}},
            {},
            jobs()};
}

void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults) {
    store::collect_faults(tx, faults);
    store::collect_life_faults(tx, faults);
}

std::vector<messages::Text> message_texts() {
    return {{"registration.report_due", msg("Saatnya lapor sebagai pencari kerja"),
             msg("Halo {nama}, laporkan keadaan Anda kepada {kantor} paling lambat {tanggal}. Satu ketukan: {tautan} "
                 "Setelah {batas} kartu AK-1 Anda dapat gugur. Pertanyaan: {telepon_kantor}")},
            {"registration.lapsed", msg("Kartu AK-1 Anda gugur karena tidak lapor"),
             msg("Halo {nama}, kartu AK-1 Anda tidak aktif lagi karena tidak ada laporan. Masih mencari kerja? Pulihkan di sini: {tautan} "
                 "{kantor}, {telepon_kantor}")},
            {"registration.phone_changed", msg("Nomor telepon pada berkas Anda diganti"),
             msg("Nomor telepon pada berkas Anda di {kantor} diganti di loket pada {tanggal}. Bukan Anda yang meminta? Datanglah "
                 "dengan KTP Anda. {telepon_kantor}")}};
}

}  // namespace registration
