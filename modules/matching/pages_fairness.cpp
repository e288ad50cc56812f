#include <algorithm>

#include "modules/matching/actions_batch.hpp"
#include "modules/matching/actions_fairness.hpp"
#include "modules/matching/pages_fit.hpp"
#include "modules/office/actions.hpp"
#include "modules/reference/actions.hpp"
#include "platform/i18n/language.hpp"

// Whether groups see alike, for the manager and the inspectorate: added up, never below ten people.
namespace matching {

namespace {

constexpr std::size_t form_max = 4 * 1024;

std::string percent(int thousandths) { return std::to_string((thousandths + 5) / 10) + " %"; }
std::string thousandths(int value) {
    const auto rest = std::to_string(value % 1000);
    return std::to_string(value / 1000) + "," + std::string(3 - rest.size(), '0') + rest;
}

// Rounded down: it is a promise.
std::string nearness(const Batch& batch) {
    const auto hundredths = static_cast<int>(10'000 * (1 - batch.gap()));
    const auto rest = std::to_string(hundredths % 100);
    return std::to_string(hundredths / 100) + "," + (rest.size() < 2 ? "0" : "") + rest + " %";
}

std::string_view dimension_label(std::string_view name) {
    if (name == "sex") return msg("Jenis kelamin");
    if (name == "age") return msg("Umur");
    if (name == "district") return msg("Kecamatan");
    return msg("Pendidikan");
}

std::string group_label(const Context& context, std::string_view dimension, const std::string& name) {
    if (name.empty()) return std::string(context.t("tidak diketahui"));
    if (dimension == "sex") return std::string(name == "P" ? context.t("Perempuan") : context.t("Laki-laki"));
    if (dimension != "education") return name;
    const auto* level = reference::find_education_level(name);
    return level == nullptr ? name : std::string(context.t(level->label));
}

// As people read bars: the number stands beside each.
void write_dimension(Markup& out, const Context& context, const FairnessView& view, const Dimension& one) {
    int most = 1;
    for (const auto& group : one.groups) most = std::max(most, group.exposure);
    html::table_open(out, context.t(dimension_label(one.name)),
                     {{context.t("Kelompok")},
                      {context.t("Orang"), true},
                      {context.t("Keterlihatan rata-rata"), true},
                      {context.t("Dibanding yang tertinggi"), true}});
    for (const auto& group : one.groups) {
        out << "<tr><th scope=\"row\">"_html << group_label(context, one.name, group.name) << "</th>"_html;
        if (group.is_hidden) {
            out << "<td class=\"num\">"_html << fill(context.t("kurang dari {jumlah}"), {{"jumlah", std::to_string(view.min_cell)}})
                << "</td><td class=\"num\">–</td><td class=\"num\">–</td></tr>"_html;
            continue;
        }
        out << "<td class=\"num\">"_html << number(group.people) << "</td><td class=\"num\">"_html << thousandths(group.exposure)
            << "</td><td class=\"num\">"_html << percent(1000 * group.exposure / most) << "</td></tr>"_html;
    }
    html::table_close(out);
    if (one.ratio == 0) {
        out << "<p class=\"muted\">"_html << context.t("Belum ada dua kelompok yang cukup besar untuk dibandingkan.") << "</p>"_html;
    } else if (one.is_alarming) {
        html::notice(out, html::Tone::warning,
                     fill(context.t("Perbandingan {nilai}, di bawah {batas} %"),
                          {{"nilai", percent(one.ratio)}, {"batas", std::to_string(view.alarm_percent)}}),
                     context.t("Periksa dulu datanya (alamat, kata lowongan), lalu jangkauan. Kelompok tidak pernah dihitung dalam saran; "
                               "penyebabnya ada di luar."));
    } else {
        out << "<p>"_html << fill(context.t("Perbandingan terendah dan tertinggi: {nilai}."), {{"nilai", percent(one.ratio)}})
            << "</p>"_html;
    }
}

void write_market(Markup& out, const Context& context, const office::Office& office, const FairnessView& view) {
    const auto& board = view.board;
    const auto& batch = *view.batch;
    const auto covered = board.vacancies == 0 ? 0 : 1000 * board.covered / board.vacancies;
    html::summary_list(
        out, context,
        {{std::string(context.t("Hitungan terakhir")), date_and_clock(context.language, batch.at.in(office.zone)), ""},
         {std::string(context.t("Pencari kerja dan lowongan yang dihitung")), number(batch.seekers) + " · " + number(batch.vacancies), ""},
         {std::string(context.t("Paling sedikit sedekat ini dengan yang terbaik")), nearness(batch), ""},
         {std::string(context.t("Orang kantor ini yang ikut")), number(board.people), ""},
         {std::string(context.t("Tidak mendapat satu saran pun padahal ada")), number(board.zero_slot), ""},
         {std::string(context.t("Lowongan yang disarankan kepada seseorang")), percent(covered), ""},
         {std::string(context.t("Lowongan di atas daya tampungnya")), number(board.over), ""},
         {std::string(context.t("Lowongan yang paling penuh")), percent(board.most_load), ""},
         {std::string(context.t("Ketimpangan beban (Gini)")), thousandths(board.gini), ""},
         {std::string(context.t("Disematkan, ditahan, dikesampingkan dalam 90 hari")),
          std::to_string(view.pins) + " · " + std::to_string(view.vetoes) + " · " + std::to_string(view.relaxations), ""}});
}

http::Response get_board(const http::Request&, Context& context) {
    return context.platform.database.write([&](sql::Transaction& tx) {
        const auto office = office::find_office(tx, context.actor.office);
        const auto view = fairness(tx, context);
        if (!office || !view) return no_file(context);
        Markup out;
        out << "<h1>"_html << context.t("Keadilan saran lowongan") << "</h1><p class=\"lead\">"_html
            << context.t("Jenis kelamin, umur, dan kecamatan tidak dihitung dalam saran. Di sini diukur apakah hasilnya tetap adil.")
            << "</p><p class=\"muted\">"_html << context.t(view->basis) << "</p>"_html;
        if (!view->batch) {
            html::empty_state(
                out, context.t("Belum ada data. Setelah hitungan pertama, di sini tampak siapa yang terlihat dan siapa yang tidak."),
                context.t("Hitungan berjalan setiap malam pukul 02.00 WIB."));
        } else {
            write_market(out, context, *office, *view);
            for (const auto& one : view->board.dimensions) write_dimension(out, context, *view, one);
            out << "<p class=\"muted\">"_html
                << fill(context.t("Kelompok di bawah {jumlah} orang tidak ditampilkan. Keterlihatan: jumlah 1 / log2(1 + urutan) dari "
                                  "saran setiap orang."),
                        {{"jumlah", std::to_string(view->min_cell)}})
                << "</p>"_html;
        }
        if (context.may(Permission::manage_office)) html::post_button(out, context, "/atur/keadilan/hitung", context.t("Hitung sekarang"));
        html::Frame frame;
        frame.title = std::string(context.t("Keadilan saran"));
        frame.density = html::Density::desk;
        frame.office_name = office->name;
        frame.current_path = "/atur/keadilan";
        return http::page(html::document(context, frame, out));
    });
}

http::Response post_run(const http::Request&, Context& context) {
    run_batch(context);
    return http::see_other("/atur/keadilan");
}

}  // namespace

std::vector<http::Route> fairness_routes() {
    using enum http::Method;
    return {{get, "/atur/keadilan", get_board, Permission::see_audit},
            {post, "/atur/keadilan/hitung", post_run, Permission::manage_office, http::Rate::write, form_max}};
}

}  // namespace matching
