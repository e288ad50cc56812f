#include "modules/feedback/pages_pieces.hpp"

#include <algorithm>

#include "modules/office/actions.hpp"
#include "platform/i18n/numbers.hpp"

namespace feedback {

html::Frame public_frame(const office::Office& office, std::string title, std::string path) {
    html::Frame frame;
    frame.title = std::move(title);
    frame.office_name = office.name;
    frame.office_href = "/kantor/" + office.code;
    frame.current_path = std::move(path);
    return frame;
}

http::Response no_such_office(const Context& context) {
    return http::page(html::message_document(context, context.t("Kantor ini tidak ditemukan."),
                                             context.t("Periksa kembali alamatnya, atau pilih kantor dari halaman awal."),
                                             context.t("Ke halaman awal"), "/"),
                      404);
}

std::string service_name(const Context& context, sql::Transaction& tx, OfficeId office, std::string_view code) {
    const auto service = office::find_service(tx, office, code);
    if (!service) return std::string(code);
    return context.language == Language::english && !service->name_en.empty() ? service->name_en : service->name;
}

std::string name_of(const Context& context, const Period& period) {
    return fill(context.t("{dari} sampai {sampai}"),
                {{"dari", short_date(context.language, period.first)}, {"sampai", short_date(context.language, period.last)}});
}

void write_index(Markup& out, const Context& context, const Results& all) {
    const auto index = index_of(all.whole, all.limits);
    if (!index) {
        html::empty_state(out, context.t("Belum ada yang mengisi survei pada masa ini."),
                          context.t("Survei dibuka di halaman tiket setelah kunjungan selesai."));
        return;
    }
    if (all.is_hidden) {
        html::empty_state(out, context.t("Terlalu sedikit yang mengisi untuk ditampilkan."),
                          fill(context.t("Hasil tampil setelah sekurangnya {jumlah} orang mengisi, supaya tidak ada yang dikenali."),
                               {{"jumlah", std::to_string(all.hidden_below)}}));
        return;
    }
    out << "<dl class=\"standard\"><div><dt>"_html << context.t("Indeks Kepuasan Masyarakat (IKM)") << "</dt><dd><strong>"_html
        << decimal(context.language, index->index_hundredths, 2) << "</strong></dd></div><div><dt>"_html << context.t("Mutu pelayanan")
        << "</dt><dd><strong>"_html << std::string(1, letter(index->grade)) << " · " << context.t(label(index->grade))
        << "</strong></dd></div><div><dt>"_html << context.t("Nilai rata-rata tertimbang") << "</dt><dd>"_html
        << decimal(context.language, index->weighted_hundredths, 2) << " "
        << fill(context.t("dari {paling}"), {{"paling", decimal(context.language, 400, 2)}}) << "</dd></div><div><dt>"_html
        << context.t("Yang mengisi") << "</dt><dd>"_html << number(context.language, all.whole.answers) << "</dd></div></dl>"_html;
    out << "<p class=\"muted\">"_html
        << fill(context.t("Mutu A mulai {a}, B mulai {b}, C mulai {c}; di bawahnya D. {dasar}."),
                {{"a", decimal(context.language, all.limits.a, 2)},
                 {"b", decimal(context.language, all.limits.b, 2)},
                 {"c", decimal(context.language, all.limits.c, 2)},
                 {"dasar", std::string(context.t(all.limits_basis))}})
        << "</p>"_html;
    // Two periods may stand on one page: each table says which is its own.
    html::table_open(out, std::string(context.t("Sembilan unsur")) + " · " + name_of(context, all.period),
                     {{context.t("Unsur")}, {context.t("Nilai rata-rata"), true}});
    for (std::size_t at = 0; at < element_count; ++at)
        out << "<tr><th scope=\"row\">"_html << context.t(label(static_cast<Element>(at))) << "</th><td class=\"num\">"_html
            << decimal(context.language, index->element_hundredths[at], 2) << "</td></tr>"_html;
    html::table_close(out);
}

void write_services(Markup& out, const Context& context, sql::Transaction& tx, OfficeId office, const Results& all) {
    if (all.is_hidden || all.services.empty()) return;
    html::table_open(out, std::string(context.t("Per layanan")) + " · " + name_of(context, all.period),
                     {{context.t("Layanan")}, {context.t("Yang mengisi"), true}, {context.t("IKM"), true}, {context.t("Mutu")}});
    bool is_any_hidden = false;
    for (const auto& row : all.services) {
        out << "<tr><th scope=\"row\">"_html << service_name(context, tx, office, row.service) << "</th>"_html;
        const auto index = index_of(row.tally, all.limits);
        if (row.is_hidden || !index) {
            out << "<td class=\"num\">–</td><td class=\"num\">–</td><td>–</td></tr>"_html;
            is_any_hidden = true;
        } else {
            out << "<td class=\"num\">"_html << number(context.language, row.tally.answers) << "</td><td class=\"num\">"_html
                << decimal(context.language, index->index_hundredths, 2) << "</td><td>"_html << std::string(1, letter(index->grade))
                << "</td></tr>"_html;
        }
    }
    html::table_close(out);
    if (is_any_hidden)
        out << "<p class=\"muted\">"_html
            << fill(context.t("Tanda – berarti terlalu sedikit yang mengisi (kurang dari {jumlah}) atau dapat dihitung dari selisihnya."),
                    {{"jumlah", std::to_string(all.hidden_below)}})
            << "</p>"_html;
}

void write_lapor(Markup& out, const Context& context) {
    out << "<p>"_html << context.t("Anda juga dapat mengadu lewat SP4N-LAPOR!, layanan pengaduan nasional:")
        << " <a href=\"https://www.lapor.go.id\" rel=\"noopener noreferrer\">lapor.go.id</a></p>"_html;
}

}  // namespace feedback
