#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/booking/rules.hpp"
#include "modules/hall/pages.hpp"
#include "modules/hall/pages_day.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// The list of the day: who is here, who is called, and who is next.
namespace hall {

std::string counter_from(std::string_view typed) {
    std::string counter;
    for (const char c : text::upper(typed)) {
        if (counter.size() < 6 && ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))) counter += c;
    }
    return counter;
}

std::string counter_of(const http::Request& request) { return counter_from(request.cookie(counter_cookie)); }

std::optional<Day> hall_of(const http::Request& request, const Context& context, std::optional<Date> date, std::optional<TicketId> chosen) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Day> {
        auto office = office::find_office(tx, context.actor.office);
        if (!office) return {};
        const auto today = context.local(office->zone).date;
        Day hall{.office = std::move(*office), .today = today, .date = date.value_or(today)};
        hall.services = office::services(tx, hall.office.id);
        hall.list = booking::day_list(tx, context, hall.office.id, hall.date);
        hall.places = places(tx, hall.office.id, hall.date);
        hall.policy = policy(tx, hall.office.id, today);
        hall.room = room(tx, hall.office.id, today);
        int turn = 0;
        for (const auto& place : line_up(tx, hall.office.id, hall.date)) hall.turns[place.ticket.value] = ++turn;
        hall.counters = counters(tx, hall.office.id);
        if (!chosen) chosen = TicketId::parse(request.query.text("nomor"));
        if (chosen) hall.chosen = day_entry(tx, context, *chosen);
        if (const auto seen = hall.chosen ? outlook(tx, context, hall.chosen->ticket.id) : std::nullopt; seen && !seen->inside)
            hall.outside = seen;
        hall.counter = counter_of(request);
        hall.now = context.now;
        hall.may_serve = context.may(Permission::serve_visit);
        hall.may_check_in = context.may(Permission::check_in);
        return hall;
    });
}

std::string service_name(const Context& context, const Day& hall, std::string_view code) {
    const auto found = std::ranges::find(hall.services, code, &office::Service::code);
    return found == hall.services.end() ? std::string(code) : std::string(booking::name_of(context, *found));
}

std::string short_name(const Context& context, const Day& hall, std::string_view code) {
    return code == "ak1" ? "AK-1" : service_name(context, hall, code);
}

std::string page_of(const Day& hall) { return hall.date == hall.today ? "/loket" : "/loket/hari?tanggal=" + hall.date.iso(); }

std::string page_of(const Day& hall, TicketId ticket) {
    const auto page = page_of(hall);
    return page + (page.find('?') == std::string::npos ? "?" : "&") + "nomor=" + ticket.text();
}

// --- the list on the left ---

Standing standing(const Day& hall, const Ticket& ticket) {
    const auto word = booking::word_of(ticket.state);
    const auto tone = booking::tone_of(ticket.state);
    switch (ticket.state) {
        case TicketState::called: return {0, word, tone};
        case TicketState::checked_in: break;
        case TicketState::booked: return {4, word, tone};
        case TicketState::done:
        case TicketState::left:
        case TicketState::no_show:
        case TicketState::cancelled: return {5, word, tone};
    }
    const auto* place = hall.place(ticket.id);
    if (!place) return {2, word, tone};
    switch (place->state) {
        case PlaceState::held: return {1, msg("Ditahan"), html::Tone::good};
        case PlaceState::parked: return {3, msg("Diparkir"), html::Tone::info};
        case PlaceState::skipped: return {3, msg("Dilewati"), html::Tone::info};
        case PlaceState::waiting:
        case PlaceState::called:
        case PlaceState::gone: return {2, word, tone};
    }
    return {2, word, tone};
}

std::string_view name_of(Need need) {
    switch (need) {
        case Need::large_print: return msg("Huruf besar");
        case Need::sign_language: return msg("Bahasa isyarat");
        case Need::wheelchair: return msg("Kursi roda");
        case Need::companion: return msg("Pendamping");
    }
    return {};
}

namespace {

constexpr std::string_view group_titles[] = {msg("Dipanggil"),  msg("Ditahan di loket"), msg("Menunggu"),
                                             msg("Disisihkan"), msg("Belum datang"),     msg("Sudah selesai")};

void write_row(Markup& out, const Context& context, const Day& hall, const DayEntry& entry, const Standing& stands) {
    const auto& ticket = entry.ticket;
    const auto* place = hall.place(ticket.id);
    out << "<li><a"_html;
    out.attribute("href"_html, page_of(hall, ticket.id));
    if (hall.chosen && hall.chosen->ticket.id == ticket.id) out << " aria-current=\"true\""_html;
    out << "><span class=\"number\">"_html << ticket.label() << "</span><span class=\"name\">"_html << ticket.holder_name
        << "</span><span class=\"detail\">"_html << clock(entry.opens) << " · "_html
        << short_name(context, hall, place ? std::string_view(place->service) : std::string_view(ticket.service));
    if (place && stands.group == 2 && place->line == Line::priority) out << " · "_html << context.t("Prioritas");
    if (place && stands.group == 2 && !place->is_inside) out << " · "_html << context.t("di luar");
    if (place && stands.group == 2) {
        for (const auto need : place->needs) out << " · "_html << context.t(name_of(need));
    }
    if (entry.date != hall.date) out << " · "_html << day_and_date(context.language, entry.date);
    if (stands.group < 2 && place && !place->counter_number.empty())
        out << " · "_html << fill(context.t("loket {loket}"), {{"loket", place->counter_number}});
    out << "</span>"_html;
    html::tag(out, stands.tone, context.t(stands.word));
    out << "</a></li>"_html;
}

}  // namespace

void write_list(Markup& out, const Context& context, const Day& hall) {
    if (hall.list.empty()) {
        html::empty_state(out, context.t("Orang yang mengambil nomor untuk hari ini akan tampil di sini."),
                          context.t("Yang datang tanpa nomor diberi nomor di loket."));
        return;
    }
    // Those who wait stand in the order in which they will be called.
    std::vector<const DayEntry*> entries;
    for (const auto& entry : hall.list) entries.push_back(&entry);
    const auto turn = [&](const DayEntry* entry) {
        const auto found = hall.turns.find(entry->ticket.id.value);
        return found == hall.turns.end() ? 0 : found->second;
    };
    std::ranges::stable_sort(entries, [&](const auto* a, const auto* b) { return turn(a) < turn(b); });
    out << "<div data-list>"_html;
    for (int group = 0; group < 6; ++group) {
        Markup rows;
        int count = 0;
        for (const auto* entry : entries) {
            const auto stands = standing(hall, entry->ticket);
            if (stands.group != group) continue;
            write_row(rows, context, hall, *entry, stands);
            ++count;
        }
        if (count == 0) continue;
        out << "<h2>"_html << context.t(group_titles[group]) << " <span class=\"muted num\">"_html << count
            << "</span></h2><ul class=\"rows\">"_html << rows << "</ul>"_html;
    }
    out << "</div>"_html;
}

// --- nobody chosen: how the day stands, and who is next ---

namespace {

void write_next(Markup& out, const Context& context, const Day& hall) {
    const bool may_call = hall.may_serve && hall.date == hall.today;
    out << "<section class=\"panel\"><h2>"_html << context.t("Panggil berikutnya") << "</h2>"_html;
    if (hall.room.limit > 0 && hall.date == hall.today)
        out << "<p>"_html
            << fill(context.t("Di dalam: {dalam} dari {batas}. Di luar: {luar}."), {{"dalam", std::to_string(hall.room.inside)},
                                                                                    {"batas", std::to_string(hall.room.limit)},
                                                                                    {"luar", std::to_string(hall.room.outside)}})
            << "</p>"_html;
    bool nobody = true;
    if (may_call && !hall.turns.empty()) {
        const auto first = std::ranges::find(hall.turns, 1, [](const auto& one) { return one.second; });
        const auto* place = hall.place({first->first});
        if (place) out << "<p>"_html << fill(context.t("Giliran berikutnya: {nomor}."), {{"nomor", place->label}}) << "</p>"_html;
        html::post_button(out, context, "/loket/panggil", context.t("Panggil berikutnya"), html::ButtonKind::primary, "F2");
    }
    for (const auto& service : hall.services) {
        int waiting = 0;
        int coming = 0;
        for (const auto& entry : hall.list) {
            const auto* place = hall.place(entry.ticket.id);
            if ((place ? place->service : entry.ticket.service) != service.code) continue;
            waiting += place && place->state == PlaceState::waiting;
            coming += entry.ticket.state == TicketState::booked;
        }
        if (waiting + coming == 0) continue;
        nobody = false;
        out << "<div class=\"toolbar\"><span><strong>"_html << short_name(context, hall, service.code)
            << "</strong> <span class=\"muted\">"_html
            << fill(context.t("{menunggu} menunggu, {nanti} belum datang"),
                    {{"menunggu", std::to_string(waiting)}, {"nanti", std::to_string(coming)}})
            << "</span></span><div class=\"end\">"_html;
        if (waiting > 0 && may_call)
            html::post_button(out, context, "/loket/panggil?layanan=" + service.code, context.t("Panggil dari layanan ini"),
                              html::ButtonKind::secondary);
        out << "</div></div>"_html;
    }
    if (nobody) out << "<p class=\"muted\">"_html << context.t("Belum ada yang menunggu.") << "</p>"_html;
    out << "</section>"_html;
}

void write_seat(Markup& out, const Context& context, const Day& hall) {
    out << "<section class=\"panel\"><h2>"_html << context.t("Loket ini") << "</h2>"_html;
    html::form_open(out, context, "/loket/meja");
    html::text_field(out, context,
                     {.name = "loket",
                      .label = context.t("Nomor loket"),
                      .hint = context.t("Disebut saat memanggil, disimpan di komputer ini."),
                      .value = hall.state.errors.empty() ? hall.counter : hall.state.value("loket"),
                      .error = hall.state.error("loket"),
                      .width = 5,
                      .max_length = 6});
    html::button(out, context.t("Simpan"), html::ButtonKind::secondary);
    html::form_close(out);
    Markup others;
    for (const auto& one : hall.counters) {
        if (!one.officer) continue;
        others << "<li>"_html << fill(context.t("Loket {loket}"), {{"loket", one.number}}) << ": "_html << one.officer_name << "</li>"_html;
    }
    if (!others.empty()) out << "<ul>"_html << others << "</ul>"_html;
    if (hall.may_serve && hall.date == hall.today)
        html::link_button(out, context.t("Tutup loket"), "/loket/tutup", html::ButtonKind::secondary, "Alt+t");
    out << "</section>"_html;
}

void write_standing(Markup& out, const Context& context, const Day& hall) {
    write_next(out, context, hall);
    write_seat(out, context, hall);
}

void write_toolbar(Markup& out, const Context& context, const Day& hall, std::string_view typed, std::string_view error) {
    out << "<div class=\"toolbar\"><h1>"_html << long_date(context.language, hall.date) << "</h1><div class=\"end\">"_html;
    if (hall.may_check_in) html::link_button(out, context.t("Nomor tanpa janji"), "/loket/nomor", html::ButtonKind::secondary, "Alt+n");
    if (hall.may_check_in)
        write_paper_button(out, context, hall.date + 1, context.t("Kertas untuk besok"), html::ButtonKind::secondary, "Alt+p");
    html::link_button(out, context.t("Hari lain"), "/loket/hari?tanggal=" + (hall.date + 1).iso(), html::ButtonKind::secondary, "Alt+h");
    out << "</div></div>"_html;
    if (!hall.may_check_in || hall.date != hall.today) return;
    html::form_open(out, context, "/loket/pindai");
    out << "<div class=\"govuk-form-group\"><label class=\"govuk-label\" for=\"kode\">"_html << html::icon("scan-line") << " "_html
        << context.t("Pindai atau ketik kode, lalu Enter") << "</label>"_html;
    if (!error.empty()) out << "<p class=\"govuk-error-message\" id=\"kode-error\">"_html << error << "</p>"_html;
    out << "<input class=\"govuk-input scan\" id=\"kode\" name=\"kode\" data-scan autocomplete=\"off\" spellcheck=\"false\" maxlength=\"200\""_html;
    out.attribute("value"_html, typed).attribute("aria-describedby"_html, error.empty() ? "" : "kode-error");
    out << "></div>"_html;
    html::form_close(out);
}

}  // namespace

void write_paper_button(Markup& out, const Context& context, Date day, std::string_view label, html::ButtonKind kind,
                        std::string_view key) {
    out << "<form class=\"post-button\" method=\"post\" target=\"_blank\" action=\"/loket/hari/siapkan\">"_html;
    html::hidden(out, "_csrf", http::csrf_token(context));
    html::hidden(out, "tanggal", day.iso());
    html::button(out, label, kind, key);
    html::form_close(out);
}

http::Response day_page(const Context& context, const Day& hall, std::string_view typed, std::string_view error, int status) {
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
    auto frame = booking::desk_frame(hall.office, std::string(context.t("Daftar kunjungan")), "/loket");
    return http::page(html::document(context, frame, out), status);
}

namespace {

http::Response get_day(const http::Request& request, Context& context) {
    const auto hall = hall_of(request, context);
    return hall ? day_page(context, *hall) : booking::no_office_of_yours(context);
}

http::Response get_events(const http::Request& request, Context& context) {
    const auto date = Date::parse(request.query.text("tanggal"));
    if (!context.actor.office || !date) return booking::no_office_of_yours(context);
    return http::events("day:" + context.actor.office.text() + ":" + date->iso());
}

}  // namespace

std::vector<http::Route> day_routes() {
    using enum http::Method;
    return {{get, "/loket", get_day, Permission::see_day_list}, {get, "/loket/peristiwa", get_events, Permission::see_day_list}};
}

}  // namespace hall
