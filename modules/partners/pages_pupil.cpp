#include "modules/partners/actions_pupil.hpp"
#include "modules/partners/pages.hpp"
#include "modules/partners/pages_pieces.hpp"
#include "modules/partners/rules.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// What a pupil sees who opens the school's message: no sign-in, no script, one button.
namespace partners {

namespace {

std::string first_name(const std::string& name) { return name.substr(0, name.find(' ')); }

std::optional<PupilView> viewed(const http::Request& request, const Context& context, std::string_view purpose) {
    return context.platform.database.read([&](sql::Transaction& tx) { return pupil_view(tx, context, purpose, request.path_value(0)); });
}

http::Response link_over(const Context& context) {
    return http::page(
        html::message_document(
            context, context.t("Tautan ini tidak berlaku lagi"),
            context.t("Waktunya sudah lewat, atau alamatnya tidak lengkap. Nomor Anda tetap ada: datang ke loket dengan KTP."),
            context.t("Ke halaman depan"), "/"),
        404);
}

html::Frame public_frame(const PupilView& view, std::string title, std::string path) {
    html::Frame frame;
    frame.title = std::move(title);
    frame.office_name = view.office_name;
    frame.office_href = "/kantor/" + view.office_code;
    frame.current_path = std::move(path);
    return frame;
}

http::Response get_confirm(const http::Request& request, Context& context) {
    const auto view = viewed(request, context, confirm_purpose);
    if (!view) return link_over(context);
    const auto path = "/konfirmasi/" + request.path_value(0);
    Markup out;
    if (view->graduate.declined_at || !view->ticket) {
        out << "<h1>"_html << fill(context.t("Halo, {nama}"), {{"nama", first_name(view->graduate.name)}}) << "</h1>"_html;
        html::notice(out, html::Tone::info, context.t("Tempat ini sudah tidak Anda pakai"),
                     context.t("Anda tetap dapat mengambil nomor sendiri di halaman kantor, atau datang ke loket."));
        html::link_button(out, context.t("Ke halaman kantor"), "/kantor/" + view->office_code, html::ButtonKind::secondary);
        return http::page(html::document(context, public_frame(*view, std::string(context.t("Konfirmasi tempat")), path), out));
    }
    const auto& window = view->ticket->window;
    out << "<h1>"_html
        << (view->graduate.confirmed_at ? fill(context.t("Sampai jumpa, {nama}"), {{"nama", first_name(view->graduate.name)}})
                                        : fill(context.t("{nama}, apakah Anda datang?"), {{"nama", first_name(view->graduate.name)}}))
        << "</h1><p class=\"lead\">"_html
        << fill(context.t("{sekolah} memesankan tempat ini untuk Anda membuat kartu AK-1."), {{"sekolah", view->school.name}})
        << "</p>"_html;
    html::card_open(out, context.t("Nomor Anda"));
    out << "<p class=\"card-number\">"_html << view->ticket->ticket.label() << "</p><dl class=\"card-facts\"><div><dt>"_html
        << context.t("Hari") << "</dt><dd>"_html << long_date(context.language, window.date) << "</dd></div><div><dt>"_html
        << context.t("Jam") << "</dt><dd>"_html << clock(window.opens) << "–"_html << clock(window.closes) << "</dd></div><div><dt>"_html
        << context.t("Tempat") << "</dt><dd>"_html << (window.place.empty() ? view->office_name : window.place) << "</dd></div></dl>"_html;
    html::card_close(out);
    if (view->graduate.confirmed_at) {
        html::notice(out, html::Tone::good, context.t("Tempat ini milik Anda"),
                     context.t("Bawa KTP dan ijazah atau SKL. Datang sendiri: kartunya Anda yang menandatangani."));
        html::link_button(out, context.t("Buka tiket"), "/tiket/" + view->ticket->ticket.code);
    } else {
        html::post_button(out, context, path, context.t("Ya, saya datang"), html::ButtonKind::primary);
    }
    html::details_open(out, context.t("Saya tidak jadi datang, atau ini bukan saya"));
    out << "<p>"_html << context.t("Tempat ini kembali ke sekolah, untuk orang lain.") << "</p>"_html;
    html::post_button(out, context, path + "/tidak", context.t("Lepaskan tempat ini"), html::ButtonKind::warning);
    html::details_close(out);
    return http::page(html::document(context, public_frame(*view, std::string(context.t("Konfirmasi tempat")), path), out));
}

http::Response post_confirm(const http::Request& request, Context& context) {
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return confirm(tx, context, request.path_value(0)); });
    if (!done && done.error() == Refusal::link_over) return link_over(context);
    return http::see_other("/konfirmasi/" + request.path_value(0));
}

http::Response post_decline(const http::Request& request, Context& context) {
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return decline(tx, context, request.path_value(0)); });
    if (!done && done.error() == Refusal::link_over) return link_over(context);
    return http::see_other("/konfirmasi/" + request.path_value(0));
}

http::Response get_tracer(const http::Request& request, Context& context) {
    const auto view = viewed(request, context, tracer_purpose);
    if (!view) return link_over(context);
    const auto path = "/kabar/" + request.path_value(0);
    Markup out;
    out << "<h1>"_html << fill(context.t("{nama}, apa kabar Anda sekarang?"), {{"nama", first_name(view->graduate.name)}})
        << "</h1><p class=\"lead\">"_html
        << fill(context.t("{sekolah} ingin tahu supaya dapat membantu. Satu ketukan cukup."), {{"sekolah", view->school.name}})
        << "</p>"_html;
    if (view->graduate.outcome)
        html::notice(out, html::Tone::good, context.t("Terima kasih, sudah tercatat"), context.t(label(*view->graduate.outcome)));
    html::form_open(out, context, path);
    for (const auto outcome : all_outcomes) {
        out << "<p>"_html;
        html::button(out, context.t(label(outcome)), html::ButtonKind::secondary, "", "kabar", code(outcome));
        out << "</p>"_html;
    }
    html::form_close(out);
    out << "<p class=\"muted\">"_html
        << context.t("Anda dapat mengubahnya lagi lewat tautan ini. Sekolah dan kantor hanya memakainya untuk laporan.") << "</p>"_html;
    return http::page(html::document(context, public_frame(*view, std::string(context.t("Kabar lulusan")), path), out));
}

http::Response post_tracer(const http::Request& request, Context& context) {
    const auto outcome = parse_outcome(request.form.text("kabar"));
    if (!outcome) return http::see_other("/kabar/" + request.path_value(0));
    const auto done =
        context.platform.database.write([&](sql::Transaction& tx) { return tell_outcome(tx, context, request.path_value(0), *outcome); });
    if (!done) return link_over(context);
    return http::see_other("/kabar/" + request.path_value(0));
}

}  // namespace

std::vector<http::Route> pupil_routes() {
    using enum http::Method;
    return {{get, "/konfirmasi/{token}", get_confirm, Permission::anyone},
            {post, "/konfirmasi/{token}", post_confirm, Permission::anyone, http::Rate::write},
            {post, "/konfirmasi/{token}/tidak", post_decline, Permission::anyone, http::Rate::write},
            {get, "/kabar/{token}", get_tracer, Permission::anyone},
            {post, "/kabar/{token}", post_tracer, Permission::anyone, http::Rate::write}};
}

}  // namespace partners
