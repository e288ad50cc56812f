#include <algorithm>

#include "base/phone.hpp"
#include "base/text.hpp"
#include "modules/booking/actions_quota.hpp"
#include "modules/booking/pages.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/pages.hpp"
#include "platform/html/parts.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace booking {

namespace {

constexpr int days_a_page = 7;

std::string schedule_path(const office::Office& office, std::string_view service) {
    return "/kantor/" + office.code + "/jadwal?layanan=" + std::string(service);
}

http::Response no_such_service(const Context& context, const office::Office& office) {
    return not_there(context, context.t("Layanan ini tidak ada di kantor ini"), context.t("Pilih layanan lain di halaman kantor."),
                     context.t("Ke halaman kantor"), "/kantor/" + office.code);
}

// --- the next free days ---

void write_pages(Markup& out, const Context& context, const std::string& path, Date today, Date from, int days_ahead_max) {
    const auto at = [&](Date day) { return path + "&mulai=" + day.iso(); };
    html::pagination(out, context, from + days_a_page - today <= days_ahead_max ? at(from + days_a_page) : "",
                     from > today ? at(std::max(today, from - days_a_page)) : "");
}

http::Response get_schedule(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = office_at(tx, request);
        if (!office) return no_such_office(context);
        const auto service = find_service(tx, office->id, request.query.find("layanan").value_or("ak1"));
        if (!service) return no_such_service(context, *office);
        const auto today = context.local(office->zone).date;
        const auto from = std::clamp(Date::parse(request.query.text("mulai")).value_or(today), today, today + 366);
        const auto ahead = office::parameter(tx, office->id, "booking_days_ahead_max", today).number();
        const auto list = windows(tx, context, *office, ahead, service->code, from, from + (days_a_page - 1));
        const auto path = schedule_path(*office, service->code);

        Markup out;
        out << "<h1>"_html << context.t("Jadwal dan tempat yang tersisa") << "</h1><p class=\"lead\">"_html << name_of(context, *service)
            << "</p>"_html;
        if (!service->bookable_online) {
            html::notice(out, html::Tone::info, context.t("Nomor untuk layanan ini hanya diambil di loket"),
                         context.t("Datang langsung pada jam di bawah ini dan bawa KTP."));
        } else if (service->needs_application) {
            html::link_button(out, context.t("Isi permohonan, lalu pilih jadwal"), "/kantor/" + office->code + "/ak1");
        } else {
            html::link_button(out, context.t("Ambil nomor antrean"), "/kantor/" + office->code + "/layanan/" + service->code);
        }
        if (list.empty())
            html::empty_state(out, context.t("Belum ada jadwal pada hari-hari ini."),
                              context.t("Lihat hari sesudahnya, atau tanyakan ke kantor."));
        write_days(out, context, list, today);
        if (service->needs_application) write_coming_draws(out, context, tx, *office, {});
        write_pages(out, context, path, today, from, ahead);
        out << "<p class=\"muted\">"_html << fill(context.t("Jam setempat ({zona})."), {{"zona", std::string(name(office->zone))}})
            << "</p>"_html;
        auto frame = public_frame(*office, std::string(context.t("Jadwal")) + ", " + std::string(name_of(context, *service)), path);
        frame.back_href = frame.office_href;
        frame.indexable = true;
        return http::page(html::document(context, frame, out));
    });
}

// --- the office's page, with the days on which there is still a place ---

void write_next_free_days(Markup& out, const Context& context, sql::Transaction& tx, const office::Office& office) {
    constexpr int days_shown = 3;
    const auto today = context.local(office.zone).date;
    struct FreeDay {
        Date date;
        int left{};
    };
    std::vector<FreeDay> days;
    for (const auto& [window, state] : windows(tx, context, office.id, "ak1", today, today + 30)) {
        if (state != WindowState::open) continue;
        if (days.empty() || days.back().date != window.date) {
            if (days.size() == days_shown) break;
            days.push_back({window.date, 0});
        }
        days.back().left += places_left_online(window);
    }
    out << "<h2>"_html << context.t("Hari terdekat yang masih ada tempat") << "</h2>"_html;
    if (days.empty()) {
        html::empty_state(out, context.t("Hari yang masih ada tempat akan tampil di sini."),
                          context.t("Semua jadwal sedang penuh. Coba lagi besok, atau datang langsung ke loket."));
    } else {
        out << "<ul class=\"ways\">"_html;
        for (const auto& day : days) {
            out << "<li><div class=\"ways-row\">"_html << html::icon("calendar-days") << "<span>"_html
                << long_date(context.language, day.date) << "</span><span class=\"aside\">"_html
                << fill(context.t("{jumlah} tempat lagi"), {{"jumlah", number(day.left)}}) << "</span></div></li>"_html;
        }
        out << "</ul>"_html;
    }
    out << "<p><a"_html;
    out.attribute("href"_html, schedule_path(office, "ak1"));
    out << ">"_html << context.t("Semua jadwal dan jamnya") << "</a></p>"_html;
}

// "Layanan terbatas", as long as it holds and shortly before.
void write_limits(Markup& out, const Context& context, sql::Transaction& tx, const office::Office& office) {
    constexpr int told_days_before = 7;
    const auto today = context.local(office.zone).date;
    auto limited = limits_on(tx, office.id, today);
    for (int day = 1; !limited && day <= told_days_before; ++day) limited = limits_on(tx, office.id, today + day);
    if (!limited) return;
    Markup body;
    if (!limited->limits.notice.empty()) body << "<p>"_html << limited->limits.notice << "</p>"_html;
    body << "<p>"_html
         << fill(context.t("{mulai} sampai {sampai}. Alasannya: {alasan}."), {{"mulai", long_date(context.language, limited->from)},
                                                                              {"sampai", long_date(context.language, limited->to)},
                                                                              {"alasan", limited->reason}})
         << "</p>"_html;
    std::string off;
    for (const auto& code : limited->limits.services_off) {
        const auto service = find_service(tx, office.id, code);
        if (service) off += (off.empty() ? "" : ", ") + std::string(name_of(context, *service));
    }
    if (!off.empty()) body << "<p>"_html << fill(context.t("Tidak dilayani: {layanan}."), {{"layanan", off}}) << "</p>"_html;
    if (limited->limits.screening) body << "<p>"_html << context.t("Suhu badan diperiksa saat Anda datang.") << "</p>"_html;
    html::notice(out, html::Tone::warning, context.t("Layanan terbatas"), body);
}

http::Response get_office(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = office_at(tx, request);
        if (!office) return no_such_office(context);
        Markup days;
        write_next_free_days(days, context, tx, *office);
        days << html::parts("office", tx, context, office->id.value);
        Markup out;
        write_limits(out, context, tx, *office);
        office::write_office_page(out, context, tx, *office, days);
        auto frame = public_frame(*office, office->name, "/kantor/" + office->code);
        frame.indexable = true;
        return http::page(html::document(context, frame, out));
    });
}

// --- another service: a name, a phone, a time ---

struct Visit {
    const office::Office& office;
    const office::Service& service;
    const std::vector<WindowView>& windows;
    const html::FormState& state;
    std::string notice;
    int status{200};
};

std::vector<html::Option> free_times(const Context& context, const std::vector<WindowView>& windows) {
    constexpr std::size_t offered_max = 12;  // the nearest ones; a longer list helps nobody to choose
    std::vector<html::Option> options;
    for (const auto& [window, state] : windows) {
        if (state != WindowState::open) continue;
        std::string hint = window.name;
        if (!window.place.empty()) hint += (hint.empty() ? "" : " · ") + window.place;
        options.push_back({window.id.text(), long_date(context.language, window.date) + ", " + hours_of(window), hint});
        if (options.size() == offered_max) break;
    }
    return options;
}

http::Response visit_page(const Context& context, const Visit& visit) {
    const auto& [office, service, list, state, notice, status] = visit;
    const auto path = "/kantor/" + office.code + "/layanan/" + service.code;
    Markup out;
    html::error_summary(out, context, state);
    if (!notice.empty()) html::notice(out, html::Tone::warning, context.t("Nomor belum diambil"), notice);
    out << "<h1>"_html << name_of(context, service) << "</h1>"_html;
    const auto times = free_times(context, list);
    if (!service.bookable_online) {
        html::notice(out, html::Tone::info, context.t("Nomor untuk layanan ini hanya diambil di loket"),
                     context.t("Datang langsung pada jam pelayanan dan bawa KTP."));
        html::link_button(out, context.t("Lihat jam pelayanan"), schedule_path(office, service.code), html::ButtonKind::secondary);
    } else if (times.empty()) {
        html::empty_state(out, context.t("Waktu yang masih kosong akan tampil di sini."),
                          context.t("Semua jadwal sedang penuh. Coba lagi besok, atau datang langsung ke loket."));
    } else {
        if (!service.requirements.empty()) {
            html::details_open(out, context.t("Yang perlu dibawa"));
            out << "<ul>"_html;
            for (const auto& line : text::split(service.requirements, '\n'))
                if (!line.empty()) out << "<li>"_html << line << "</li>"_html;
            out << "</ul>"_html;
            html::details_close(out);
        }
        html::form_open(out, context, path);
        html::text_field(out, context,
                         {.name = "nama",
                          .label = context.t("Nama Anda"),
                          .value = state.value("nama"),
                          .error = state.error("nama"),
                          .autocomplete = "name",
                          .max_length = 100});
        phone_field(out, context, state, context.t("Untuk memberi tahu bila jadwal berubah, dan untuk membatalkan nomor."));
        html::text_area(out, context,
                        {.name = "perihal",
                         .label = context.t("Tentang apa?"),
                         .hint = context.t("Satu kalimat sudah cukup."),
                         .value = state.value("perihal"),
                         .error = state.error("perihal"),
                         .max_length = 200,
                         .optional = true},
                        2);
        html::radios(
            out, context,
            {.name = "jadwal", .label = context.t("Kapan Anda datang?"), .value = state.value("jadwal"), .error = state.error("jadwal")},
            times);
        html::button(out, context.t("Ambil nomor antrean"));
        html::form_close(out);
    }
    if (service.bookable_online && !list.empty()) {
        out << "<p><a"_html;
        out.attribute("href"_html, path + "/tunggu");
        out << ">"_html << context.t("Hari yang Anda inginkan penuh? Masuk daftar tunggu") << "</a></p>"_html;
    }
    auto frame = public_frame(office, std::string(name_of(context, service)), path);
    frame.back_href = frame.office_href;
    return http::page(html::document(context, frame, out), status);
}

struct Asked {  // the office, the service and its windows of the coming weeks
    office::Office office;
    office::Service service;
    std::vector<WindowView> windows;
};

std::optional<Asked> asked_for(sql::Transaction& tx, const http::Request& request, const Context& context) {
    auto office = office_at(tx, request);
    if (!office) return {};
    auto service = find_service(tx, office->id, request.path_value(1));
    if (!service) return {};
    const auto today = context.local(office->zone).date;
    auto list = windows(tx, context, office->id, service->code, today, today + 30);
    return Asked{std::move(*office), std::move(*service), std::move(list)};
}

http::Response get_visit(const http::Request& request, Context& context) {
    const auto asked = context.platform.database.read([&](sql::Transaction& tx) { return asked_for(tx, request, context); });
    if (!asked) return no_such_office(context);
    if (asked->service.needs_application) return http::see_other("/kantor/" + asked->office.code + "/" + asked->service.code);
    html::FormState state;
    return visit_page(context, {asked->office, asked->service, asked->windows, state, ""});
}

http::Response post_visit(const http::Request& request, Context& context) {
    const auto asked = context.platform.database.read([&](sql::Transaction& tx) { return asked_for(tx, request, context); });
    if (!asked) return no_such_office(context);
    html::FormState state{request.form, {}};
    const auto name = text::clean_line(state.value("nama"), 100);
    if (!name)
        state.refuse("nama", context.t("Nama hanya huruf dan tanda baca, paling panjang 100 huruf."));
    else if (name->empty())
        state.refuse("nama", context.t("Isi nama Anda."));
    if (!Phone::parse(state.value("telepon")))
        state.refuse("telepon", context.t("Isi nomor telepon yang lengkap, misalnya 0812 3456 7890."));
    if (!text::clean_line(state.value("perihal"), 200))
        state.refuse("perihal", context.t("Tulis paling panjang 200 huruf, dalam satu baris."));
    const auto window = WindowId::parse(state.value("jadwal"));
    const bool offered = window && std::ranges::any_of(asked->windows, [&](const WindowView& one) { return one.window.id == *window; });
    if (!offered) state.refuse("jadwal", context.t("Pilih hari dan jam kedatangan."));
    if (!state.ok()) return visit_page(context, {asked->office, asked->service, asked->windows, state, "", 422});

    const Visitor visitor{*name, state.value("telepon"), state.value("perihal")};
    const auto ticket = context.platform.database.write(
        [&](sql::Transaction& tx) { return take_place_for_visitor(tx, context, *window, visitor, TicketChannel::online); });
    if (ticket) return http::see_other("/tiket/" + ticket->code);
    const auto again = context.platform.database.read([&](sql::Transaction& tx) { return asked_for(tx, request, context); });
    return visit_page(context,
                      {again->office, again->service, again->windows, state, std::string(context.t(sentence(ticket.error()))), 409});
}

}  // namespace

std::vector<http::Route> schedule_routes() {
    using enum http::Method;
    return {http::public_page("/kantor/{code}", get_office),
            http::public_page("/kantor/{code}/jadwal", get_schedule),
            {get, "/kantor/{code}/layanan/{service}", get_visit, Permission::anyone},
            {post, "/kantor/{code}/layanan/{service}", post_visit, Permission::anyone, http::Rate::write, 16 * 1024}};
}

}  // namespace booking
