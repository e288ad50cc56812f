#include <algorithm>

#include "modules/office/actions.hpp"
#include "modules/registration/actions_import.hpp"
#include "modules/registration/actions_strike.hpp"
#include "modules/registration/pages.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/files/files.hpp"
#include "platform/html/components.hpp"
#include "platform/sql/sql.hpp"

// Day one: the old register comes in. First a dry run that lists every row that would be left out, then the same file
// for good. Nothing that stands in the register is ever changed by it.
namespace registration {
namespace {

constexpr std::string_view address = "/atur/register-lama";
constexpr std::size_t faults_shown = 200;

// The tried file waits under a random name; the tag proves that this page put it there for this office.
std::string tag_of(const Context& context, std::string_view file) {
    return context.platform.vault.tag("old_register", context.actor.office.text() + "|" + std::string(file));
}

void write_report(Markup& out, const Context& context, const ImportReport& report, DryRun dry_run) {
    const auto line = [&](std::string_view key, int value) { return html::Line{std::string(key), number(value), ""}; };
    html::summary_list(
        out, context,
        {line(context.t("Baris dibaca"), report.rows),
         line(dry_run == DryRun::yes ? context.t("Kartu yang akan masuk") : context.t("Kartu yang masuk"), report.added),
         line(context.t("Sudah ada sejak impor sebelumnya"), report.known), line(context.t("Nomor ganda"), report.duplicates),
         line(context.t("Baris yang tidak diikutkan"), static_cast<int>(report.faults.size()))});
    if (report.faults.empty()) return;
    html::table_open(out, context.t("Baris yang tidak diikutkan"),
                     {{context.t("Baris"), true}, {context.t("Kolom")}, {context.t("Sebab")}});
    for (std::size_t one = 0; one < std::min(report.faults.size(), faults_shown); ++one) {
        const auto& fault = report.faults[one];
        out << "<tr><td class=\"num\">"_html << fault.line << "</td><td>"_html << fault.column << "</td><td>"_html << fault.sentence
            << "</td></tr>"_html;
    }
    html::table_close(out);
    if (report.faults.size() > faults_shown)
        out << "<p class=\"muted\">"_html
            << fill(context.t("Ditampilkan {n} baris pertama. Perbaiki berkasnya, lalu coba lagi untuk melihat sisanya."),
                    {{"n", std::to_string(faults_shown)}})
            << "</p>"_html;
}

http::Response show(const Context& context, const html::FormState& state, const Markup& below, int status = 200) {
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Impor register lama") << "</h1><p>"_html
        << context.t("Kartu yang diterbitkan sebelum sistem ini, supaya dapat diperiksa dan diperpanjang. Nomornya tetap seperti tercetak.")
        << "</p>"_html;
    html::form_open(out, context, address, /*multipart=*/true);
    html::file_field(out, context,
                     {.name = "register",
                      .label = context.t("Berkas XLSX atau CSV"),
                      .hint = context.t("Kolom: Nomor, Nama, Tanggal Terbit; bila ada NIK, Tanggal Lahir, Jenis Kelamin, Berlaku Sampai, "
                                        "Pendidikan, Jurusan, Jabatan. NIK disimpan sebagai teks."),
                      .error = state.error("register")},
                     ".xlsx,.csv,text/csv", /*camera=*/false);
    html::button(out, context.t("Coba dulu tanpa menyimpan"));
    html::form_close(out);
    out << below;
    html::Frame frame;
    frame.title = context.t("Impor register lama");
    frame.density = html::Density::desk;
    frame.back_href = "/atur";
    frame.current_path = address;
    return http::page(html::document(context, frame, out), status);
}

struct Read {
    std::optional<OldRegister> old;
    std::optional<ImportRefusal> why;
};

Read read(const Context& context, std::string_view bytes) {
    const auto office = context.platform.database.read([&](sql::Transaction& tx) { return office::find_office(tx, context.actor.office); });
    if (!office) return {{}, ImportRefusal::no_such_office};
    auto old = read_old_register(context, bytes, context.local(office->zone).date, office->regency_code);
    if (!old) return {{}, old.error()};
    return {std::move(*old), {}};
}

http::Response get_import(const http::Request&, Context& context) { return show(context, {}, {}); }

http::Response post_import(const http::Request& request, Context& context) {
    html::FormState state{request.form, {}};
    const auto refused = [&](std::string_view sentence) {
        state.refuse("register", sentence);
        return show(context, state, {}, 422);
    };
    if (request.uploads.empty() || request.uploads.front().bytes.empty()) return refused(context.t("Pilih berkas register lama."));
    const auto& bytes = request.uploads.front().bytes;
    const auto old = read(context, bytes);
    if (!old.old) return refused(context.t(sentence(*old.why)));
    const auto report = import_register(context, context.actor.office, *old.old, DryRun::yes);
    if (!report) return refused(context.t(sentence(report.error())));

    Markup below;
    below << "<h2>"_html << context.t("Hasil percobaan") << "</h2>"_html;
    if (report->added > 0) {
        const auto file = context.platform.files.put(bytes);
        html::form_open(below, context, std::string(address) + "/simpan");
        html::hidden(below, "berkas", file);
        html::hidden(below, "tanda", tag_of(context, file));
        html::button(below, fill(context.t("Masukkan {n} kartu"), {{"n", number(report->added)}}));
        html::form_close(below);
    } else {
        html::notice(below, html::Tone::info, context.t("Tidak ada kartu baru"),
                     context.t("Semua baris sudah ada, atau perlu diperbaiki dulu."));
    }
    write_report(below, context, *report, DryRun::yes);
    return show(context, {}, below);
}

http::Response post_save(const http::Request& request, Context& context) {
    html::FormState state;
    const auto refused = [&](std::string_view sentence) {
        state.refuse("register", sentence);
        return show(context, state, {}, 422);
    };
    const auto file = request.form.text("berkas");
    if (!crypto::equal_in_constant_time(tag_of(context, file), request.form.text("tanda")))
        return refused(context.t("Pilih berkas register lama."));
    const auto bytes = context.platform.files.get(file);
    if (!bytes) return refused(context.t("Berkas ini sudah dimasukkan atau sudah dihapus. Pilih lagi bila perlu."));
    const auto old = read(context, *bytes);
    if (!old.old) return refused(context.t(sentence(*old.why)));
    const auto report = import_register(context, context.actor.office, *old.old, DryRun::no);
    if (!report) return refused(context.t(sentence(report.error())));
    context.platform.files.remove(file);
    Markup below;
    html::notice(below, html::Tone::good, fill(context.t("{n} kartu masuk ke register"), {{"n", number(report->added)}}),
                 context.t("Nomor urut berikutnya dan tanggal peralihan diatur di halaman Kartu."));
    const int waiting =
        context.platform.database.read([&](sql::Transaction& tx) { return waiting_for_proposal(tx, context, context.actor.office); });
    if (waiting > 0) {
        below << "<p>"_html
              << fill(context.t("{jumlah} kartu dari register lama sudah lewat tanggal lapor atau masa berlakunya."),
                      {{"jumlah", number(waiting)}})
              << " "_html << context.t("Tidak ada yang dihapus dengan sendirinya.") << "</p>"_html;
        html::link_button(below, context.t("Lihat usulan penghapusan"), "/atur/usulan", html::ButtonKind::secondary);
    }
    write_report(below, context, *report, DryRun::no);
    return show(context, {}, below);
}

}  // namespace

std::vector<http::Route> import_routes() {
    using enum http::Method;
    return {{get, address, get_import, Permission::import_register},
            {post, address, post_import, Permission::import_register, http::Rate::upload, tables::bytes_max + 64 * 1024},
            {post, "/atur/register-lama/simpan", post_save, Permission::import_register, http::Rate::write}};
}

}  // namespace registration
