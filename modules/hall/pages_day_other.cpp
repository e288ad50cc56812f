#include "modules/booking/actions_hall.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/hall/pages.hpp"
#include "modules/hall/pages_day.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// Another day than today: who comes, and what is prepared for it on paper.
namespace hall {

namespace {

void write_preparation(Markup& out, const Context& context, const Day& hall, const std::vector<booking::WindowView>& windows) {
    const auto day = hall.date.iso();
    out << "<section class=\"panel\"><h2>"_html << context.t("Untuk hari ini di kertas") << "</h2><p>"_html
        << context.t(
               "Bila listrik atau jaringan mati, daftar dan nomor di kertas tetap jalan. Masukkan sesudahnya dengan "
               "jam aslinya.")
        << "</p>"_html;
    if (hall.may_check_in) {
        write_paper_button(out, context, hall.date, context.t("Cetak daftar, nomor kertas, dan AK/II kosong (PDF)"),
                           html::ButtonKind::primary, "F2");
    }
    html::link_button(out, context.t("Daftar di layar"), "/loket/hari/cetak?tanggal=" + day, html::ButtonKind::secondary);
    html::link_button(out, context.t("Masukkan nomor kertas"), "/loket/susulan?tanggal=" + day, html::ButtonKind::secondary, "Alt+k");
    out << "</section>"_html;
    if (windows.empty() || !hall.may_check_in) return;
    std::vector<html::Option> options;
    for (const auto& [window, state] : windows) {
        if (state == booking::WindowState::over) continue;
        options.push_back({window.id.text(), booking::hours_of(window) + ", " + short_name(context, hall, window.service), ""});
    }
    if (options.empty()) return;
    out << "<section class=\"panel\"><h2>"_html << context.t("Sisihkan nomor untuk kertas") << "</h2>"_html;
    html::form_open(out, context, "/loket/hari/kertas");
    html::hidden(out, "tanggal", day);
    html::select(out, context, {.name = "jadwal", .label = context.t("Jadwal")}, options);
    html::text_field(out, context,
                     {.name = "jumlah", .label = context.t("Berapa nomor"), .value = "20", .inputmode = "numeric", .width = 4});
    html::button(out, context.t("Sisihkan"), html::ButtonKind::secondary);
    html::form_close(out);
    out << "</section>"_html;
}

http::Response get_other_day(const http::Request& request, Context& context) {
    const auto asked = Date::parse(request.query.text("tanggal"));
    const auto hall = hall_of(request, context, asked);
    if (!hall) return booking::no_office_of_yours(context);
    if (hall->date == hall->today && !request.query.has("siap")) return http::see_other("/loket");
    const auto windows = context.platform.database.read(
        [&](sql::Transaction& tx) { return booking::day_windows(tx, context, hall->office.id, hall->date); });
    const auto at = [](Date day) { return "/loket/hari?tanggal=" + day.iso(); };
    Markup out;
    out << "<div class=\"toolbar\"><h1>"_html << long_date(context.language, hall->date) << "</h1><div class=\"end\">"_html;
    html::link_button(out, context.t("Sehari sebelumnya"), at(hall->date - 1), html::ButtonKind::secondary, "PageUp");
    html::link_button(out, context.t("Sehari sesudahnya"), at(hall->date + 1), html::ButtonKind::secondary, "PageDown");
    html::link_button(out, context.t("Hari ini"), "/loket", html::ButtonKind::secondary, "Alt+h");
    out << "</div></div><div class=\"split\"><div>"_html;
    write_list(out, context, *hall);
    out << "</div><div>"_html;
    if (hall->chosen)
        write_chosen(out, context, *hall);
    else
        write_preparation(out, context, *hall, windows);
    out << "</div></div>"_html;
    auto frame = booking::desk_frame(hall->office, long_date(context.language, hall->date), "/loket/hari?tanggal=" + hall->date.iso());
    return http::page(html::document(context, frame, out));
}

}  // namespace

std::vector<http::Route> other_day_routes() {
    using enum http::Method;
    return {{get, "/loket/hari", get_other_day, Permission::see_day_list}};
}

}  // namespace hall
