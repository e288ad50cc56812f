#include "modules/hall/module.hpp"

#include "modules/hall/actions_board.hpp"
#include "modules/hall/actions_room.hpp"
#include "modules/hall/jobs.hpp"
#include "modules/hall/pages.hpp"
#include "modules/hall/pages_devices.hpp"
#include "modules/hall/store.hpp"
#include "platform/http/streams.hpp"
#include "platform/i18n/language.hpp"

namespace hall {

http::Module module() {
    add_parts();
    http::set_event_source("board:", board_events);
    http::Module made{
        .name = "hall",
        .menu = {{msg("Hari ini"), "/loket", Permission::see_day_list}, {msg("Loket"), "/atur/loket", Permission::manage_office}},
        .events = {{"booking.checked_in", join},
                   {"booking.closed", leave},
                   {"registration.approved", know_person},
                   {"registration.withdrawn", forget_file}},
        .jobs = {{"hall.day", 300, end_days},
                 {"hall.near", 20, tell_near},
                 {"hall.absent", 60, mark_absent},
                 {"hall.room", 20, fill_rooms},
                 {"hall.board", 3600, forget_past_calls}}};
    for (auto& routes : {day_routes(), other_day_routes(), day_act_routes(), counter_routes(), closing_routes(), needs_routes(),
                         public_routes(), board_routes(), kiosk_routes(), devices_routes()})
        made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    return made;
}

std::vector<messages::Text> message_texts() {
    return {
        {"hall.near", msg("Tinggal {jumlah} orang di depan Anda"),
         msg("Halo {nama}, tinggal {jumlah} orang sebelum nomor {nomor} dipanggil di {kantor}. Silakan kembali ke ruang tunggu. {tautan}")},
        {"hall.sent_home", msg("Nomor baru Anda: {nomor}, {hari}"),
         msg("Halo {nama}, loket tutup sebelum nomor {nomor_lama} dilayani ({alasan}). Nomor baru Anda {nomor} pada {hari}, {jam}. "
             "{tautan}")}};
}

void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults) {
    for (auto& fault : store::faults(tx)) faults.push_back(std::move(fault));
}

}  // namespace hall
