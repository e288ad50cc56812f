#include "modules/booking/pages_pieces.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/booking/actions_kiosk.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions_file.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace booking {

namespace {

std::string day_heading(const Context& context, Date date, Date today) {
    const auto said = long_date(context.language, date);
    if (date == today) return fill(context.t("Hari ini, {hari}"), {{"hari", said}});
    if (date == today + 1) return fill(context.t("Besok, {hari}"), {{"hari", said}});
    return said;
}

std::string said_of(const Context& context, const WindowView& view) {
    switch (view.state) {
        case WindowState::open: {
            const int left = places_left_online(view.window);
            return left == 1 ? std::string(context.t("1 tempat lagi"))
                             : fill(context.t("{jumlah} tempat lagi"), {{"jumlah", number(left)}});
        }
        case WindowState::full: return std::string(context.t("Penuh"));
        case WindowState::over: return std::string(context.t("Sudah lewat"));
        case WindowState::suspended: return std::string(context.t("Dihentikan"));
        case WindowState::too_far: return std::string(view.window.by_draw ? context.t("Diundi") : context.t("Belum dibuka"));
    }
    return {};
}

void write_where(Markup& out, const Window& window, WindowState state) {
    std::string where = window.name;
    if (!window.place.empty()) where += (where.empty() ? "" : " · ") + window.place;
    if (state == WindowState::suspended && !window.suspended_reason.empty())
        where += (where.empty() ? "" : " · ") + window.suspended_reason;
    if (!where.empty()) out << "<span class=\"slot-where\">"_html << where << "</span>"_html;
}

void write_slot(Markup& out, const Context& context, const WindowView& view, std::string_view choose) {
    const bool chosen_here = !choose.empty() && view.state == WindowState::open;
    if (chosen_here) {
        out << "<li><button class=\"ways-row\""_html;
        out.attribute("formaction"_html, std::string(choose) + view.window.id.text());
        out << ">"_html;
    } else if (view.state == WindowState::open) {
        out << "<li><div class=\"ways-row\">"_html;
    } else {
        out << "<li><div class=\"ways-row closed\">"_html;
    }
    out << html::icon("clock") << "<span><span class=\"num\">"_html << hours_of(view.window) << "</span>"_html;
    write_where(out, view.window, view.state);
    out << "</span><span class=\"aside\">"_html << said_of(context, view) << "</span>"_html;
    if (chosen_here)
        out << html::icon("chevron-right") << "</button></li>"_html;
    else
        out << "</div></li>"_html;
}

}  // namespace

std::optional<office::Office> office_at(sql::Transaction& tx, const http::Request& request) {
    auto office = office::find_office(tx, request.path_value(0));
    if (office && office->state != office::OfficeState::open) office.reset();
    return office;
}

std::optional<office::Service> find_service(sql::Transaction& tx, OfficeId office, std::string_view code) {
    auto service = office::find_service(tx, office, code);
    if (service && !service->offered) service.reset();
    return service;
}

std::string_view name_of(const Context& context, const office::Service& service) {
    return context.language == Language::english && !service.name_en.empty() ? service.name_en : service.name;
}

std::string short_name(const Context& context, const std::vector<office::Service>& services, std::string_view code) {
    if (code == "ak1") return "AK-1";
    const auto found = std::ranges::find(services, code, &office::Service::code);
    return found == services.end() ? std::string(code) : std::string(name_of(context, *found));
}

html::Frame public_frame(const office::Office& office, std::string title, std::string path) {
    html::Frame frame;
    frame.title = std::move(title);
    frame.office_name = office.name;
    frame.office_href = "/kantor/" + office.code;
    frame.current_path = std::move(path);
    return frame;
}

html::Frame desk_frame(const office::Office& office, std::string title, std::string path) {
    html::Frame frame;
    frame.title = std::move(title);
    frame.density = html::Density::desk;
    frame.office_name = office.name;
    frame.office_href = "/loket";
    frame.scripts = {"desk"};
    frame.current_path = std::move(path);
    return frame;
}

http::Response not_there(const Context& context, std::string_view title, std::string_view text, std::string_view way_out,
                         std::string_view href) {
    return http::page(html::message_document(context, title, text, way_out, href), 404);
}

http::Response no_such_office(const Context& context) {
    return not_there(context, context.t("Kantor ini tidak ditemukan"),
                     context.t("Alamatnya mungkin salah ketik, atau kantornya belum dibuka di sini."), context.t("Lihat daftar kantor"),
                     "/");
}

http::Response no_office_of_yours(const Context& context) {
    return not_there(context, context.t("Akun ini tidak bekerja untuk sebuah kantor"),
                     context.t("Daftar kunjungan dibuka oleh petugas kantornya."), context.t("Ke halaman awal"), "/");
}

std::string hours_of(const Window& window) { return clock(window.opens) + "–" + clock(window.closes); }

std::string grouped(std::string_view code) {
    if (code.size() != 8) return std::string(code);
    return std::string(code.substr(0, 4)) + "-" + std::string(code.substr(4));
}

std::string typed_code(std::string_view typed) { return code_of(typed); }

std::string_view word_of(TicketState state) {
    switch (state) {
        case TicketState::booked: return msg("Belum datang");
        case TicketState::checked_in: return msg("Menunggu");
        case TicketState::called: return msg("Dipanggil");
        case TicketState::done: return msg("Selesai");
        case TicketState::no_show: return msg("Tidak datang");
        case TicketState::cancelled: return msg("Dibatalkan");
        case TicketState::left: return msg("Pergi");
    }
    return {};
}

html::Tone tone_of(TicketState state) {
    switch (state) {
        case TicketState::checked_in: return html::Tone::warning;
        case TicketState::called: return html::Tone::good;
        case TicketState::booked:
        case TicketState::done:
        case TicketState::no_show:
        case TicketState::cancelled:
        case TicketState::left: return html::Tone::info;
    }
    return html::Tone::info;
}

int places_left_online(const Window& window) {
    return std::max(0, std::min(window.quota - window.taken, window.online_quota - window.online_taken));
}

std::string_view first_name(std::string_view name) { return name.substr(0, name.find(' ')); }

void phone_field(Markup& out, const Context& context, const html::FormState& state, std::string_view hint, Asked asked) {
    html::text_field(out, context,
                     {.name = "telepon",
                      .label = context.t("Nomor telepon"),
                      .hint = hint,
                      .value = state.value("telepon"),
                      .error = state.error("telepon"),
                      .type = "tel",
                      .inputmode = "tel",
                      .autocomplete = asked == Asked::must_tell ? "tel" : "",
                      .width = 20,
                      .optional = asked == Asked::may_tell});
}

void write_days(Markup& out, const Context& context, const std::vector<WindowView>& windows, Date today, std::string_view choose) {
    for (auto at = windows.begin(); at != windows.end();) {
        const auto date = at->window.date;
        out << "<h2>"_html << day_heading(context, date, today) << "</h2><ul class=\"ways\">"_html;
        for (; at != windows.end() && at->window.date == date; ++at) write_slot(out, context, *at, choose);
        out << "</ul>"_html;
    }
}

std::optional<Window> first_free(const std::vector<WindowView>& windows, WindowId but_not) {
    for (const auto& [window, state] : windows) {
        if (state == WindowState::open && window.id != but_not) return window;
    }
    return {};
}

void write_at_the_counter(Markup& out, const Context& context, const office::Office& office) {
    Markup body;
    body << "<p>"_html << context.t("Datang pada jam pelayanan dan bawa KTP. Petugas mencocokkannya, lalu memberi nomor hari itu juga.")
         << "</p><p>"_html << office.name;
    if (!office.address.empty()) body << ", "_html << office.address;
    body << "</p><p><a"_html;
    body.attribute("href"_html, "/kantor/" + office.code);
    body << ">"_html << context.t("Jam pelayanan kantor") << "</a></p>"_html;
    html::notice(out, html::Tone::info, context.t("Ambil nomor di loket dengan KTP"), body);
}

std::optional<Context> as_holder(sql::Transaction& tx, const http::Request& request, const Context& context,
                                 registration::ApplicationId application) {
    if (!application) return {};
    if (context.actor.kind == ActorKind::applicant && context.actor.applicant == application.value) return context;
    for (const auto& one : registration::files_on_phone(tx, context, request.cookie(registration::file_cookie))) {
        if (one.id != application) continue;
        Context holder = context;
        holder.actor = {.kind = ActorKind::applicant, .applicant = application.value, .permissions = {Permission::hold_application}};
        return holder;
    }
    return {};
}

}  // namespace booking
