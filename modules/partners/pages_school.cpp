#include <algorithm>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/partners/actions_due.hpp"
#include "modules/partners/actions_graduates.hpp"
#include "modules/partners/actions_places.hpp"
#include "modules/partners/actions_reports.hpp"
#include "modules/partners/pages.hpp"
#include "modules/partners/pages_pieces.hpp"
#include "modules/partners/rules.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"
#include "platform/tables/tables.hpp"

// The school's desk: what is to be done, and the file that brings the graduates.
namespace partners {

namespace {

constexpr std::string_view xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

struct State {
    Counts counts;
    int waiting{};  // handed in, without a place
    int places{};   // ordered, without a name
    int due{};      // graduates whose six-monthly report is due
    std::vector<DueMonth> months;
    Tracer tracer;
    std::vector<Upload> uploads;
};

State state_of(const Context& context, const Desk& desk) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        State state;
        state.counts = counts(tx, context, desk.school);
        state.waiting = static_cast<int>(without_place(tx, context, desk.school).size());
        for (const auto& view : blocks(tx, context, desk.school))
            if (!view.block.returned_at && view.window.date >= desk.today) state.places += view.block.places - view.block.named;
        state.due = static_cast<int>(due_reports(tx, context, desk.school).size());
        state.months = months(tx, context, desk.school, 3);
        state.tracer = tracer(tx, context, desk.school);
        state.uploads = uploads(tx, context, desk.school, 5);
        return state;
    });
}

void way(Markup& out, std::string_view href, std::string_view icon, std::string_view title, std::string_view text, std::string_view aside) {
    out << "<li><a"_html;
    out.attribute("href"_html, href);
    out << ">"_html << html::icon(icon) << "<span><strong>"_html << title << "</strong><br><span class=\"muted\">"_html << text
        << "</span></span>"_html;
    if (!aside.empty()) out << "<span class=\"aside\">"_html << aside << "</span>"_html;
    out << "</a></li>"_html;
}

void write_upload_form(Markup& out, const Context& context, const html::FormState& state) {
    out << "<section class=\"panel\"><h2>"_html << context.t("Unggah daftar lulusan") << "</h2>"_html;
    html::form_open(out, context, "/bkk/unggah", /*multipart=*/true);
    html::file_field(
        out, context,
        {.name = "daftar",
         .label = context.t("Berkas XLSX atau CSV"),
         .hint = context.t("Sampai 50.000 baris. Berkas yang sama boleh diunggah lagi: baris dengan NIK yang sama diperbarui."),
         .error = state.error("daftar")},
        ".xlsx,.csv,text/csv", /*camera=*/false);
    html::button(out, context.t("Unggah dan periksa"));
    html::form_close(out);
    out << "<p>"_html << context.t("Belum punya daftarnya?") << " <a href=\"/bkk/templat.xlsx\">"_html << context.t("Unduh templat XLSX")
        << "</a> "_html << context.t("atau") << " <a href=\"/bkk/templat.csv\">CSV</a>.</p></section>"_html;
}

http::Response desk_page(const Context& context, const Desk& desk, const html::FormState& form, int status = 200) {
    const auto state = state_of(context, desk);
    Markup out;
    html::error_summary(out, context, form);
    out << "<h1>"_html << desk.school.name << "</h1><p>"_html;
    write_licence(out, context, desk.school, desk.licence);
    out << "</p>"_html;
    if (!may_hand_in(desk.school, desk.today))
        html::notice(out, html::Tone::danger, context.t(label(desk.licence)), context.t(sentence(Refusal::licence_over)));
    else if (desk.licence == Licence::ends_soon)
        html::notice(out, html::Tone::warning, context.t(label(desk.licence)),
                     context.t("Ajukan perpanjangan ke kantor sebelum tanggal itu, supaya lulusan Anda tetap dapat didaftarkan."));

    Markup todo;
    if (state.counts.faulty > 0)
        way(todo, "/bkk/lulusan?lihat=salah", "triangle-alert", fill(context.t("Perbaiki {n} baris"), {{"n", number(state.counts.faulty)}}),
            context.t("Hanya sel merah yang perlu diketik ulang."), "");
    if (state.counts.ready > 0)
        way(todo, "/bkk/lulusan?lihat=siap", "check", fill(context.t("Kirim {n} lulusan ke kantor"), {{"n", number(state.counts.ready)}}),
            context.t("Sudah diperiksa dan siap."), "");
    if (state.waiting > 0)
        way(todo, "/bkk/tempat", "ticket", fill(context.t("Beri tempat kepada {n} lulusan"), {{"n", number(state.waiting)}}),
            state.places > 0 ? fill(context.t("{n} tempat sudah Anda pesan dan belum bernama."), {{"n", number(state.places)}})
                             : std::string(context.t("Pesan tempat dulu, namanya boleh menyusul.")),
            "");
    if (state.due > 0)
        way(todo, "/bkk/lapor", "refresh-cw", fill(context.t("Laporkan {n} lulusan yang masih mencari kerja"), {{"n", number(state.due)}}),
            context.t("Kartu mereka dapat gugur bila tidak ada yang melapor."), "");
    if (!state.months.empty() && !state.months.front().submitted_at)
        way(todo, "/bkk/laporan/" + state.months.front().month, "file-text",
            fill(context.t("Laporan {bulan}"), {{"bulan", month_words(context, state.months.front().month)}}),
            context.t("Angkanya sudah terisi dari data Anda."), "");
    if (!todo.empty()) out << "<h2>"_html << context.t("Yang perlu dikerjakan") << "</h2><ul class=\"ways\">"_html << todo << "</ul>"_html;

    if (may_hand_in(desk.school, desk.today)) write_upload_form(out, context, form);

    out << "<h2>"_html << context.t("Semua") << "</h2><ul class=\"ways\">"_html;
    way(out, "/bkk/lulusan?lihat=terkirim", "users", context.t("Lulusan"), context.t("Daftar, konfirmasi, dan kedatangan."),
        number(state.counts.faulty + state.counts.ready + state.counts.sent));
    way(out, "/bkk/tempat", "calendar-days", context.t("Tempat"), context.t("Pesan tempat, beri nama, cetak daftar kelas."), "");
    way(out, "/bkk/lapor", "refresh-cw", context.t("Lapor diri lulusan"), context.t("Lapor enam bulanan untuk lulusan Anda sendiri."), "");
    way(out, "/bkk/laporan", "file-text", context.t("Laporan bulanan"), context.t("Yang sudah dan yang belum dikirim."), "");
    way(out, "/bkk/kabar", "message-square", context.t("Kabar lulusan"), context.t("Bekerja, wirausaha, kuliah, atau masih mencari."),
        state.tracer.asked > 0 ? fill(context.t("{n} % menjawab"), {{"n", std::to_string(state.tracer.percent())}}) : std::string());
    out << "</ul>"_html;

    if (!state.uploads.empty()) {
        html::table_open(out, context.t("Berkas yang sudah diunggah"),
                         {{context.t("Waktu")},
                          {context.t("Berkas")},
                          {context.t("Baris"), true},
                          {context.t("Baru"), true},
                          {context.t("Berubah"), true},
                          {context.t("Merah"), true}});
        for (const auto& one : state.uploads)
            out << "<tr><th scope=\"row\">"_html << date_and_clock(context.language, one.uploaded_at.in(desk.office.zone))
                << "</th><td>"_html << (one.file_name.empty() ? std::string(context.t("tanpa nama")) : one.file_name)
                << "</td><td class=\"num\">"_html << number(one.rows_read) << "</td><td class=\"num\">"_html << number(one.added)
                << "</td><td class=\"num\">"_html << number(one.changed) << "</td><td class=\"num\">"_html << number(one.faulty)
                << "</td></tr>"_html;
        html::table_close(out);
    }
    return http::page(html::document(context, desk_frame(desk, std::string(context.t("Sekolah")), "/bkk"), out), status);
}

http::Response get_desk(const http::Request&, Context& context) {
    const auto desk = desk_of(context);
    return desk ? desk_page(context, *desk, {}) : no_school_page(context);
}

http::Response get_workbook(const http::Request&, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_school_page(context);
    return http::bytes(template_workbook(desk->office.regency_code), std::string(xlsx), "daftar-lulusan.xlsx");
}

http::Response get_csv(const http::Request&, Context& context) {
    if (!desk_of(context)) return no_school_page(context);
    return http::bytes(template_csv(), "text/csv; charset=utf-8", "daftar-lulusan.csv");
}

std::string lines_of(const std::vector<int>& lines) {
    std::string made;
    constexpr std::size_t shown = 20;
    for (std::size_t at = 0; at < std::min(shown, lines.size()); ++at) made += (at == 0 ? "" : ", ") + std::to_string(lines[at]);
    return lines.size() > shown ? made + " …" : made;
}

http::Response post_upload(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_school_page(context);
    html::FormState state{request.form, {}};
    const auto refused = [&](std::string_view sentence) {
        state.refuse("daftar", sentence);
        return desk_page(context, *desk, state, 422);
    };
    if (request.uploads.empty() || request.uploads.front().bytes.empty()) return refused(context.t("Pilih berkas daftar lulusan."));
    const auto& file = request.uploads.front();
    const auto list = read_list(context, desk->school, desk->office.regency_code, file.bytes, file.file_name, desk->today);
    if (!list) {
        auto why = std::string(context.t(sentence(list.error().why)));
        if (!list.error().columns.empty()) {
            const std::vector<std::string> lacking(list.error().columns.begin(), list.error().columns.end());
            why += " " + fill(context.t("Tidak ditemukan: {kolom}."), {{"kolom", text::join(lacking, ", ")}});
            if (!list.error().sheet.empty())
                why += " " + fill(context.t("Yang dibaca adalah lembar pertama, \"{lembar}\"."), {{"lembar", list.error().sheet}});
        }
        return refused(why);
    }
    const auto taken = context.platform.database.write([&](sql::Transaction& tx) { return take_in(tx, context, desk->school, *list); });
    if (!taken) return refused(context.t(sentence(taken.error())));

    std::vector<std::string> notes;
    if (list->repeated > 0)
        notes.push_back(fill(context.t("{n} baris tertulis dua kali sama persis; yang kedua dilewati."), {{"n", number(list->repeated)}}));
    if (list->formulas > 0)
        notes.push_back(
            fill(context.t("{n} sel berisi rumus: yang dibaca nilainya, rumusnya tidak dijalankan."), {{"n", number(list->formulas)}}));
    if (!list->merged_lines.empty())
        notes.push_back(
            fill(context.t("Sel digabung di baris {baris}: isi yang tertutup tidak ada. Pisahkan selnya, lalu isi tiap barisnya."),
                 {{"baris", lines_of(list->merged_lines)}}));
    if (!taken->locked.empty())
        notes.push_back(fill(
            context.t("Baris {baris} berubah, tetapi lulusannya sudah mengonfirmasi atau sudah datang: berkasnya miliknya, tidak diubah."),
            {{"baris", lines_of(taken->locked)}}));
    if (!taken->worse.empty())
        notes.push_back(fill(context.t("Baris {baris} sudah dikirim dan di berkas ini ada yang salah: isian lama tetap dipakai."),
                             {{"baris", lines_of(taken->worse)}}));
    const std::string next = taken->faulty > 0 ? "/bkk/lulusan?lihat=salah" : "/bkk/lulusan?lihat=siap";
    if (notes.empty()) return http::see_other(next + "&masuk=" + std::to_string(taken->read));

    Markup out;
    out << "<h1>"_html << context.t("Berkas sudah diperiksa") << "</h1>"_html;
    html::notice(
        out, taken->faulty > 0 ? html::Tone::warning : html::Tone::good, fill(context.t("{n} baris dibaca"), {{"n", number(taken->read)}}),
        fill(context.t("{baru} baru, {berubah} berubah, {tetap} tetap, {merah} perlu diperbaiki."), {{"baru", number(taken->added)},
                                                                                                     {"berubah", number(taken->changed)},
                                                                                                     {"tetap", number(taken->unchanged)},
                                                                                                     {"merah", number(taken->faulty)}}));
    out << "<ul>"_html;
    for (const auto& note : notes) out << "<li>"_html << note << "</li>"_html;
    out << "</ul>"_html;
    html::link_button(out, taken->faulty > 0 ? context.t("Perbaiki sel merah") : context.t("Lanjut"), next);
    auto frame = desk_frame(*desk, std::string(context.t("Berkas sudah diperiksa")), "/bkk");
    frame.back_href = "/bkk";
    return http::page(html::document(context, frame, out));
}

}  // namespace

std::vector<http::Route> school_routes() {
    using enum http::Method;
    return {{get, "/bkk", get_desk, Permission::school},
            {get, "/bkk/templat.xlsx", get_workbook, Permission::school},
            {get, "/bkk/templat.csv", get_csv, Permission::school},
            {post, "/bkk/unggah", post_upload, Permission::school, http::Rate::upload, tables::bytes_max + 64 * 1024}};
}

}  // namespace partners
