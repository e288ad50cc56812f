#include "base/text.hpp"
#include "modules/registration/actions_life.hpp"
#include "modules/registration/pages.hpp"
#include "modules/registration/pages_own.hpp"
#include "modules/registration/rules.hpp"
#include "modules/registration/text.hpp"
#include "platform/html/components.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// "Still looking": one tap, from a link in a message or from one's own file. Opening the page changes nothing, the button does.
namespace registration {
namespace {

std::string_view number_end(const std::string& number) {
    constexpr std::size_t shown = 4;
    return std::string_view(number).substr(number.size() > shown ? number.size() - shown : 0);
}

void write_status_button(Markup& out, const Context& context, std::string_view action, ReportStatus status, std::string_view sentence,
                         html::ButtonKind kind) {
    html::form_open(out, context, action);
    html::hidden(out, "keadaan", code(status));
    html::button(out, sentence, kind);
    html::form_close(out);
}

void write_other_news(Markup& out, const Context& context, std::string_view action, const html::FormState& state) {
    const bool is_working = state.value("keadaan") == "working" && !state.ok();
    if (is_working)
        out << "<section class=\"more\"><h2>"_html << context.t("Saya sudah bekerja") << "</h2><div class=\"more-text\">"_html;
    else
        html::details_open(out, context.t("Saya sudah bekerja"));
    html::form_open(out, context, action);
    html::hidden(out, "keadaan", code(ReportStatus::working));
    html::text_field(out, context,
                     {.name = "tempat",
                      .label = context.t("Bekerja di mana"),
                      .hint = context.t("Nama perusahaan atau usaha"),
                      .value = state.value("tempat"),
                      .error = state.error("tempat"),
                      .autocomplete = "organization",
                      .optional = true});
    html::date_field(out, context,
                     {.name = "sejak",
                      .label = context.t("Sejak kapan"),
                      .hint = context.t("Contoh: 1 3 2026. Boleh dikosongkan."),
                      .error = state.error("sejak")},
                     state);
    html::button(out, context.t("Laporkan: sudah bekerja"));
    html::form_close(out);
    if (is_working)
        out << "</div></section>"_html;
    else
        html::details_close(out);
    html::details_open(out, context.t("Saya pindah ke kabupaten atau kota lain"));
    out << "<p>"_html << context.t("Kartu ini lalu tidak aktif lagi. Di tempat baru Anda mendaftar lagi dengan membawa kartu ini.")
        << "</p>"_html;
    write_status_button(out, context, action, ReportStatus::moved, context.t("Laporkan: saya pindah"), html::ButtonKind::secondary);
    html::details_close(out);
}

void write_view(Markup& out, const Context& context, const ReportView& view, std::string_view action, const html::FormState& state) {
    html::error_summary(out, context, state);
    out << "<h1>"_html << context.t("Lapor sebagai pencari kerja") << "</h1>"_html;
    html::card_open(out, fill(context.t("Kartu AK-1 {nama}"), {{"nama", view.first_name}}));
    out << "<p class=\"card-number\">···"_html << number_end(view.card.number) << "</p><dl class=\"card-facts\"><div><dt>"_html;
    if (view.due && view.may_report)
        out << context.t("Lapor paling lambat") << "</dt><dd>"_html
            << long_date(context.language, view.due < view.today ? view.last_day : *view.due);
    else
        out << context.t("Berlaku sampai") << "</dt><dd>"_html << long_date(context.language, view.card.valid_until);
    out << "</dd></div></dl>"_html;
    html::card_close(out);
    if (view.may_report && view.reported_today) {
        html::notice(
            out, html::Tone::good, context.t("Laporan Anda hari ini sudah tercatat"),
            view.due ? fill(context.t("Lapor berikutnya paling lambat {tanggal}."), {{"tanggal", long_date(context.language, *view.due)}})
                     : fill(context.t("Tidak perlu lapor lagi. Kartu berlaku sampai {tanggal}."),
                            {{"tanggal", long_date(context.language, view.card.valid_until)}}));
        out << "<p>"_html << context.t("Bawa kartu Anda ke loket bila ingin barisnya dicap; tidak wajib.") << "</p>"_html;
        write_other_news(out, context, action, state);
        return;
    }
    if (view.may_report) {
        if (view.due && *view.due < view.today)
            html::notice(out, html::Tone::warning, context.t("Tanggal lapor sudah lewat"),
                         fill(context.t("Masih bisa sampai {tanggal}. Setelah itu kartu dapat gugur."),
                              {{"tanggal", long_date(context.language, view.last_day)}}));
        write_status_button(out, context, action, ReportStatus::looking, context.t("Saya masih mencari kerja"), html::ButtonKind::primary);
        write_other_news(out, context, action, state);
        return;
    }
    if (view.may_restore) {
        const bool lapsed = view.card.inactive_reason == "lapsed";
        html::notice(
            out, lapsed ? html::Tone::warning : html::Tone::good,
            lapsed ? context.t("Kartu Anda tidak aktif karena tidak ada laporan") : context.t("Terima kasih, kabar Anda sudah tercatat"),
            lapsed ? context.t("Bila masih mencari kerja, kartu aktif lagi dengan satu ketukan.")
                   : context.t(
                         "Kartu Anda tidak aktif lagi. Keliru, atau mencari kerja lagi? Kartu dapat aktif kembali selama masih berlaku."));
        write_status_button(out, context, action, ReportStatus::looking,
                            lapsed ? context.t("Saya masih mencari kerja") : context.t("Saya mencari kerja lagi"),
                            lapsed ? html::ButtonKind::primary : html::ButtonKind::secondary);
        return;
    }
    if (view.card.inactive_reason == "lapsed" && view.card.state == CardState::inactive) {
        html::notice(out, html::Tone::warning, context.t("Kartu Anda tidak aktif karena tidak ada laporan"),
                     context.t("Kartu ini sudah gugur karena tidak lapor. Perpanjang di kantor dengan KTP dan kartu lama."));
        html::link_button(out, context.t("Lihat alamat dan jam kantor"), "/kantor/" + view.office_code, html::ButtonKind::secondary);
        return;
    }
    const bool expired = view.today > view.card.valid_until;
    html::notice(out, html::Tone::info,
                 expired ? context.t("Masa berlaku kartu ini sudah habis") : context.t("Kartu ini tidak menerima laporan"),
                 expired ? context.t("Perpanjang di kantor dengan KTP dan kartu lama. Tidak dipungut biaya.")
                         : context.t("Tanyakan di loket dengan KTP bila menurut Anda ini keliru."));
    html::link_button(out, context.t("Lihat alamat dan jam kantor"), "/kantor/" + view.office_code, html::ButtonKind::secondary);
}

// What the form says, or what is wrong with it.
std::optional<Report> read_report(const http::Request& request, const Context& context, html::FormState& state) {
    Report report;
    const auto status = report_status_of(request.form.text("keadaan"));
    if (!status || *status == ReportStatus::placed) {
        state.refuse("main", context.t("Pilih salah satu."));
        return {};
    }
    report.status = *status;
    if (report.status != ReportStatus::working) return report;
    const auto employer = text::clean_line(request.form.text("tempat"), 120);
    if (employer)
        report.employer = *employer;
    else
        state.refuse("tempat", context.t(sentence(Unfit::too_long)));
    const bool has_date =
        !text::trim(request.form.text("sejak-day") + request.form.text("sejak-month") + request.form.text("sejak-year")).empty();
    if (has_date) {
        const auto typed = html::typed_date(request.form, "sejak");
        report.since = typed ? Date::parse(*typed) : std::nullopt;
        if (!report.since) state.refuse("sejak", context.t(sentence(Unfit::no_such_date)));
    }
    if (!state.ok()) return {};
    return report;
}

void refuse(html::FormState& state, const Context& context, Refusal why) {
    state.refuse(why == Refusal::field_unfit ? "sejak" : "main",
                 context.t(why == Refusal::field_unfit ? msg("Tanggal ini belum terjadi.") : sentence(why)));
}

// Two taps that meet: the second finds the card just changed by the first, looks again and hears that all is done.
template <class Verb>
Result<Reported, Refusal> report_twice(const Context& context, Verb verb) {
    auto done = context.platform.database.write(verb);
    if (!done && done.error() == Refusal::changed_meanwhile) return context.platform.database.write(verb);
    return done;
}

// --- from a message ---

http::Response no_such_link(const Context& context) {
    return http::page(
        html::message_document(
            context, context.t("Tautan ini tidak berlaku"),
            context.t(
                "Masa tautannya sudah lewat, atau alamatnya tidak lengkap. Buka berkas Anda dengan kode tiket, atau datang ke loket."),
            context.t("Buka berkas saya"), "/berkas"),
        404);
}

http::Response link_page(const http::Request& request, const Context& context, const html::FormState& state, int status = 200) {
    const auto view = context.platform.database.read([&](sql::Transaction& tx) { return report_view(tx, context, request.path_value(0)); });
    if (!view) return no_such_link(context);
    Markup out;
    write_view(out, context, *view, request.path, state);
    html::Frame frame;
    frame.title = context.t("Lapor sebagai pencari kerja");
    frame.office_name = view->office_name;
    const auto office = "/kantor/" + view->office_code;
    frame.office_href = office;
    frame.current_path = request.path;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_link(const http::Request& request, Context& context) { return link_page(request, context, {}); }

http::Response post_link(const http::Request& request, Context& context) {
    html::FormState state{request.form, {}};
    const auto report = read_report(request, context, state);
    if (!report) return link_page(request, context, state, 422);
    const auto done =
        report_twice(context, [&](sql::Transaction& tx) { return report_by_link(tx, context, request.path_value(0), *report); });
    if (done) return http::see_other(request.path);
    if (done.error() == Refusal::no_such_card) return no_such_link(context);
    refuse(state, context, done.error());
    return link_page(request, context, state, status_of(done.error()));
}

// --- in one's own file ---

http::Response own_page(const http::Request& request, Context& context, const html::FormState& state, int status = 200) {
    const auto opened = open_own(request, context);
    if (!opened.own) return opened.instead;
    const auto& own = *opened.own;
    const auto view =
        context.platform.database.read([&](sql::Transaction& tx) { return own_report_view(tx, context, own.application.card); });
    if (!view) return http::see_other(own.href());
    Markup out;
    write_view(out, context, *view, own.href("/lapor"), state);
    const auto back = own.href();
    auto frame = own_frame(own, context.t("Lapor sebagai pencari kerja"), own.href("/lapor"));
    frame.back_href = back;
    return http::page(html::document(context, frame, out), status);
}

http::Response get_own(const http::Request& request, Context& context) { return own_page(request, context, {}); }

http::Response post_own(const http::Request& request, Context& context) {
    const auto opened = open_own(request, context);
    if (!opened.own) return opened.instead;
    html::FormState state{request.form, {}};
    const auto report = read_report(request, context, state);
    if (!report) return own_page(request, context, state, 422);
    const auto card = opened.own->application.card;
    const auto done = report_twice(context, [&](sql::Transaction& tx) { return report_own(tx, context, card, *report); });
    if (done) return http::see_other(opened.own->href("/lapor"));
    refuse(state, context, done.error());
    return own_page(request, context, state, status_of(done.error()));
}

}  // namespace

std::vector<http::Route> report_routes() {
    using enum http::Method;
    using http::Rate;
    constexpr std::size_t small = 16 * 1024;
    return {{get, "/lapor/{token}", get_link, Permission::anyone},
            {post, "/lapor/{token}", post_link, Permission::anyone, Rate::write, small},
            {get, "/berkas/{id}/lapor", get_own, Permission::hold_application},
            {post, "/berkas/{id}/lapor", post_own, Permission::hold_application, Rate::write, small}};
}

}  // namespace registration
