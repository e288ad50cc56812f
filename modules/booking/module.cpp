#include "modules/booking/module.hpp"

#include "modules/booking/actions.hpp"
#include "modules/booking/actions_moved.hpp"
#include "modules/booking/actions_telling.hpp"
#include "modules/booking/api.hpp"
#include "modules/booking/jobs.hpp"
#include "modules/booking/pages.hpp"
#include "modules/booking/store.hpp"
#include "modules/booking/store_waiting.hpp"
#include "platform/i18n/language.hpp"

namespace booking {

http::Module module() {
    http::Module made{.name = "booking",
                      .routes = api_routes(),
                      .menu = {{msg("Daftar tunggu"), "/loket/tunggu", Permission::see_day_list},
                               {msg("Kuota"), "/atur/kuota", Permission::manage_quota},
                               {msg("Undian"), "/atur/undian", Permission::manage_quota}},
                      .events = {{"office.window_rules_changed", follow_rules},
                                 {"office.holidays_changed", follow_rules},
                                 {"registration.approved", close_approved},
                                 {"registration.refused", close_refused},
                                 {"registration.withdrawn", cancel_withdrawn},
                                 {"registration.approved", end_wish_of_file},
                                 {"registration.refused", end_wish_of_file},
                                 {"registration.withdrawn", end_wish_of_file}},
                      .jobs = {{"booking.windows", 3600, make_coming_windows},
                               {"booking.day", 600, close_past_days},
                               {"booking.waiting", 20, tend_waiting_lists},
                               {"booking.draws", 20, hold_draws},
                               {"booking.return_offers", 60, end_return_offers},
                               {"booking.school_places", 300, return_school_places}}};
    for (auto& routes : {schedule_routes(), choice_routes(), ticket_routes(), walk_in_routes(), paper_routes(), quota_routes(),
                         change_day_routes(), change_routes(), limited_routes(), moved_routes(), waiting_routes(), draw_routes()})
        made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    return made;
}

std::vector<messages::Text> message_texts() {
    auto texts = quota_texts();
    for (const auto& text :
         std::initializer_list<messages::Text>{{"booking.place_offered", msg("Ada tempat untuk Anda"),
                                                msg("Halo {nama}, ada tempat untuk Anda di {kantor}: {hari}, {jam}. Ambil atau lewati "
                                                    "sebelum {batas} di {tautan}. Bila tidak dijawab,"
                                                    " tempat ini ditawarkan kepada orang berikutnya. Layanan ini gratis.")},
                                               {"booking.draw_won", msg("Anda mendapat tempat dari undian"),
                                                msg("Halo {nama}, kode {kode} mendapat tempat di {kantor} pada {hari}. Nomor antrean Anda: "
                                                    "{tautan}. Hasil lengkap: {undian}. Layanan ini gratis.")},
                                               {"booking.draw_lost", msg("Hasil undian tempat"),
                                                msg("Halo {nama}, kode {kode} belum mendapat tempat pada {hari}. Anda masuk daftar tunggu "
                                                    "menurut urutan undian: {tautan}. Hasil lengkap:"
                                                    " {undian}. Di loket tetap ada nomor setiap hari layanan.")}})
        texts.push_back(text);
    return texts;
}

void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults) {
    for (auto& fault : store::faults(tx)) faults.push_back(std::move(fault));
    for (auto& fault : store::waiting_faults(tx)) faults.push_back(std::move(fault));
}

}  // namespace booking
