#include <algorithm>

#include "modules/partners/actions_reports.hpp"
#include "modules/partners/pages.hpp"
#include "modules/partners/pages_pieces.hpp"
#include "modules/partners/rules.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// The monthly report, filled in from the register, and what became of the graduates.
namespace partners {

namespace {

constexpr int months_shown = 14;

struct LineOf {
    std::string_view label;
    std::string_view field;
    Pair Balance::*pair;
};
// Lines of IPK III/1: block I of the people, block II of the vacancies.
constexpr LineOf seeker_lines[] = {{msg("Belum ditempatkan pada akhir bulan lalu"), "p1", &Balance::opening},
                                   {msg("Terdaftar bulan ini"), "p2", &Balance::added},
                                   {msg("Ditempatkan bulan ini"), "p3", &Balance::placed},
                                   {msg("Dihapuskan bulan ini"), "p4", &Balance::removed}};
constexpr LineOf vacancy_lines[] = {{msg("Belum terisi pada akhir bulan lalu"), "l1", &Balance::opening},
                                    {msg("Terdaftar bulan ini"), "l2", &Balance::added},
                                    {msg("Terisi bulan ini"), "l3", &Balance::placed},
                                    {msg("Dihapuskan bulan ini"), "l4", &Balance::removed}};

void number_cell(Markup& out, const Context& context, const html::FormState& state, std::string_view line, const std::string& name,
                 std::string_view sex, int value) {
    out << "<td class=\"num\"><input class=\"govuk-input govuk-input--width-3\" type=\"text\" inputmode=\"numeric\""_html;
    out.attribute("name"_html, name);
    out.attribute("id"_html, name);
    out.attribute("value"_html, state.typed.has(name) ? state.value(name) : std::to_string(value));
    out.attribute("aria-label"_html, std::string(context.t(line)) + ", " + std::string(sex));
    if (!state.error(name).empty()) out << " aria-invalid=\"true\""_html;
    out << "></td>"_html;
}

void write_balance(Markup& out, const Context& context, const html::FormState& state, std::string_view caption, const LineOf (&lines)[4],
                   const Balance& balance, bool can_be_typed) {
    html::table_open(out, caption, {{context.t("Uraian")}, {"L", true}, {"P", true}, {context.t("Jumlah"), true}});
    for (const auto& line : lines) {
        const auto& pair = balance.*line.pair;
        out << "<tr><th scope=\"row\">"_html << context.t(line.label) << "</th>"_html;
        if (can_be_typed) {
            number_cell(out, context, state, line.label, std::string(line.field) + "l", context.t("laki-laki"), pair.men);
            number_cell(out, context, state, line.label, std::string(line.field) + "p", context.t("perempuan"), pair.women);
        } else {
            out << "<td class=\"num\">"_html << number(pair.men) << "</td><td class=\"num\">"_html << number(pair.women) << "</td>"_html;
        }
        out << "<td class=\"num\">"_html << number(pair.sum()) << "</td></tr>"_html;
    }
    const auto left = balance.closing();
    out << "<tr><th scope=\"row\"><strong>"_html << context.t("Sisa pada akhir bulan ini")
        << "</strong></th><td class=\"num\"><strong>"_html << number(left.men) << "</strong></td><td class=\"num\"><strong>"_html
        << number(left.women) << "</strong></td><td class=\"num\"><strong>"_html << number(left.sum()) << "</strong></td></tr>"_html;
    html::table_close(out);
}

void write_majors(Markup& out, const Context& context, const Figures& figures) {
    out << "<h2>"_html << context.t("Menurut jurusan") << "</h2>"_html;
    if (figures.majors.empty()) {
        html::empty_state(out, context.t("Angka tiap jurusan akan tampil di sini."),
                          context.t("Bulan ini tidak ada lulusan yang dikirim atau ditempatkan."));
        return;
    }
    html::table_open(out, context.t("Menurut jurusan"),
                     {{context.t("Jurusan")},
                      {context.t("Terdaftar L"), true},
                      {context.t("Terdaftar P"), true},
                      {context.t("Ditempatkan L"), true},
                      {context.t("Ditempatkan P"), true}});
    for (const auto& one : figures.majors)
        out << "<tr><th scope=\"row\">"_html << one.major << "</th><td class=\"num\">"_html << number(one.registered.men)
            << "</td><td class=\"num\">"_html << number(one.registered.women) << "</td><td class=\"num\">"_html << number(one.placed.men)
            << "</td><td class=\"num\">"_html << number(one.placed.women) << "</td></tr>"_html;
    html::table_close(out);
}

void write_letterhead(Markup& out, const Desk& desk) {
    out << "<div class=\"letterhead\"><p><strong>"_html
        << "BURSA KERJA KHUSUS"
        << "</strong><br><strong>"_html << desk.school.name << "</strong><br>"_html << desk.school.address << "<br>"_html
        << desk.school.licence_number << "</p></div>"_html;
}

http::Response get_reports(const http::Request&, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_school_page(context);
    const auto due = context.platform.database.read([&](sql::Transaction& tx) { return months(tx, context, desk->school, months_shown); });
    Markup out;
    out << "<h1>"_html << context.t("Laporan bulanan") << "</h1><p>"_html
        << context.t(
               "Setiap bulan BKK melaporkan pencari kerja, lowongan, dan penempatan. Angkanya sudah terisi dari data Anda; periksa, lalu "
               "kirim.")
        << "</p>"_html;
    html::table_open(out, context.t("Laporan bulanan"), {{context.t("Bulan")}, {context.t("Keadaan")}, {context.t("Dikirim")}});
    for (const auto& one : due) {
        out << "<tr><th scope=\"row\"><a"_html;
        out.attribute("href"_html, "/bkk/laporan/" + one.month);
        out << ">"_html << month_words(context, one.month) << "</a></th><td>"_html;
        const auto first = first_of_month(one.month);
        const bool before_us = first && first->plus_months(1) <= desk->school.made_at.in(desk->office.zone).date;
        if (one.submitted_at)
            html::tag(out, html::Tone::good, context.t("Sudah dikirim"));
        else if (before_us)
            html::tag(out, html::Tone::info, context.t("Sebelum terdaftar"));
        else
            html::tag(out, html::Tone::warning, context.t("Belum dikirim"));
        out << "</td><td>"_html << (one.submitted_at ? date_and_clock(context.language, one.submitted_at->in(desk->office.zone)) : "")
            << "</td></tr>"_html;
    }
    html::table_close(out);
    auto frame = desk_frame(*desk, std::string(context.t("Laporan bulanan")), "/bkk/laporan");
    frame.back_href = "/bkk";
    return http::page(html::document(context, frame, out));
}

http::Response report_page(const Context& context, const Desk& desk, const std::string& month, const html::FormState& state,
                           std::string_view done, int status = 200) {
    struct Seen {
        std::optional<Report> report;
        Figures proposed;
    };
    const auto seen = context.platform.database.read([&](sql::Transaction& tx) {
        return Seen{find_report(tx, context, desk.school, month), proposed_figures(tx, context, desk.school, month)};
    });
    const auto& figures = seen.report ? seen.report->figures : seen.proposed;
    Markup out;
    html::error_summary(out, context, state);
    if (!done.empty())
        html::notice(out, html::Tone::good, done, context.t("Kantor dapat membacanya. Anda masih dapat memperbaikinya di sini."));
    write_letterhead(out, desk);
    out << "<h1>"_html << fill(context.t("Laporan BKK {bulan}"), {{"bulan", month_words(context, month)}}) << "</h1>"_html;
    if (seen.report)
        out << "<p>"_html
            << fill(context.t("Dikirim {waktu}, versi {n}."),
                    {{"waktu", date_and_clock(context.language, seen.report->submitted_at.in(desk.office.zone))},
                     {"n", std::to_string(seen.report->revision)}})
            << "</p>"_html;
    else
        out << "<p class=\"muted no-print\">"_html << context.t("Belum dikirim. Angka di bawah ini diusulkan dari data Anda.")
            << "</p>"_html;
    html::form_open(out, context, "/bkk/laporan/" + month);
    write_balance(out, context, state, context.t("I. Pencari kerja"), seeker_lines, figures.seekers, true);
    write_balance(out, context, state, context.t("II. Lowongan"), vacancy_lines, figures.vacancies, true);
    html::text_area(out, context,
                    {.name = "catatan",
                     .label = context.t("Catatan untuk kantor"),
                     .value = state.typed.has("catatan") ? state.value("catatan") : (seen.report ? seen.report->note : ""),
                     .error = state.error("catatan"),
                     .max_length = 1000,
                     .optional = true},
                    3);
    out << "<div class=\"toolbar no-print\">"_html;
    html::button(out, seen.report ? context.t("Kirim perbaikan") : context.t("Kirim laporan"), html::ButtonKind::primary, "Ctrl+Enter");
    out << "<button type=\"button\" class=\"button button--secondary\" hidden data-print data-key=\"F2\">"_html << context.t("Cetak")
        << "<kbd>F2</kbd></button></div>"_html;
    html::form_close(out);
    write_majors(out, context, figures);
    out << "<p class=\"muted\">"_html
        << context.t(
               "Susunannya mengikuti formulir IPK III/1. Ditempatkan: bekerja lewat BKK atau kantor. Dihapuskan: bekerja sendiri, "
               "wirausaha, atau melanjutkan sekolah.")
        << "</p>"_html;
    auto frame = desk_frame(desk, std::string(context.t("Laporan bulanan")), "/bkk/laporan/" + month);
    frame.back_href = "/bkk/laporan";
    return http::page(html::document(context, frame, out), status);
}

http::Response no_such_month(const Context& context) {
    return not_there(context, context.t("Bulan ini tidak dapat dilaporkan"), context.t(sentence(Refusal::month_unfit)),
                     context.t("Ke daftar laporan"), "/bkk/laporan");
}

bool may_be_reported(const Desk& desk, const std::string& month) { return first_of_month(month) && month < month_of(desk.today); }

http::Response get_report(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_school_page(context);
    const auto month = request.path_value(0);
    if (!may_be_reported(*desk, month)) return no_such_month(context);
    return report_page(context, *desk, month, {}, request.query.has("terkirim") ? context.t("Laporan sudah dikirim") : std::string_view());
}

http::Response post_report(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_school_page(context);
    const auto month = request.path_value(0);
    if (!may_be_reported(*desk, month)) return no_such_month(context);
    html::FormState state{request.form, {}};
    Report report;
    report.month = month;
    report.note = state.value("catatan");
    const auto read = [&](Balance& balance, const LineOf(&lines)[4]) {
        for (const auto& line : lines) {
            for (const char sex : {'l', 'p'}) {
                const auto field = std::string(line.field) + sex;
                const int value = typed_number(state.value(field));
                if (value < 0)
                    state.refuse(
                        field, std::string(context.t(line.label)) + ": " + std::string(context.t("isi dengan angka, nol bila tidak ada.")));
                (sex == 'l' ? (balance.*line.pair).men : (balance.*line.pair).women) = std::max(0, value);
            }
        }
    };
    read(report.figures.seekers, seeker_lines);
    read(report.figures.vacancies, vacancy_lines);
    if (!state.ok()) return report_page(context, *desk, month, state, "", 422);
    const auto done =
        context.platform.database.write([&](sql::Transaction& tx) { return submit_report(tx, context, desk->school, report); });
    if (done) return http::see_other("/bkk/laporan/" + month + "?terkirim=1");
    state.refuse(done.error() == Refusal::figures_unbalanced ? "p3l" : "catatan", context.t(sentence(done.error())));
    return report_page(context, *desk, month, state, "", 422);
}

http::Response tracer_page(const Context& context, const Desk& desk, std::string_view done) {
    const auto seen = context.platform.database.read([&](sql::Transaction& tx) { return tracer(tx, context, desk.school); });
    Markup out;
    if (!done.empty()) html::notice(out, html::Tone::good, done, "");
    out << "<h1>"_html << context.t("Kabar lulusan") << "</h1>"_html;
    if (seen.asked == 0) {
        html::empty_state(out, context.t("Kabar lulusan akan tampil di sini."), context.t("Kirim lulusan ke kantor lebih dulu."));
    } else {
        out << "<dl class=\"figures\"><div><dt>"_html << context.t("Menjawab") << "</dt><dd>"_html << seen.percent()
            << " %</dd></div><div><dt>"_html << context.t("Lulusan") << "</dt><dd>"_html << number(seen.asked)
            << "</dd></div><div><dt>"_html << context.t("Bekerja menurut data kantor") << "</dt><dd>"_html << number(seen.known)
            << "</dd></div></dl>"_html;
        html::table_open(out, context.t("Kabar lulusan"),
                         {{context.t("Keadaan")}, {context.t("Orang"), true}, {context.t("Bagian dari yang menjawab"), true}});
        for (const auto outcome : all_outcomes) {
            const auto found = seen.by_outcome.find(outcome);
            const int people = found == seen.by_outcome.end() ? 0 : found->second;
            out << "<tr><th scope=\"row\">"_html << context.t(label(outcome)) << "</th><td class=\"num\">"_html << number(people)
                << "</td><td class=\"num\">"_html << (seen.answered == 0 ? 0 : people * 100 / seen.answered) << " %</td></tr>"_html;
        }
        html::table_close(out);
        out << "<section class=\"panel\"><h2>"_html << context.t("Tanyakan lagi") << "</h2><p>"_html
            << context.t("Yang belum menjawab dan tidak ditanya dalam 30 hari terakhir menerima tautan. Satu ketukan, tanpa masuk.")
            << "</p>"_html;
        html::post_button(out, context, "/bkk/kabar", context.t("Kirim pertanyaan"), html::ButtonKind::primary);
        out << "</section><p class=\"muted\">"_html
            << context.t("Angka dari data kantor hanya berupa jumlah: siapa yang bekerja tidak diberitahukan kepada sekolah.")
            << "</p>"_html;
    }
    auto frame = desk_frame(desk, std::string(context.t("Kabar lulusan")), "/bkk/kabar");
    frame.back_href = "/bkk";
    return http::page(html::document(context, frame, out));
}

http::Response get_tracer(const http::Request& request, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_school_page(context);
    const int asked = request.query.has("tanya") ? typed_number(request.query.text("tanya")) : -1;
    return tracer_page(context, *desk, asked >= 0 ? fill(context.t("{n} lulusan ditanya"), {{"n", number(asked)}}) : std::string());
}

http::Response post_tracer(const http::Request&, Context& context) {
    const auto desk = desk_of(context);
    if (!desk) return no_school_page(context);
    const auto asked = context.platform.database.write([&](sql::Transaction& tx) { return ask_graduates(tx, context, desk->school); });
    return http::see_other("/bkk/kabar?tanya=" + std::to_string(asked ? *asked : 0));
}

}  // namespace

std::vector<http::Route> report_routes() {
    using enum http::Method;
    return {{get, "/bkk/laporan", get_reports, Permission::school},
            {get, "/bkk/laporan/{month}", get_report, Permission::school},
            {post, "/bkk/laporan/{month}", post_report, Permission::school, http::Rate::write},
            {get, "/bkk/kabar", get_tracer, Permission::school},
            {post, "/bkk/kabar", post_tracer, Permission::school, http::Rate::write}};
}

}  // namespace partners
