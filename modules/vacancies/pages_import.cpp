#include <algorithm>

#include "modules/vacancies/actions_import.hpp"
#include "modules/vacancies/pages.hpp"
#include "modules/vacancies/pages_pieces.hpp"
#include "modules/vacancies/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"
#include "platform/tables/tables.hpp"

// A company brings many vacancies in one file and mends the red cells where they stand.
namespace vacancies {

namespace {

constexpr int rows_a_page = 20;
constexpr int rows_a_file = 5'000;
constexpr std::string_view xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

std::string cell_name(RowId id, std::string_view field) { return "b" + id.text() + "." + std::string(field); }

void write_rows(Markup& out, const Context& context, const std::vector<ListedRow>& rows, int count) {
    out << "<h2>"_html << fill(context.t("{n} baris perlu diperbaiki"), {{"n", number(count)}}) << "</h2><p>"_html
        << context.t("Ketik ulang yang merah di sini, atau kerjakan di lembar kerja:")
        << " <a href=\"/perusahaan/lowongan/impor/perbaikan.xlsx\">"_html << context.t("unduh berkas dengan sel merahnya")
        << "</a>.</p>"_html;
    html::form_open(out, context, "/perusahaan/lowongan/impor/perbaiki");
    for (const auto& row : rows) {
        const auto title = first(row.cells, "title");
        out << "<fieldset class=\"panel\"><legend><strong>"_html << (title.empty() ? std::string(context.t("Tanpa jabatan")) : title)
            << "</strong> <span class=\"muted\">"_html << fill(context.t("baris {n}"), {{"n", std::to_string(row.line)}})
            << "</span></legend><div class=\"columns\">"_html;
        for (const auto& fault : row.faults) {
            const auto label = field_words(context, fault.field);
            const auto name = cell_name(row.id, fault.field);
            html::text_field(out, context,
                             {.name = name,
                              .label = label,
                              .value = first(row.cells, fault.field),
                              .error = std::string(context.t(sentence(fault.why))),
                              .max_length = 4000});
        }
        out << "</div>"_html;
        html::button(out, context.t("Hapus baris ini"), html::ButtonKind::secondary, "", "hapus", row.id.text());
        out << "</fieldset>"_html;
    }
    out << "<div class=\"toolbar toolbar-foot\">"_html;
    html::button(out, context.t("Simpan perbaikan"), html::ButtonKind::primary, "Ctrl+Enter", "simpan", "1");
    out << "</div>"_html;
    html::form_close(out);
    html::details_open(out, context.t("Hapus semua baris ini"));
    html::post_button(out, context, "/perusahaan/lowongan/impor/hapus", context.t("Hapus semua baris ini"), html::ButtonKind::warning);
    html::details_close(out);
}

http::Response import_page(const Context& context, const Desk& desk, const html::FormState& state, std::string_view done, bool is_good,
                           int status = 200) {
    struct Shown {
        std::vector<ListedRow> rows;
        int count{};
    };
    const auto shown = context.platform.database.read([&](sql::Transaction& tx) {
        return Shown{listed_rows(tx, context, desk.office.id, desk.employer.id, rows_a_page, 0),
                     count_listed_rows(tx, context, desk.office.id, desk.employer.id)};
    });
    Markup out;
    html::error_summary(out, context, state);
    if (!done.empty()) html::notice(out, is_good ? html::Tone::good : html::Tone::info, done, "");
    out << "<h1>"_html << context.t("Banyak lowongan sekaligus") << "</h1><section class=\"panel\">"_html;
    html::form_open(out, context, "/perusahaan/lowongan/impor", /*multipart=*/true);
    html::file_field(out, context,
                     {.name = "daftar",
                      .label = context.t("Berkas XLSX atau CSV"),
                      .hint = context.t("Satu baris satu lowongan, sampai 5.000 baris. Baris yang sama tidak dicatat dua kali."),
                      .error = state.error("daftar")},
                     ".xlsx,.csv,.tsv,text/csv", /*camera=*/false);
    html::button(out, context.t("Unggah dan periksa"));
    html::form_close(out);
    out << "<p>"_html << context.t("Belum punya daftarnya?") << " <a href=\"/perusahaan/lowongan/impor/templat.xlsx\">"_html
        << context.t("Unduh templat XLSX") << "</a> "_html << context.t("atau")
        << " <a href=\"/perusahaan/lowongan/impor/templat.csv\">CSV</a>.</p></section>"_html;
    if (shown.count > 0) write_rows(out, context, shown.rows, shown.count);
    auto frame = desk_frame(desk.office, std::string(context.t("Banyak lowongan sekaligus")), "/perusahaan/lowongan/impor");
    frame.back_href = "/perusahaan/lowongan";
    return http::page(html::document(context, frame, out), status);
}

http::Response get_import(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_company_page(context);
    std::string done;
    const int added = typed_number(request.query.text("masuk"));
    if (added >= 0) {
        done = fill(context.t("{n} lowongan dikirim ke petugas"), {{"n", number(added)}});
        if (const int known = typed_number(request.query.text("sudah")); known > 0)
            done += ", " + fill(context.t("{n} sudah tercatat sebelumnya"), {{"n", number(known)}});
    }
    return import_page(context, *desk, {}, done, added > 0);
}

http::Response post_import(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_company_page(context);
    html::FormState state;
    const auto upload = std::ranges::find(request.uploads, "daftar", &http::Upload::field);
    if (upload == request.uploads.end() || upload->bytes.empty()) {
        const bool is_chosen = upload != request.uploads.end() && !upload->file_name.empty();
        state.refuse("daftar", is_chosen ? context.t(sentence(Refusal::file_empty)) : context.t("Pilih berkasnya dulu."));
        return import_page(context, *desk, state, "", false, 422);
    }
    const auto file = read_rows(upload->bytes);
    if (!file) {
        state.refuse("daftar", context.t(sentence(file.error())));
        return import_page(context, *desk, state, "", false, 422);
    }
    if (file->rows.size() > static_cast<std::size_t>(rows_a_file)) {
        state.refuse("daftar", context.t(sentence(Refusal::file_too_many_rows)));
        return import_page(context, *desk, state, "", false, 422);
    }
    const auto taken = take_in(context, desk->employer, *file);
    return http::see_other("/perusahaan/lowongan/impor?masuk=" + std::to_string(taken.added) + "&sudah=" + std::to_string(taken.known));
}

http::Response post_mend(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_company_page(context);
    if (const auto id = RowId::parse(request.form.text("hapus"))) {
        const auto done = context.platform.database.write([&](sql::Transaction& tx) { return drop_row(tx, context, *id); });
        if (!done) return refused_page(context, done.error(), "/perusahaan/lowongan/impor");
        return http::see_other("/perusahaan/lowongan/impor");
    }
    std::vector<std::pair<RowId, Typed>> typed;
    for (const auto& [name, value] : request.form.items()) {
        const auto dot = name.find('.');
        if (!name.starts_with('b') || dot == std::string::npos) continue;
        const auto id = RowId::parse(std::string_view(name).substr(1, dot - 1));
        if (!id) continue;
        if (typed.empty() || typed.back().first != *id) typed.emplace_back(*id, Typed{});
        typed.back().second.emplace_back(name.substr(dot + 1), value);
    }
    int added = 0;
    int known = 0;
    for (const auto& [id, cells] : typed) {
        const auto done = context.platform.database.write([&](sql::Transaction& tx) { return mend_row(tx, context, id, cells); });
        if (done && done->became_vacancy) ++added;
        if (done && done->known) ++known;
    }
    return http::see_other("/perusahaan/lowongan/impor?masuk=" + std::to_string(added) + "&sudah=" + std::to_string(known));
}

http::Response post_drop_all(const http::Request&, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_company_page(context);
    const auto done =
        context.platform.database.write([&](sql::Transaction& tx) { return drop_rows(tx, context, desk->office.id, desk->employer.id); });
    if (!done) return refused_page(context, done.error(), "/perusahaan/lowongan/impor");
    return http::see_other("/perusahaan/lowongan/impor");
}

http::Response get_template_xlsx(const http::Request&, Context&) {
    return http::bytes(template_workbook(), std::string(xlsx), "lowongan.xlsx");
}
http::Response get_template_csv(const http::Request&, Context&) {
    return http::bytes(template_csv(), "text/csv; charset=utf-8", "lowongan.csv");
}

http::Response get_annotated(const http::Request&, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_company_page(context);
    const auto rows = context.platform.database.read(
        [&](sql::Transaction& tx) { return listed_rows(tx, context, desk->office.id, desk->employer.id, rows_a_file, 0); });
    return http::bytes(annotated_workbook(context, rows), std::string(xlsx), "lowongan-perbaikan.xlsx");
}

}  // namespace

std::vector<http::Route> import_routes() {
    using enum http::Method;
    constexpr std::size_t file_max = tables::bytes_max + 64 * 1024;
    return {{get, "/perusahaan/lowongan/impor", get_import, Permission::employer},
            {post, "/perusahaan/lowongan/impor", post_import, Permission::employer, http::Rate::upload, file_max},
            {post, "/perusahaan/lowongan/impor/perbaiki", post_mend, Permission::employer, http::Rate::write, 512 * 1024},
            {post, "/perusahaan/lowongan/impor/hapus", post_drop_all, Permission::employer, http::Rate::write},
            {get, "/perusahaan/lowongan/impor/templat.xlsx", get_template_xlsx, Permission::employer},
            {get, "/perusahaan/lowongan/impor/templat.csv", get_template_csv, Permission::employer},
            {get, "/perusahaan/lowongan/impor/perbaikan.xlsx", get_annotated, Permission::employer}};
}

}  // namespace vacancies
