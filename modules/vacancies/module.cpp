#include "modules/vacancies/module.hpp"

#include "modules/vacancies/actions_abroad.hpp"
#include "modules/vacancies/actions_life.hpp"
#include "modules/vacancies/api.hpp"
#include "modules/vacancies/jobs.hpp"
#include "modules/vacancies/pages.hpp"
#include "platform/i18n/language.hpp"

namespace vacancies {

namespace {

void on_employer(sql::Transaction& tx, const Context& context, const http::Event& event) {
    follow_employer(tx, context, employers::EmployerId{event.subject});
}

void on_licence(sql::Transaction& tx, const Context& context, const http::Event& event) {
    follow_licence(tx, context, employers::EmployerId{event.subject});
}

}  // namespace

http::Module module() {
    add_parts();
    http::Module made{.name = "vacancies",
                      .routes = {},
                      .menu = {{msg("Lowongan"), "/perusahaan/lowongan", Permission::employer},
                               {msg("Tinjau lowongan"), "/tinjau", Permission::review_vacancy}},
                      .events = {{"employers.verified", on_employer},
                                 {"employers.suspended", on_employer},
                                 {"employers.resumed", on_employer},
                                 {"employers.renamed", on_employer},
                                 {"employers.licence_changed", on_licence}},
                      .jobs = {{"vacancies.close_over", 60, close_over},
                               {"vacancies.follow_licences", 60, follow_licences},
                               {"vacancies.remind_closing", 3600, remind_companies}}};
    for (auto& routes : {company_routes(), details_routes(), import_routes(), list_routes(), review_routes(), entry_routes(),
                         change_routes(), life_routes(), public_routes(), api_routes()})
        made.routes.insert(made.routes.end(), routes.begin(), routes.end());
    return made;
}

std::vector<messages::Text> message_texts() {
    return {
        {"vacancies.returned", msg("Lowongan {jabatan} perlu diperbaiki"),
         msg("Halo {nama}, petugas bertanya tentang lowongan {jabatan} ({nomor}): {catatan} Jawab dengan memperbaikinya di {tautan}. "
             "{kantor}, {telepon_kantor}")},
        {"vacancies.refused", msg("Lowongan {jabatan} tidak dapat tayang"),
         msg("Halo {nama}, lowongan {jabatan} ({nomor}) tidak dapat tayang. Alasan: {catatan} Bila tidak sependapat, ajukan keberatan di "
             "{tautan} atau ke {kantor}, {telepon_kantor}.")},
        {"vacancies.published", msg("Lowongan {perusahaan} tayang"),
         msg("Halo {nama}, lowongan {jabatan} sudah tayang. Semua lowongan Anda: {tautan}. {kantor}")},
        {"vacancies.change_shown", msg("Perubahan {jabatan} tampil"),
         msg("Halo {nama}, perubahan lowongan {jabatan} sudah diperiksa dan tampil: {tautan}. {kantor}")},
        {"vacancies.change_declined", msg("Perubahan {jabatan} tidak diterima"),
         msg("Halo {nama}, perubahan lowongan {jabatan} tidak diterima; yang lama tetap tampil. Alasan: {catatan} Selengkapnya: {tautan}. "
             "{kantor}, {telepon_kantor}")},
        {"vacancies.licence_over", msg("Lowongan luar negeri {perusahaan} dijeda"),
         msg("Halo {nama}, {jumlah} lowongan luar negeri dijeda, di antaranya {jabatan}: izin penempatan yang tercatat tidak berlaku lagi. "
             "Tunjukkan izin yang baru kepada {kantor}, {telepon_kantor}. Setelah dicatat, tayangkan lagi di {tautan}.")},
        {"vacancies.licence_back", msg("Izin penempatan {perusahaan} sudah dicatat"),
         msg("Halo {nama}, izin penempatan sudah dicatat. {jumlah} lowongan luar negeri, di antaranya {jabatan}, dapat Anda tayangkan lagi "
             "di {tautan}. {kantor}")},
        {"vacancies.closing_soon", msg("Lowongan Anda berakhir {tanggal}"),
         msg("Halo {nama}, {jumlah} lowongan berakhir {tanggal}, di antaranya {jabatan}. Perpanjang, atau laporkan yang terisi, di "
             "{tautan}. {kantor}")},
        {"vacancies.ended", msg("Lowongan Anda sudah berakhir"),
         msg("Halo {nama}, hari terakhir {jumlah} lowongan sudah lewat, di antaranya {jabatan}. Laporkan yang terisi atau batal di "
             "{tautan} ({dasar}). {kantor}")}};
}

}  // namespace vacancies
