#include <algorithm>
#include <set>

#include "modules/booking/pages_pieces.hpp"
#include "modules/hall/actions.hpp"
#include "modules/hall/actions_closing.hpp"
#include "modules/hall/pages.hpp"
#include "modules/office/actions.hpp"
#include "platform/html/components.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// A counter closes: who still waits is named, and goes home with a new number or is served elsewhere.
namespace hall {

namespace {

std::string service_name(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view code) {
    const auto service = office::find_service(tx, office, code);
    return service ? std::string(booking::name_of(context, *service)) : std::string(code);
}

std::string counter_at(const http::Request& request) { return request.cookie("loket"); }

http::Response closing_page(const http::Request& request, const Context& context, const html::FormState& state, int status = 200) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = office::find_office(tx, context.actor.office);
        if (!office) return booking::no_office_of_yours(context);
        const auto counter = counter_at(request);
        const auto left = left_waiting(tx, context, counter);
        Markup out;
        out << "<h1>"_html
            << (counter.empty() ? std::string(context.t("Tutup loket")) : fill(context.t("Tutup loket {loket}"), {{"loket", counter}}))
            << "</h1>"_html;
        html::error_summary(out, context, state);
        if (!counter.empty()) {
            html::post_button(out, context, "/loket/tutup", context.t("Tutup loket ini"), html::ButtonKind::primary, "F4");
        }
        if (left.empty()) {
            out << "<p>"_html << context.t("Tidak ada yang menunggu tanpa loket. Yang masih menunggu dilayani loket lain.") << "</p>"_html;
        } else {
            html::notice(
                out, html::Tone::warning, context.t("Masih ada yang menunggu"),
                context.t("Tidak ada loket lain yang melayani orang-orang ini. Pulangkan dengan nomor baru, atau buka loket lain."));
            html::table_open(out, context.t("Yang masih menunggu"), {{context.t("Nomor")}, {context.t("Layanan")}, {context.t("Datang")}});
            std::set<std::string> services;
            for (const auto& place : left) {
                out << "<tr><th scope=\"row\">"_html << place.label << "</th><td>"_html
                    << service_name(tx, context, office->id, place.service) << "</td><td class=\"num\">"_html
                    << clock(place.arrived_at.in(office->zone).time) << "</td></tr>"_html;
                services.insert(place.service);
            }
            html::table_close(out);
            html::form_open(out, context, "/loket/tutup/pulang");
            html::text_field(out, context,
                             {.name = "alasan",
                              .label = context.t("Alasan"),
                              .hint = context.t("Dikirim kepada orang-orang ini dan dibaca kepala kantor."),
                              .value = state.value("alasan"),
                              .error = state.error("alasan"),
                              .max_length = 200});
            for (const auto& service : services)
                html::button(out,
                             fill(context.t("Pulangkan dengan nomor baru: {layanan}"),
                                  {{"layanan", service_name(tx, context, office->id, service)}}),
                             html::ButtonKind::warning, "", "layanan", service);
            html::form_close(out);
        }
        html::link_button(out, context.t("Kembali ke daftar"), "/loket", html::ButtonKind::secondary, "Alt+h");
        return http::page(html::document(context, booking::desk_frame(*office, std::string(context.t("Tutup loket")), "/loket/tutup"), out),
                          status);
    });
}

http::Response get_closing(const http::Request& request, Context& context) { return closing_page(request, context, {}); }

http::Response post_closing(const http::Request& request, Context& context) {
    const auto number = counter_at(request);
    const auto left = context.platform.database.write([&](sql::Transaction& tx) {
        const auto waiting = left_waiting(tx, context, number);
        if (const auto counter = find_counter(tx, context.actor.office, number)) {
            const auto closed = stand_up(tx, context, counter->id);
            static_cast<void>(closed);  // somebody else sits there: it stays open
        }
        return waiting.size();
    });
    return http::see_other(left ? "/loket/tutup" : "/loket");
}

http::Response post_send_home(const http::Request& request, Context& context) {
    html::FormState state{request.form, {}};
    const auto done = context.platform.database.write(
        [&](sql::Transaction& tx) { return send_home(tx, context, request.form.text("layanan"), request.form.text("alasan")); });
    if (!done) {
        state.refuse("alasan", context.t(sentence(done.error())));
        return closing_page(request, context, state, 422);
    }
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = office::find_office(tx, context.actor.office);
        if (!office) return booking::no_office_of_yours(context);
        Markup out;
        out << "<h1>"_html << context.t("Yang dipulangkan") << "</h1>"_html;
        if (done->empty()) {
            html::empty_state(out, context.t("Nama dan nomor baru mereka akan tampil di sini."),
                              context.t("Tidak ada yang menunggu layanan ini."));
        } else {
            html::table_open(out, context.t("Sebutkan nomor barunya sebelum mereka pulang"),
                             {{context.t("Nomor lama")}, {context.t("Nama")}, {context.t("Nomor baru")}, {context.t("Hari")}});
            for (const auto& one : *done) {
                out << "<tr><th scope=\"row\">"_html << one.label << "</th><td>"_html << one.name << "</td><td>"_html
                    << (one.next ? one.next->label() : std::string(context.t("Belum ada tempat"))) << "</td><td>"_html
                    << (one.next ? long_date(context.language, one.next_date) : std::string()) << "</td></tr>"_html;
            }
            html::table_close(out);
            out << "<button type=\"button\" class=\"button button--secondary no-print\" hidden data-print>"_html << context.t("Cetak")
                << "</button>"_html;
        }
        html::link_button(out, context.t("Kembali ke daftar"), "/loket", html::ButtonKind::secondary, "Alt+h");
        return http::page(
            html::document(context, booking::desk_frame(*office, std::string(context.t("Yang dipulangkan")), "/loket/tutup"), out));
    });
}

}  // namespace

std::vector<http::Route> closing_routes() {
    using enum http::Method;
    return {{get, "/loket/tutup", get_closing, Permission::serve_visit},
            {post, "/loket/tutup", post_closing, Permission::serve_visit, http::Rate::write, 4 * 1024},
            {post, "/loket/tutup/pulang", post_send_home, Permission::serve_visit, http::Rate::write, 4 * 1024}};
}

}  // namespace hall
