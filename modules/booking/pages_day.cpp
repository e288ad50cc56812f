#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "modules/booking/actions_hall.hpp"
#include "modules/booking/pages.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/booking/rules.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// The list of the day: who is here, who is called, and one person at a time on the right.
namespace booking {

namespace {

constexpr std::string_view counter_cookie = "loket";  // which counter this machine stands at
constexpr std::int64_t counter_cookie_s = 90 * 24 * 3600;
constexpr std::size_t small = 4 * 1024;

// Letters and digits, as a cookie may hold: "2", "3A".
std::string counter_from(std::string_view typed) {
    std::string counter;
    for (const char c : text::upper(typed)) {
        if (counter.size() < 6 && ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))) counter += c;
    }
    return counter;
}

std::string counter_of(const http::Request& request) {
    return counter_from(request.cookie(http::cookie_name(request, counter_cookie)));
}

struct Hall {
    office::Office office;
    Date today;
    Date date;
    std::vector<office::Service> services;
    std::vector<DayEntry> list;
    std::optional<DayEntry> chosen;
    std::string counter;
    bool may_serve{};
    bool may_check_in{};
};

std::optional<Hall> hall_of(const http::Request& request, const Context& context, std::optional<Date> date = {}) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Hall> {
        auto office = office::find_office(tx, context.actor.office);
        if (!office) return {};
        const auto today = context.local(office->zone).date;
        Hall hall{.office = std::move(*office), .today = today, .date = date.value_or(today)};
        hall.services = office::services(tx, hall.office.id);
        hall.list = day_list(tx, context, hall.office.id, hall.date);
        if (const auto id = TicketId::parse(request.query.text("nomor"))) hall.chosen = day_entry(tx, context, *id);
        hall.counter = counter_of(request);
        hall.may_serve = context.may(Permission::serve_visit);
        hall.may_check_in = context.may(Permission::check_in);
        return hall;
    });
}

std::string service_name(const Context& context, const Hall& hall, std::string_view code) {
    const auto found = std::ranges::find(hall.services, code, &office::Service::code);
    return found == hall.services.end() ? std::string(code) : std::string(name_of(context, *found));
}

// On the desk one word is enough: "AK-1".
std::string short_name(const Context& context, const Hall& hall, std::string_view code) {
    return code == "ak1" ? "AK-1" : service_name(context, hall, code);
}

std::string page_of(const Hall& hall) {
    return hall.date == hall.today ? "/loket" : "/loket/hari?tanggal=" + hall.date.iso();
}

std::string page_of(const Hall& hall, TicketId ticket) {
    const auto page = page_of(hall);
    return page + (page.find('?') == std::string::npos ? "?" : "&") + "nomor=" + ticket.text();
}

// --- the list on the left ---

struct Group {
    std::string_view title;
    std::vector<TicketState> states;
};

void write_row(Markup& out, const Context& context, const Hall& hall, const DayEntry& entry) {
    const auto& ticket = entry.ticket;
    out << "<li><a"_html;
    out.attribute("href"_html, page_of(hall, ticket.id));
    if (hall.chosen && hall.chosen->ticket.id == ticket.id) out << " aria-current=\"true\""_html;
    out << "><span class=\"number\">"_html << ticket.label() << "</span><span class=\"name\">"_html
        << ticket.holder_name << "</span><span class=\"detail\">"_html << clock(entry.opens) << " · "_html
        << short_name(context, hall, ticket.service);
    if (entry.date != hall.date) out << " · "_html << day_and_date(context.language, entry.date);
    if (ticket.state == TicketState::called && !entry.counter.empty())
        out << " · "_html << fill(context.t("loket {loket}"), {{"loket", entry.counter}});
    out << "</span>"_html;
    html::tag(out, tone_of(ticket.state), context.t(word_of(ticket.state)));
    out << "</a></li>"_html;
}

void write_list(Markup& out, const Context& context, const Hall& hall) {
    const std::vector<Group> groups{
        {msg("Dipanggil"), {TicketState::called}},
        {msg("Menunggu"), {TicketState::checked_in}},
        {msg("Belum datang"), {TicketState::booked}},
        {msg("Sudah selesai"), {TicketState::done, TicketState::left, TicketState::no_show, TicketState::cancelled}}};
    if (hall.list.empty()) {
        html::empty_state(out, context.t("Orang yang mengambil nomor untuk hari ini akan tampil di sini."),
                          context.t("Yang datang tanpa nomor diberi nomor di loket."));
        return;
    }
    out << "<div data-list>"_html;
    for (const auto& group : groups) {
        Markup rows;
        int count = 0;
        for (const auto& entry : hall.list) {
            if (std::ranges::find(group.states, entry.ticket.state) == group.states.end()) continue;
            write_row(rows, context, hall, entry);
            ++count;
        }
        if (count == 0) continue;
        out << "<h2>"_html << context.t(group.title) << " <span class=\"muted num\">"_html << count
            << "</span></h2><ul class=\"rows\">"_html << rows << "</ul>"_html;
    }
    out << "</div>"_html;
}

// --- one person on the right ---

std::string ticket_path(const DayEntry& entry, std::string_view verb) {
    return "/loket/tiket/" + entry.ticket.id.text() + "/" + std::string(verb);
}

void write_file_link(Markup& out, const Context& context, const DayEntry& entry, html::ButtonKind kind) {
    if (!entry.ticket.application || !context.may(Permission::see_person)) return;
    html::link_button(out, context.t("Buka berkas"), "/loket/berkas/" + entry.ticket.application.text(), kind, "F8");
}

void write_outcomes(Markup& out, const Context& context, const DayEntry& entry) {
    if (entry.ticket.application) return;  // an AK-1 closes with the decision
    out << "<h3>"_html << context.t("Selesai dengan hasil") << "</h3>"_html;
    html::form_open(out, context, ticket_path(entry, "selesai"));
    int key = 0;
    for (const auto& one : outcomes(entry.ticket.service))
        html::button(out, context.t(one.label), html::ButtonKind::secondary, std::to_string(++key), "hasil", one.code);
    html::form_close(out);
}

void write_acts(Markup& out, const Context& context, const Hall& hall, const DayEntry& entry) {
    using enum html::ButtonKind;
    switch (entry.ticket.state) {
        case TicketState::booked:
        case TicketState::no_show:
            if (!hall.may_check_in) return;
            if (entry.date != hall.today) {
                html::notice(
                    out, html::Tone::warning,
                    fill(context.t("Nomor ini untuk {hari}"), {{"hari", long_date(context.language, entry.date)}}),
                    context.t("Orangnya dapat diterima hari ini; dipanggil sesudah yang lain, dan kepala kantor "
                              "melihatnya."));
                html::form_open(out, context, ticket_path(entry, "hadir"));
                html::hidden(out, "hari-lain", "ya");
                html::button(out, context.t("Terima hari ini"), primary, "F4");
                html::form_close(out);
                return;
            }
            html::post_button(out, context, ticket_path(entry, "hadir"), context.t("Catat hadir"), primary, "F4");
            return;
        case TicketState::checked_in:
            if (!hall.may_serve) return;
            html::post_button(out, context, ticket_path(entry, "panggil"), context.t("Panggil"), primary, "F4");
            write_file_link(out, context, entry, secondary);
            html::post_button(out, context, ticket_path(entry, "pergi"), context.t("Sudah pergi"), secondary, "F9");
            return;
        case TicketState::called:
            if (!hall.may_serve) return;
            write_file_link(out, context, entry, primary);
            html::post_button(out, context, ticket_path(entry, "hadir"), context.t("Tidak menyahut, kembali menunggu"),
                              secondary, "F6");
            html::post_button(out, context, ticket_path(entry, "pergi"), context.t("Sudah pergi"), secondary, "F9");
            write_outcomes(out, context, entry);
            return;
        case TicketState::done:
        case TicketState::cancelled:
        case TicketState::left: write_file_link(out, context, entry, secondary); return;
    }
}

std::string outcome_said(const Context& context, const Ticket& ticket) {
    for (const auto& one : outcomes(ticket.service)) {
        if (one.code == ticket.outcome) return std::string(context.t(one.label));
    }
    return ticket.outcome;
}

void fact(Markup& out, std::string_view label, std::string_view value) {
    if (value.empty()) return;
    out << "<div><dt>"_html << label << "</dt><dd>"_html << value << "</dd></div>"_html;
}

std::string time_said(const std::optional<Instant>& at, Zone zone) { return at ? clock(at->in(zone).time) : ""; }

void write_chosen(Markup& out, const Context& context, const Hall& hall) {
    const auto& entry = *hall.chosen;
    const auto& ticket = entry.ticket;
    // While somebody is served the keys are theirs; Esc goes back to the scanner's box.
    const auto focus = ticket.state == TicketState::called ? " tabindex=\"-1\" data-focus"_html : ""_html;
    out << "<section class=\"panel\"><h2 class=\"called-person\""_html << focus << "><span class=\"num\">"_html
        << ticket.label() << "</span> "_html << ticket.holder_name << " "_html;
    html::tag(out, tone_of(ticket.state), context.t(word_of(ticket.state)));
    out << "</h2><dl class=\"facts\">"_html;
    fact(out, context.t("Layanan"), service_name(context, hall, ticket.service));
    fact(out, context.t("Hari"), long_date(context.language, entry.date));
    fact(out, context.t("Jam"),
         clock(entry.opens) + "–" + clock(entry.closes) + (entry.window_name.empty() ? "" : " · " + entry.window_name));
    fact(out, context.t("Kode"), grouped(ticket.code));
    fact(out, context.t("Perihal"), entry.about);
    fact(out, context.t("Hadir"), time_said(ticket.checked_in_at, hall.office.zone));
    fact(out, context.t("Dipanggil"), time_said(ticket.called_at, hall.office.zone));
    fact(out, context.t("Loket"), entry.counter);
    if (ticket.closed_at) fact(out, context.t("Selesai"), time_said(ticket.closed_at, hall.office.zone));
    if (ticket.state == TicketState::done) fact(out, context.t("Hasil"), outcome_said(context, ticket));
    out << "</dl>"_html;
    write_acts(out, context, hall, entry);
    out << "</section>"_html;
}

// --- nobody chosen: how the day stands, and who is next ---

void write_standing(Markup& out, const Context& context, const Hall& hall) {
    out << "<section class=\"panel\"><h2>"_html << context.t("Panggil berikutnya") << "</h2>"_html;
    int key = 1;
    bool nobody = true;
    for (const auto& service : hall.services) {
        int waiting = 0;
        int coming = 0;
        for (const auto& entry : hall.list) {
            if (entry.ticket.service != service.code) continue;
            waiting += entry.ticket.state == TicketState::checked_in;
            coming += entry.ticket.state == TicketState::booked;
        }
        if (waiting + coming == 0) continue;
        nobody = false;
        out << "<div class=\"toolbar\"><span><strong>"_html << short_name(context, hall, service.code)
            << "</strong> <span class=\"muted\">"_html
            << fill(context.t("{menunggu} menunggu, {nanti} belum datang"),
                    {{"menunggu", std::to_string(waiting)}, {"nanti", std::to_string(coming)}})
            << "</span></span><div class=\"end\">"_html;
        if (waiting > 0 && hall.may_serve && hall.date == hall.today && key <= 3) {
            // F2, F4, F7: those that browsers leave alone.
            constexpr std::string_view keys[] = {"F2", "F4", "F7"};
            html::post_button(out, context, "/loket/panggil/" + service.code, context.t("Panggil berikutnya"),
                              key == 1 ? html::ButtonKind::primary : html::ButtonKind::secondary, keys[key - 1]);
            ++key;
        }
        out << "</div></div>"_html;
    }
    if (nobody) out << "<p class=\"muted\">"_html << context.t("Belum ada yang menunggu.") << "</p>"_html;
    out << "</section>"_html;

    out << "<section class=\"panel\"><h2>"_html << context.t("Loket ini") << "</h2>"_html;
    html::form_open(out, context, "/loket/meja");
    html::text_field(out, context,
                     {.name = "loket",
                      .label = context.t("Nomor loket"),
                      .hint = context.t("Disebut saat memanggil, disimpan di komputer ini."),
                      .value = hall.counter,
                      .width = 5,
                      .max_length = 6});
    html::button(out, context.t("Simpan"), html::ButtonKind::secondary);
    html::form_close(out);
    out << "</section>"_html;
}

// List, numbers and forms of a day as one PDF. Opens beside the page: the paper goes to the printer, the list stays.
void write_paper_button(Markup& out, const Context& context, Date day, std::string_view label, html::ButtonKind kind, std::string_view key) {
    out << "<form class=\"post-button\" method=\"post\" target=\"_blank\" action=\"/loket/hari/siapkan\">"_html;
    html::hidden(out, "_csrf", http::csrf_token(context));
    html::hidden(out, "tanggal", day.iso());
    html::button(out, label, kind, key);
    html::form_close(out);
}

void write_toolbar(Markup& out, const Context& context, const Hall& hall, std::string_view typed,
                   std::string_view error) {
    out << "<div class=\"toolbar\"><h1>"_html << long_date(context.language, hall.date)
        << "</h1><span class=\"end\">"_html;
    if (hall.may_check_in)
        html::link_button(out, context.t("Nomor tanpa janji"), "/loket/nomor", html::ButtonKind::secondary, "Alt+n");
    if (hall.may_check_in)
        write_paper_button(out, context, hall.date + 1, context.t("Kertas untuk besok"), html::ButtonKind::secondary, "Alt+p");
    html::link_button(out, context.t("Hari lain"), "/loket/hari?tanggal=" + (hall.date + 1).iso(),
                      html::ButtonKind::secondary, "Alt+h");
    out << "</span></div>"_html;
    if (!hall.may_check_in || hall.date != hall.today) return;
    html::form_open(out, context, "/loket/pindai");
    out << "<div class=\"govuk-form-group\"><label class=\"govuk-label\" for=\"kode\">"_html << html::icon("scan-line")
        << " "_html << context.t("Pindai atau ketik kode, lalu Enter") << "</label>"_html;
    if (!error.empty()) out << "<p class=\"govuk-error-message\" id=\"kode-error\">"_html << error << "</p>"_html;
    out << "<input class=\"govuk-input scan\" id=\"kode\" name=\"kode\" data-scan autocomplete=\"off\" spellcheck=\"false\" maxlength=\"200\""_html;
    out.attribute("value"_html, typed).attribute("aria-describedby"_html, error.empty() ? "" : "kode-error");
    out << "></div>"_html;
    html::form_close(out);
}

http::Response day_page(const Context& context, const Hall& hall, std::string_view typed = "",
                        std::string_view error = "", int status = 200) {
    Markup out;
    write_toolbar(out, context, hall, typed, error);
    out << "<div class=\"split\""_html;
    out.attribute("data-events"_html, "/loket/peristiwa?tanggal=" + hall.date.iso());
    out << "><div>"_html;
    write_list(out, context, hall);
    out << "</div><div>"_html;
    if (hall.chosen)
        write_chosen(out, context, hall);
    else
        write_standing(out, context, hall);
    out << "</div></div>"_html;
    auto frame = desk_frame(hall.office, std::string(context.t("Daftar kunjungan")), "/loket");
    return http::page(html::document(context, frame, out), status);
}

http::Response get_day(const http::Request& request, Context& context) {
    const auto hall = hall_of(request, context);
    return hall ? day_page(context, *hall) : no_office_of_yours(context);
}

// --- another day: who comes, and what is prepared for it on paper ---

void write_preparation(Markup& out, const Context& context, const Hall& hall, const std::vector<WindowView>& windows) {
    const auto day = hall.date.iso();
    out << "<section class=\"panel\"><h2>"_html << context.t("Untuk hari ini di kertas") << "</h2><p>"_html
        << context.t(
               "Bila listrik atau jaringan mati, daftar dan nomor di kertas tetap jalan. Masukkan sesudahnya dengan "
               "jam aslinya.")
        << "</p>"_html;
    if (hall.may_check_in) {
        write_paper_button(out, context, hall.date, context.t("Cetak daftar, nomor kertas, dan AK/II kosong (PDF)"), html::ButtonKind::primary, "F2");
    }
    html::link_button(out, context.t("Daftar di layar"), "/loket/hari/cetak?tanggal=" + day,
                      html::ButtonKind::secondary);
    html::link_button(out, context.t("Masukkan nomor kertas"), "/loket/susulan?tanggal=" + day,
                      html::ButtonKind::secondary, "Alt+k");
    out << "</section>"_html;
    if (windows.empty() || !hall.may_check_in) return;
    std::vector<html::Option> options;
    for (const auto& [window, state] : windows) {
        if (state == WindowState::over) continue;
        options.push_back({window.id.text(), hours_of(window) + ", " + short_name(context, hall, window.service), ""});
    }
    if (options.empty()) return;
    out << "<section class=\"panel\"><h2>"_html << context.t("Sisihkan nomor untuk kertas") << "</h2>"_html;
    html::form_open(out, context, "/loket/hari/kertas");
    html::hidden(out, "tanggal", day);
    html::select(out, context, {.name = "jadwal", .label = context.t("Jadwal")}, options);
    html::text_field(
        out, context,
        {.name = "jumlah", .label = context.t("Berapa nomor"), .value = "20", .inputmode = "numeric", .width = 4});
    html::button(out, context.t("Sisihkan"), html::ButtonKind::secondary);
    html::form_close(out);
    out << "</section>"_html;
}

http::Response get_other_day(const http::Request& request, Context& context) {
    const auto asked = Date::parse(request.query.text("tanggal"));
    const auto hall = hall_of(request, context, asked);
    if (!hall) return no_office_of_yours(context);
    if (hall->date == hall->today && !request.query.has("siap")) return http::see_other("/loket");
    const auto windows = context.platform.database.read(
        [&](sql::Transaction& tx) { return day_windows(tx, context, hall->office.id, hall->date); });
    const auto at = [](Date day) { return "/loket/hari?tanggal=" + day.iso(); };
    Markup out;
    out << "<div class=\"toolbar\"><h1>"_html << long_date(context.language, hall->date)
        << "</h1><span class=\"end\">"_html;
    html::link_button(out, context.t("Sehari sebelumnya"), at(hall->date - 1), html::ButtonKind::secondary, "PageUp");
    html::link_button(out, context.t("Sehari sesudahnya"), at(hall->date + 1), html::ButtonKind::secondary, "PageDown");
    html::link_button(out, context.t("Hari ini"), "/loket", html::ButtonKind::secondary, "Alt+h");
    out << "</span></div><div class=\"split\"><div>"_html;
    write_list(out, context, *hall);
    out << "</div><div>"_html;
    if (hall->chosen)
        write_chosen(out, context, *hall);
    else
        write_preparation(out, context, *hall, windows);
    out << "</div></div>"_html;
    auto frame =
        desk_frame(hall->office, long_date(context.language, hall->date), "/loket/hari?tanggal=" + hall->date.iso());
    return http::page(html::document(context, frame, out));
}

http::Response get_events(const http::Request& request, Context& context) {
    const auto date = Date::parse(request.query.text("tanggal"));
    if (!context.actor.office || !date) return no_office_of_yours(context);
    return http::events("day:" + context.actor.office.text() + ":" + date->iso());
}

// --- scanning ---

// "A-23", "a23": the number as people say it, of today.
std::optional<TicketId> labelled(const Hall& hall, std::string_view typed) {
    auto said = text::upper(text::trim(typed));
    std::erase(said, '-');
    std::erase(said, ' ');
    int number = 0;
    if (said.size() < 2 || said.size() > 5) return {};
    const auto [end, error] = std::from_chars(said.data() + 1, said.data() + said.size(), number);
    if (error != std::errc{} || end != said.data() + said.size()) return {};
    std::optional<TicketId> found;
    for (const auto& entry : hall.list) {
        if (entry.ticket.letter != said.front() || entry.ticket.number != number) continue;
        // Morning and afternoon may both have an A-003: the one who is still expected.
        if (!found || is_open(entry.ticket.state)) found = entry.ticket.id;
    }
    return found;
}

http::Response open_file_of(const Context& context, const Ticket& ticket) {
    if (ticket.application && context.may(Permission::see_person))
        return http::see_other("/loket/berkas/" + ticket.application.text());
    return http::see_other("/loket?nomor=" + ticket.id.text());
}

http::Response post_scan(const http::Request& request, Context& context) {
    const auto typed = text::clean_line(request.form.text("kode"), 200).value_or("");
    const auto hall = hall_of(request, context);
    if (!hall) return no_office_of_yours(context);
    if (typed.empty()) return http::see_other("/loket");
    const auto code = typed_code(typed);
    struct Found {
        std::optional<Ticket> ticket;
        std::optional<registration::ApplicationId> application;
    };
    const auto found = context.platform.database.read([&](sql::Transaction& tx) {
        Found made;
        auto ticket = find_ticket_by_code(tx, code);
        if (!ticket) {
            if (const auto id = labelled(*hall, typed)) ticket = find_ticket(tx, *id);
        }
        if (ticket && ticket->office == hall->office.id) made.ticket = ticket;
        if (!made.ticket || !is_open(made.ticket->state)) {
            const auto file = registration::find_application_by_code(tx, context, code);
            if (file && file->office == hall->office.id && file->state != registration::ApplicationState::draft)
                made.application = file->id;
        }
        return made;
    });
    if (found.ticket && (is_open(found.ticket->state) || !found.application)) {
        if (found.ticket->state != TicketState::booked) return open_file_of(context, *found.ticket);
        const auto done = context.platform.database.write(
            [&](sql::Transaction& tx) { return check_in(tx, context, found.ticket->id, DayRule::booked_day_only); });
        if (done) return open_file_of(context, *done);
        return http::see_other("/loket?nomor=" + found.ticket->id.text());  // for another day: says so and asks once
    }
    if (found.application) return http::see_other("/loket/nomor?permohonan=" + found.application->text());
    return day_page(context, *hall, typed,
                    context.t("Kode ini tidak ditemukan di kantor ini. Periksa lagi, atau cari namanya di daftar."),
                    422);
}

// --- one step of one ticket ---

http::Response after(const http::Request& request, Context& context, const Result<Ticket, Refusal>& done) {
    if (done) return http::see_other("/loket?nomor=" + done->id.text());
    const auto hall = hall_of(request, context);
    if (!hall) return no_office_of_yours(context);
    return http::page(html::message_document(context, context.t("Tidak jadi"), context.t(sentence(done.error())),
                                             context.t("Kembali ke daftar"), "/loket"),
                      done.error() == Refusal::no_such_ticket ? 404 : 409);
}

http::Response post_present(const http::Request& request, Context& context) {
    const auto rule = request.form.text("hari-lain") == "ya" ? DayRule::any_day : DayRule::booked_day_only;
    return after(request, context, context.platform.database.write([&](sql::Transaction& tx) {
        return check_in(tx, context, request.path_id<TicketId>(0), rule);
    }));
}

http::Response post_call(const http::Request& request, Context& context) {
    return after(request, context, context.platform.database.write([&](sql::Transaction& tx) {
        return call(tx, context, request.path_id<TicketId>(0), counter_of(request));
    }));
}

http::Response post_left(const http::Request& request, Context& context) {
    return after(request, context, context.platform.database.write([&](sql::Transaction& tx) {
        return mark_left(tx, context, request.path_id<TicketId>(0));
    }));
}

http::Response post_done(const http::Request& request, Context& context) {
    const auto done = context.platform.database.write([&](sql::Transaction& tx) {
        return close_visit(tx, context, request.path_id<TicketId>(0), request.form.text("hasil"));
    });
    if (done) return http::see_other("/loket");  // ready for the next person
    return after(request, context, done);
}

http::Response post_call_next(const http::Request& request, Context& context) {
    const auto ticket = context.platform.database.write([&](sql::Transaction& tx) -> std::optional<Ticket> {
        const auto office = office::find_office(tx, context.actor.office);
        if (!office) return {};
        return call_next(tx, context, office->id, request.path_value(0), context.local(office->zone).date,
                         counter_of(request));
    });
    return http::see_other(ticket ? "/loket?nomor=" + ticket->id.text() : std::string("/loket"));
}

http::Response post_counter(const http::Request& request, Context&) {
    return http::see_other("/loket").with_cookie(
        {std::string(counter_cookie), counter_from(request.form.text("loket")), counter_cookie_s});
}

}  // namespace

std::vector<http::Route> day_routes() {
    using enum http::Method;
    using http::Rate;
    return {{get, "/loket", get_day, Permission::see_day_list},
            {get, "/loket/hari", get_other_day, Permission::see_day_list},
            {get, "/loket/peristiwa", get_events, Permission::see_day_list},
            {post, "/loket/pindai", post_scan, Permission::check_in, Rate::write, small},
            {post, "/loket/meja", post_counter, Permission::see_day_list, Rate::write, small},
            {post, "/loket/panggil/{service}", post_call_next, Permission::serve_visit, Rate::write, small},
            {post, "/loket/tiket/{ticket}/hadir", post_present, Permission::check_in, Rate::write, small},
            {post, "/loket/tiket/{ticket}/panggil", post_call, Permission::serve_visit, Rate::write, small},
            {post, "/loket/tiket/{ticket}/pergi", post_left, Permission::serve_visit, Rate::write, small},
            {post, "/loket/tiket/{ticket}/selesai", post_done, Permission::serve_visit, Rate::write, small}};
}

}  // namespace booking
