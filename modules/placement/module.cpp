#include "modules/placement/module.hpp"

#include "modules/employers/actions.hpp"
#include "modules/matching/actions_fit.hpp"
#include "modules/matching/actions_outcomes.hpp"
#include "modules/placement/actions_closing.hpp"
#include "modules/placement/actions_news.hpp"
#include "modules/placement/actions_referral.hpp"
#include "modules/placement/api.hpp"
#include "modules/placement/jobs.hpp"
#include "modules/placement/pages.hpp"
#include "modules/placement/store.hpp"
#include "modules/placement/store_outcomes.hpp"
#include "platform/i18n/language.hpp"

namespace placement {
namespace {

void follow_closed_vacancy(sql::Transaction& tx, const Context& context, const http::Event& event) {
    answer_all_of(tx, context, vacancies::VacancyId{event.subject});
}
void follow_changed_vacancy(sql::Transaction& tx, const Context& context, const http::Event& event) {
    tell_of_change(tx, context, vacancies::VacancyId{event.subject});
}
void follow_withdrawn_file(sql::Transaction& tx, const Context& context, const http::Event& event) {
    withdraw_file(tx, context, registration::ApplicationId{event.subject});
}
void follow_known_person(sql::Transaction& tx, const Context& context, const http::Event& event) {
    know_person(tx, context, registration::ApplicationId{event.subject});
}

}  // namespace

http::Module module() {
    show_parts();
    employers::use_ties(knows_tie);
    matching::use_standings(store::standings);
    matching::use_applicants(store::applicants_at);
    matching::use_outcomes(store::outcomes);
    http::Module made{.name = "placement",
                      .routes = api_routes(),
                      .menu = {{msg("Rujukan"), "/rujuk", Permission::refer_seeker},
                               {msg("Lamaran"), "/perusahaan/lamaran", Permission::employer},
                               {msg("Periksa kartu"), "/perusahaan/kartu", Permission::employer},
                               {msg("Umpan"), "/rujuk/umpan", Permission::manage_office}},
                      .events = {{"vacancies.closed", follow_closed_vacancy},
                                 {"vacancies.changed", follow_changed_vacancy},
                                 {"registration.withdrawn", follow_withdrawn_file},
                                 {"registration.approved", follow_known_person}},
                      .jobs = jobs()};
    for (auto& routes :
         {own_routes(), company_routes(), card_routes(), referral_routes(), placed_routes(), exemption_routes(), decoy_routes()})
        made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    return made;
}

std::vector<messages::Text> message_texts() {
    return {
        {"placement.applied", msg("Lamaran Anda sudah dikirim"),
         msg("Halo {nama}, lamaran Anda untuk {jabatan} di {perusahaan} sudah dikirim. Jawabannya paling lambat {tanggal}: {tautan}. "
             "Layanan ini gratis.")},
        {"placement.invited", msg("{perusahaan} ingin bertemu Anda"),
         msg("Halo {nama}, {perusahaan} ingin bertemu Anda untuk {jabatan}. Setujui atau tolak sebelum {tanggal}: {tautan}. Tidak ada "
             "biaya apa pun.")},
        {"placement.offered", msg("Ada lowongan yang cocok untuk Anda"),
         msg("Halo {nama}, {kantor} ingin merujuk Anda ke {perusahaan} untuk {jabatan}. Setujui atau tolak sebelum {tanggal}: "
             "{tautan}. Layanan ini gratis.")},
        {"placement.vacancy_changed", msg("Lowongan {jabatan} berubah"),
         msg("Halo {nama}, {perusahaan} mengubah lowongan {jabatan} yang Anda tuju. {perubahan}. Lamaran Anda tetap berlaku; lihat atau "
             "tarik di {tautan}. {kantor}")},
        {"placement.came", msg("Ada lamaran untuk {jabatan}"),
         msg("Halo {nama}, ada yang melamar untuk {jabatan}. Lihat dan jawab di {tautan}. Yang tidak dijawab sampai harinya ditutup "
             "oleh sistem. {kantor}")},
        {"placement.agreed", msg("Pelamar {nomor} setuju bertemu"),
         msg("Halo {nama}, pelamar {nomor} untuk {jabatan} setuju bertemu. Nama dan nomor ponselnya ada di {tautan}. {kantor}")},
        {"placement.answer_soon", msg("Lamaran menunggu jawaban Anda"),
         msg("Halo {nama}, {jumlah} orang menunggu jawaban untuk {jabatan} sampai {tanggal}. Jawab dengan satu tombol di {tautan}. "
             "{kantor}")},
        {"placement.answered", msg("Ada jawaban untuk lamaran Anda"),
         msg("Halo {nama}, tentang {jabatan} di {perusahaan}: {alasan} Langkah berikutnya: {tautan}. {kantor}")},
        {"placement.accepted", msg("Anda diterima bekerja"),
         msg("Halo {nama}, {perusahaan} menerima Anda untuk {jabatan}, mulai {mulai}. Selengkapnya: {tautan}. {kantor}")},
        {"placement.decoy_touched", msg("Umpan tersentuh: {perusahaan}"),
         msg("{waktu}: akun {perusahaan} {apa} ({umpan}). Yang membaca halaman dengan mata tidak melihatnya; mungkin sebuah program "
             "mengumpulkan data orang. Lihat dan tanyakan: {tautan}. {kantor}")},
        {"placement.referred", msg("Anda dirujuk ke {perusahaan}"),
         msg("Halo {nama}, {kantor} merujuk Anda ke {perusahaan} untuk {jabatan} dengan surat {nomor}. Lihat atau tarik di {tautan}. "
             "Layanan ini gratis.")}};
}

}  // namespace placement
