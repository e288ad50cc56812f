#include "modules/office/pages_list.hpp"
#include "modules/employers/actions_import.hpp"
#include "modules/employers/pages.hpp"
#include "platform/i18n/language.hpp"
#include "platform/tables/tables.hpp"

// A manager brings the office's list of companies as a file.
namespace employers {

namespace {

office::ListOutcome take(const Context& context, const office::Office& office, std::string_view bytes, office::Taking taking) {
    const auto done = import_employers(context, office.id, bytes, taking == office::Taking::trial ? DryRun::yes : DryRun::no);
    office::ListOutcome outcome{.refusal = done.refusal, .rows = done.rows, .added = done.added, .known = done.unchanged};
    for (const auto& fault : done.faults)
        outcome.faults.push_back(fill(context.t("Baris {n}"), {{"n", std::to_string(fault.line)}}) +
                                 (fault.column.empty() ? "" : ", " + fault.column) + ": " + fault.sentence);
    return outcome;
}

constexpr office::ListKind kind{.code = "employers",
                                .path = "/atur/perusahaan/baru/impor",
                                .back = "/atur/perusahaan",
                                .title = msg("Perusahaan dari berkas"),
                                .hint = msg("XLSX atau CSV, sampai 10 MB. Tidak ada yang terverifikasi karena berkas ini."),
                                .seen_there = msg("Ke daftar perusahaan"),
                                .accept = ".xlsx,.csv,.tsv,text/csv",
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
    return {{get, "/atur/perusahaan/baru/impor", get_page, manager},
            {post, "/atur/perusahaan/baru/impor", post_file, manager, http::Rate::upload, file_max},
            {post, "/atur/perusahaan/baru/impor/catat", post_yes, manager, http::Rate::write},
            {post, "/atur/perusahaan/baru/impor/buang", post_no, manager, http::Rate::write}};
}

}  // namespace employers
