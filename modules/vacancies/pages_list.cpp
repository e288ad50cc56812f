#include "modules/office/pages_list.hpp"
#include "modules/vacancies/actions_import.hpp"
#include "modules/vacancies/pages.hpp"
#include "platform/i18n/language.hpp"
#include "platform/tables/tables.hpp"

// A manager brings the vacancies of a portal or another office as a file.
namespace vacancies {

namespace {

office::ListOutcome take(const Context& context, const office::Office& office, std::string_view bytes, office::Taking taking) {
    const auto file = read_rows(bytes);
    if (!file) return {.refusal = std::string(context.t(sentence(file.error())))};
    auto done = import_vacancies(context, office.id, *file, taking == office::Taking::trial ? DryRun::yes : DryRun::no);
    const auto said = [&](std::string_view words) { return std::string(context.t(words)); };
    return {.rows = done.rows,
            .added = done.added,
            .known = done.known,
            .notes = {{said(msg("Menunggu diperbaiki di halaman Belum berkode")), done.listed},
                      {said(msg("Ditahan untuk diperiksa")), done.held},
                      {said(msg("Hari terakhirnya sudah lewat")), done.over},
                      {said(msg("Tanpa kode jabatan")), done.without_occupation},
                      {said(msg("Tanpa kode tempat")), done.without_place},
                      {said(msg("Pemberi kerja baru, menunggu verifikasi")), done.employers},
                      {said(msg("Langsung tayang menurut aturan kantor")), done.published}},
            .faults = std::move(done.faults)};
}

constexpr office::ListKind kind{.code = "vacancies",
                                .path = "/tinjau/impor",
                                .back = "/tinjau",
                                .title = msg("Lowongan dari berkas"),
                                .hint = msg("XLSX, CSV, TSV, atau JSON, sampai 10 MB. Baris yang sama tidak dicatat dua kali."),
                                .seen_there = msg("Tinjau lowongan"),
                                .accept = ".xlsx,.csv,.tsv,.json,.jsonl,text/csv",
                                .take = take};

http::Response get_page(const http::Request& request, Context& context) { return office::get_list_page(kind, request, context); }
http::Response post_file(const http::Request& request, Context& context) { return office::post_list_file(kind, request, context); }
http::Response post_yes(const http::Request& request, Context& context) { return office::post_list_yes(kind, request, context); }
http::Response post_no(const http::Request& request, Context& context) { return office::post_list_no(kind, request, context); }

}  // namespace

std::vector<http::Route> list_routes() {
    using enum http::Method;
    constexpr auto manager = Permission::import_register;
    constexpr std::size_t file_max = tables::bytes_max + 64 * 1024;
    return {{get, "/tinjau/impor", get_page, manager},
            {post, "/tinjau/impor", post_file, manager, http::Rate::upload, file_max},
            {post, "/tinjau/impor/catat", post_yes, manager, http::Rate::write},
            {post, "/tinjau/impor/buang", post_no, manager, http::Rate::write}};
}

}  // namespace vacancies
