#include <algorithm>
#include <charconv>
#include <map>

#include "base/nik.hpp"
#include "base/text.hpp"
#include "modules/booking/actions_hall.hpp"
#include "modules/booking/actions_kiosk.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/booking/rules.hpp"
#include "modules/hall/actions.hpp"
#include "modules/hall/actions_merge.hpp"
#include "modules/hall/actions_room.hpp"
#include "modules/hall/pages.hpp"
#include "modules/hall/rules.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions.hpp"
#include "modules/registration/actions_counter.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// The list of the day: who is here, who is called, and one person at a time on the right.
namespace hall {

namespace {

using booking::day_entry;
using booking::DayEntry;
using booking::Ticket;
using booking::TicketId;
using booking::TicketState;

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

std::string counter_of(const http::Request& request) { return counter_from(request.cookie(counter_cookie)); }

struct Day {
    office::Office office;
    Date today;
    Date date;
    std::vector<office::Service> services;
    std::vector<DayEntry> list;
    std::vector<Place> places;          // of today, with those who came with a number for another day
    std::map<std::int64_t, int> turns;  // of those who wait: the how many-eth to be called
    std::vector<Counter> counters;
    std::optional<DayEntry> chosen;
    std::string counter;
    Policy policy;
    Room room;
    std::optional<Outlook> outside;  // the chosen person waits outside
    Instant now;
    bool may_serve{};
    bool may_check_in{};
    html::FormState state;  // of the chosen person's form

    const Place* place(TicketId ticket) const {
        const auto found = std::ranges::find(places, ticket, &Place::ticket);
        return found == places.end() ? nullptr : &*found;
    }
};

std::optional<Day> hall_of(const http::Request& request, const Context& context, std::optional<Date> date = {},
                           std::optional<TicketId> chosen = {}) {
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

// On the desk one word is enough: "AK-1".
std::string short_name(const Context& context, const Day& hall, std::string_view code) {
    return code == "ak1" ? "AK-1" : service_name(context, hall, code);
}

std::string page_of(const Day& hall) { return hall.date == hall.today ? "/loket" : "/loket/hari?tanggal=" + hall.date.iso(); }

std::string page_of(const Day& hall, TicketId ticket) {
    const auto page = page_of(hall);
    return page + (page.find('?') == std::string::npos ? "?" : "&") + "nomor=" + ticket.text();
}

// --- the list on the left ---

// How somebody stands, as the clerk says it: the hall's word where there is one.
struct Standing {
    int group{};  // below, in order
    std::string_view word;
    html::Tone tone{html::Tone::info};
};

constexpr std::string_view group_titles[] = {msg("Dipanggil"),  msg("Ditahan di loket"), msg("Menunggu"),
                                             msg("Disisihkan"), msg("Belum datang"),     msg("Sudah selesai")};

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

// --- one person on the right ---

std::string ticket_path(const DayEntry& entry, std::string_view verb) {
    return "/loket/tiket/" + entry.ticket.id.text() + "/" + std::string(verb);
}

void write_file_link(Markup& out, const Context& context, const DayEntry& entry, html::ButtonKind kind) {
    // A number from the kiosk for an AK-1: the person is here, the file is not yet.
    if (!entry.ticket.application && entry.ticket.service == "ak1" && context.may(Permission::edit_application))
        return html::link_button(out, context.t("Berkas baru"), "/loket/baru", kind, "F8");
    if (!entry.ticket.application || !context.may(Permission::see_person)) return;
    html::link_button(out, context.t("Buka berkas"), "/loket/berkas/" + entry.ticket.application.text(), kind, "F8");
}

void write_outcomes(Markup& out, const Context& context, const DayEntry& entry, std::string_view service) {
    if (entry.ticket.application && service == entry.ticket.service) return;  // an AK-1 closes with the decision
    out << "<h3>"_html << context.t("Selesai dengan hasil") << "</h3>"_html;
    html::form_open(out, context, ticket_path(entry, "selesai"));
    int key = 0;
    for (const auto& one : booking::outcomes(service))
        html::button(out, context.t(one.label), html::ButtonKind::secondary, std::to_string(++key), "hasil", one.code);
    html::form_close(out);
}

// What is not done every day, and says why: the reason stands with the officer's name where the manager reads it.
void write_exceptions(Markup& out, const Context& context, const Day& hall, const DayEntry& entry, const Place& place) {
    using enum html::ButtonKind;
    out << "<h3>"_html << context.t("Lewati, sisihkan, pindahkan") << "</h3>"_html;
    if (hall.state.error("pesanan").empty()) html::error_summary(out, context, hall.state);
    html::form_open(out, context, ticket_path(entry, "langkah"));
    html::text_field(out, context,
                     {.name = "alasan",
                      .label = context.t("Alasan"),
                      .hint = context.t("Dibaca kepala kantor bersama nama Anda. Jangan tulis penyakit atau rahasia."),
                      .value = hall.state.value("alasan"),
                      .error = hall.state.error("alasan"),
                      .max_length = 200});
    if (place.state == PlaceState::waiting)
        html::button(out, context.t("Panggil di luar urutan"), secondary, "Alt+u", "langkah", "panggil");
    html::button(out, context.t("Lewati"), secondary, "Alt+l", "langkah", "lewati");
    html::button(out, context.t("Sisihkan dulu"), secondary, "Alt+j", "langkah", "sisihkan");
    std::vector<html::Option> options{{"", std::string(context.t("Pilih layanan")), ""}};
    for (const auto& service : hall.services) {
        if (service.offered && service.code != place.service)
            options.push_back({service.code, std::string(booking::name_of(context, service)), ""});
    }
    html::select(out, context,
                 {.name = "layanan",
                  .label = context.t("Pindahkan ke layanan"),
                  .hint = context.t("Waktu datangnya tetap dihitung."),
                  .value = hall.state.value("layanan"),
                  .error = hall.state.error("layanan")},
                 options);
    html::button(out, context.t("Pindahkan"), secondary, "Alt+s", "langkah", "pindahkan");
    html::form_close(out);
}

std::string_view name_of(Lane lane) {
    switch (lane) {
        case Lane::none: return msg("Tanpa prioritas");
        case Lane::pregnant: return msg("Ibu hamil");
        case Lane::elderly: return msg("Lanjut usia");
        case Lane::disability: return msg("Disabilitas");
        case Lane::illness: return msg("Sakit");
    }
    return {};
}

void write_lane(Markup& out, const Context& context, const Day& hall, const DayEntry& entry, const Place& place) {
    html::details_open(out, context.t("Prioritas dan kebutuhan"));
    if (!hall.policy.lanes.empty()) {
        std::vector<html::Option> options{{"", std::string(context.t(name_of(Lane::none))), ""}};
        for (const auto lane : hall.policy.lanes) options.push_back({std::string(code(lane)), std::string(context.t(name_of(lane))), ""});
        html::form_open(out, context, ticket_path(entry, "jalur"));
        html::select(out, context,
                     {.name = "jalur",
                      .label = context.t("Jalur prioritas"),
                      .hint = context.t("Sebabnya dihapus malam ini juga."),
                      .value = std::string(code(place.lane))},
                     options);
        html::button(out, context.t("Simpan jalur prioritas"), html::ButtonKind::secondary);
        html::form_close(out);
    }
    html::link_button(out, context.t("Kebutuhan layanan"), ticket_path(entry, "kebutuhan"), html::ButtonKind::secondary, "Alt+b");
    html::details_close(out);
}

// A number from the kiosk: the KTP may show that its holder booked another one for today.
void write_merge(Markup& out, const Context& context, const Day& hall, const DayEntry& entry) {
    if (entry.ticket.application || entry.ticket.holder_name != booking::nameless || hall.date != hall.today) return;
    out << "<h3>"_html << context.t("Sudah memesan nomor lain untuk hari ini?") << "</h3>"_html;
    if (!hall.state.error("pesanan").empty()) html::error_summary(out, context, hall.state);
    html::form_open(out, context, ticket_path(entry, "gabung"));
    html::text_field(out, context,
                     {.name = "pesanan",
                      .label = context.t("Kode, nomor, atau NIK pemesan"),
                      .hint = context.t("Cocokkan nama dengan KTP. Yang datang lebih dulu tetap berlaku, yang lain berakhir."),
                      .value = hall.state.value("pesanan"),
                      .error = hall.state.error("pesanan"),
                      .autocomplete = "off",
                      .width = 20,
                      .max_length = 24});
    html::button(out, context.t("Gabungkan nomor"), html::ButtonKind::secondary, "Alt+g");
    html::form_close(out);
}

void write_in_hall(Markup& out, const Context& context, const Day& hall, const DayEntry& entry, const Place& place) {
    using enum html::ButtonKind;
    switch (place.state) {
        case PlaceState::waiting:
            html::post_button(out, context, ticket_path(entry, "panggil"), context.t("Panggil"), primary, "F4");
            write_file_link(out, context, entry, secondary);
            html::post_button(out, context, ticket_path(entry, "pergi"), context.t("Sudah pergi"), secondary, "F9");
            write_merge(out, context, hall, entry);
            write_lane(out, context, hall, entry, place);
            write_exceptions(out, context, hall, entry, place);
            return;
        case PlaceState::called:
            write_file_link(out, context, entry, primary);
            html::post_button(out, context, ticket_path(entry, "ulang"), context.t("Panggil lagi"), secondary, "F4");
            html::post_button(out, context, ticket_path(entry, "tahan"), context.t("Tahan di loket"), secondary, "F6");
            html::post_button(out, context, ticket_path(entry, "tunggu"), context.t("Kembali menunggu"), secondary, "Alt+m");
            html::post_button(out, context, ticket_path(entry, "pergi"), context.t("Sudah pergi"), secondary, "F9");
            if (place.called_at && hall.now.seconds - place.called_at->seconds <= undo_within_s)
                html::post_button(out, context, ticket_path(entry, "batal-panggil"), context.t("Salah panggil, batalkan"), warning, "F7");
            write_merge(out, context, hall, entry);
            write_outcomes(out, context, entry, place.service);
            write_exceptions(out, context, hall, entry, place);
            return;
        case PlaceState::held:
            html::post_button(out, context, ticket_path(entry, "lanjut"), context.t("Lanjutkan"), primary, "F4");
            write_file_link(out, context, entry, secondary);
            html::post_button(out, context, ticket_path(entry, "pergi"), context.t("Sudah pergi"), secondary, "F9");
            write_outcomes(out, context, entry, place.service);
            return;
        case PlaceState::parked:
        case PlaceState::skipped:
            if (hall.policy.screening && !place.called_at && place.announcements == 0)
                html::link_button(out, context.t("Ukur suhu"), ticket_path(entry, "kebutuhan"), secondary, "Alt+b");
            html::post_button(out, context, ticket_path(entry, "kembali"), context.t("Kembalikan ke antrean"), primary, "F4");
            html::post_button(out, context, ticket_path(entry, "pergi"), context.t("Sudah pergi"), secondary, "F9");
            return;
        case PlaceState::gone: write_file_link(out, context, entry, secondary); return;
    }
}

void write_acts(Markup& out, const Context& context, const Day& hall, const DayEntry& entry) {
    using enum html::ButtonKind;
    switch (entry.ticket.state) {
        case TicketState::booked:
        case TicketState::no_show:
            if (!hall.may_check_in) return;
            if (entry.date != hall.today) {
                html::notice(out, html::Tone::warning,
                             fill(context.t("Nomor ini untuk {hari}"), {{"hari", long_date(context.language, entry.date)}}),
                             context.t("Orangnya dapat diterima hari ini; dipanggil bersama yang datang tanpa janji, dan kepala "
                                       "kantor melihatnya."));
                html::form_open(out, context, ticket_path(entry, "hadir"));
                html::hidden(out, "hari-lain", "ya");
                html::button(out, context.t("Terima hari ini"), primary, "F4");
                html::form_close(out);
                return;
            }
            html::post_button(out, context, ticket_path(entry, "hadir"), context.t("Catat hadir"), primary, "F4");
            return;
        case TicketState::checked_in:
        case TicketState::called:
            if (!hall.may_serve) return;
            if (const auto* place = hall.place(entry.ticket.id)) return write_in_hall(out, context, hall, entry, *place);
            write_file_link(out, context, entry, primary);
            html::post_button(out, context, ticket_path(entry, "pergi"), context.t("Sudah pergi"), secondary, "F9");
            return;
        case TicketState::done:
        case TicketState::cancelled:
        case TicketState::left: write_file_link(out, context, entry, secondary); return;
    }
}

std::string outcome_said(const Context& context, const Ticket& ticket) {
    for (const auto& one : booking::outcomes(ticket.service)) {
        if (one.code == ticket.outcome) return std::string(context.t(one.label));
    }
    return ticket.outcome;
}

void fact(Markup& out, std::string_view label, std::string_view value) {
    if (value.empty()) return;
    out << "<div><dt>"_html << label << "</dt><dd>"_html << value << "</dd></div>"_html;
}

std::string time_said(const std::optional<Instant>& at, Zone zone) { return at ? clock(at->in(zone).time) : ""; }

// Two numbers for two services are called apart: whoever serves one sees the other.
void write_other_numbers(Markup& out, const Context& context, const Day& hall, const Ticket& ticket) {
    if (!booking::is_open(ticket.state) || ticket.holder_name == booking::nameless) return;
    const auto name = text::name_key(ticket.holder_name);
    for (const auto& one : hall.list) {
        const auto& other = one.ticket;
        if (other.id == ticket.id || !booking::is_open(other.state) || text::name_key(other.holder_name) != name) continue;
        const auto said = fill(context.t("Orang ini mungkin juga memegang nomor {nomor} ({layanan}, {keadaan}). Cocokkan dengan KTP."),
                               {{"nomor", other.label()},
                                {"layanan", short_name(context, hall, other.service)},
                                {"keadaan", std::string(context.t(standing(hall, other).word))}});
        Markup body;
        body << "<p><a"_html;
        body.attribute("href"_html, page_of(hall, other.id));
        body << ">"_html << said << "</a></p>"_html;
        html::notice(out, html::Tone::info, context.t("Nomor lain atas nama ini"), body);
    }
}

void write_chosen(Markup& out, const Context& context, const Day& hall) {
    const auto& entry = *hall.chosen;
    const auto& ticket = entry.ticket;
    // While somebody is served the keys are theirs; Esc goes back to the scanner's box.
    const auto focus = ticket.state == TicketState::called ? " tabindex=\"-1\" data-focus"_html : ""_html;
    out << "<section class=\"panel\"><h2 class=\"called-person\""_html << focus << "><span class=\"num\">"_html << ticket.label()
        << "</span> "_html << ticket.holder_name << " "_html;
    const auto stands = standing(hall, ticket);
    const auto* place = hall.place(ticket.id);
    html::tag(out, stands.tone, context.t(stands.word));
    out << "</h2><dl class=\"facts\">"_html;
    fact(out, context.t("Layanan"),
         service_name(context, hall, place ? std::string_view(place->service) : std::string_view(ticket.service)));
    if (place && !place->needs.empty()) {
        std::vector<std::string> needs;
        for (const auto need : place->needs) needs.emplace_back(context.t(name_of(need)));
        fact(out, context.t("Kebutuhan"), text::join(needs, ", "));
    }
    if (hall.outside)
        fact(out, context.t("Ruang tunggu"),
             fill(context.t("Penuh: tunggu di luar, kembali sekitar pukul {jam}"),
                  {{"jam", clock(hall.outside->come_at.in(hall.office.zone).time)}}));
    fact(out, context.t("Hari"), long_date(context.language, entry.date));
    fact(out, context.t("Jam"),
         clock(entry.opens) + "–" + clock(entry.closes) + (entry.window_name.empty() ? "" : " · " + entry.window_name));
    fact(out, context.t("Kode"), booking::grouped(ticket.code));
    fact(out, context.t("Perihal"), entry.about);
    fact(out, context.t("Hadir"), time_said(ticket.checked_in_at, hall.office.zone));
    fact(out, context.t("Dipanggil"), time_said(ticket.called_at, hall.office.zone));
    fact(out, context.t("Loket"), entry.counter);
    if (ticket.closed_at) fact(out, context.t("Selesai"), time_said(ticket.closed_at, hall.office.zone));
    if (ticket.state == TicketState::done) fact(out, context.t("Hasil"), outcome_said(context, ticket));
    out << "</dl>"_html;
    write_other_numbers(out, context, hall, ticket);
    write_acts(out, context, hall, entry);
    out << "</section>"_html;
}

// --- nobody chosen: how the day stands, and who is next ---

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

// List, numbers and forms of a day as one PDF. Opens beside the page: the paper goes to the printer, the list stays.
void write_paper_button(Markup& out, const Context& context, Date day, std::string_view label, html::ButtonKind kind,
                        std::string_view key) {
    out << "<form class=\"post-button\" method=\"post\" target=\"_blank\" action=\"/loket/hari/siapkan\">"_html;
    html::hidden(out, "_csrf", http::csrf_token(context));
    html::hidden(out, "tanggal", day.iso());
    html::button(out, label, kind, key);
    html::form_close(out);
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

http::Response day_page(const Context& context, const Day& hall, std::string_view typed = "", std::string_view error = "",
                        int status = 200) {
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

http::Response get_day(const http::Request& request, Context& context) {
    const auto hall = hall_of(request, context);
    return hall ? day_page(context, *hall) : booking::no_office_of_yours(context);
}

// --- another day: who comes, and what is prepared for it on paper ---

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

http::Response get_events(const http::Request& request, Context& context) {
    const auto date = Date::parse(request.query.text("tanggal"));
    if (!context.actor.office || !date) return booking::no_office_of_yours(context);
    return http::events("day:" + context.actor.office.text() + ":" + date->iso());
}

// --- scanning ---

// "A-23", "a23": the number as people say it, of today.
std::optional<TicketId> labelled(const Day& hall, std::string_view typed) {
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
        if (!found || booking::is_open(entry.ticket.state)) found = entry.ticket.id;
    }
    return found;
}

http::Response open_file_of(const Context& context, const Ticket& ticket) {
    if (ticket.application && context.may(Permission::see_person)) return http::see_other("/loket/berkas/" + ticket.application.text());
    return http::see_other("/loket?nomor=" + ticket.id.text());
}

http::Response post_scan(const http::Request& request, Context& context) {
    const auto typed = text::clean_line(request.form.text("kode"), 200).value_or("");
    const auto hall = hall_of(request, context);
    if (!hall) return booking::no_office_of_yours(context);
    if (typed.empty()) return http::see_other("/loket");
    const auto code = booking::typed_code(typed);
    struct Found {
        std::optional<Ticket> ticket;
        std::optional<registration::ApplicationId> application;
    };
    const auto found = context.platform.database.read([&](sql::Transaction& tx) {
        Found made;
        auto ticket = booking::find_ticket_by_code(tx, code);
        if (!ticket) {
            if (const auto id = labelled(*hall, typed)) ticket = booking::find_ticket(tx, *id);
        }
        if (ticket && ticket->office == hall->office.id) made.ticket = ticket;
        if (!made.ticket || !booking::is_open(made.ticket->state)) {
            const auto file = registration::find_application_by_code(tx, context, code);
            if (file && file->office == hall->office.id && file->state != registration::ApplicationState::draft)
                made.application = file->id;
        }
        return made;
    });
    if (found.ticket && (booking::is_open(found.ticket->state) || !found.application)) {
        if (found.ticket->state != TicketState::booked) return open_file_of(context, *found.ticket);
        const auto done = context.platform.database.write(
            [&](sql::Transaction& tx) { return booking::check_in(tx, context, found.ticket->id, booking::DayRule::booked_day_only); });
        if (done) return open_file_of(context, *done);
        return http::see_other("/loket?nomor=" + found.ticket->id.text());  // for another day: says so and asks once
    }
    if (found.application) return http::see_other("/loket/nomor?permohonan=" + found.application->text());
    return day_page(context, *hall, typed, context.t("Kode ini tidak ditemukan di kantor ini. Periksa lagi, atau cari namanya di daftar."),
                    422);
}

// --- one step of one ticket ---

http::Response after(const http::Request& request, Context& context, const Result<Ticket, booking::Refusal>& done) {
    if (done) return http::see_other("/loket?nomor=" + done->id.text());
    const auto hall = hall_of(request, context);
    if (!hall) return booking::no_office_of_yours(context);
    return http::page(html::message_document(context, context.t("Tidak jadi"), context.t(booking::sentence(done.error())),
                                             context.t("Kembali ke daftar"), "/loket"),
                      done.error() == booking::Refusal::no_such_ticket ? 404 : 409);
}

http::Response post_present(const http::Request& request, Context& context) {
    const auto rule = request.form.text("hari-lain") == "ya" ? booking::DayRule::any_day : booking::DayRule::booked_day_only;
    return after(request, context, context.platform.database.write([&](sql::Transaction& tx) {
        return booking::check_in(tx, context, request.path_id<TicketId>(0), rule);
    }));
}

// One act of the officer on one ticket; refused ones say why, at the field where there is one.
http::Response after_act(const http::Request& request, Context& context, const Result<Place, Refusal>& done) {
    if (done) return http::see_other(done->state == PlaceState::gone ? std::string("/loket") : "/loket?nomor=" + done->ticket.text());
    const auto why = done.error();
    auto hall = hall_of(request, context, {}, request.path_id<TicketId>(0));
    if (!hall) return booking::no_office_of_yours(context);
    if (why == Refusal::no_such_ticket || !hall->chosen) {
        return http::page(
            html::message_document(context, context.t("Tidak jadi"), context.t(sentence(why)), context.t("Kembali ke daftar"), "/loket"),
            why == Refusal::no_such_ticket ? 404 : 409);
    }
    hall->state.typed = request.form;
    hall->state.refuse(why == Refusal::no_such_service ? "layanan" : "alasan", context.t(sentence(why)));
    return day_page(context, *hall, "", "", why == Refusal::reason_missing || why == Refusal::no_such_service ? 422 : 409);
}

using Verb = Result<Place, Refusal> (*)(sql::Transaction& tx, const Context& context, TicketId ticket);
template <Verb verb>
http::Response post_act(const http::Request& request, Context& context) {
    return after_act(request, context, context.platform.database.write([&](sql::Transaction& tx) {
        return verb(tx, context, request.path_id<TicketId>(0));
    }));
}

// Whoever calls sits at this machine's counter, also on the first call of the morning.
Seat seat_of(sql::Transaction& tx, const http::Request& request, const Context& context) {
    const auto number = counter_of(request);
    if (!number.empty()) {
        const auto seated = sit_down(tx, context, number);
        static_cast<void>(seated);  // somebody else's counter: the call still says its number
    }
    return seat_at(tx, context, number);
}

http::Response post_call(const http::Request& request, Context& context) {
    return after_act(request, context, context.platform.database.write([&](sql::Transaction& tx) {
        return call(tx, context, seat_of(tx, request, context), request.path_id<TicketId>(0), "");
    }));
}

http::Response post_resume(const http::Request& request, Context& context) {
    return after_act(request, context, context.platform.database.write([&](sql::Transaction& tx) {
        return resume(tx, context, seat_of(tx, request, context), request.path_id<TicketId>(0));
    }));
}

http::Response post_step(const http::Request& request, Context& context) {
    const auto what = request.form.text("langkah");
    const auto reason = request.form.text("alasan");
    const auto id = request.path_id<TicketId>(0);
    return after_act(request, context, context.platform.database.write([&](sql::Transaction& tx) -> Result<Place, Refusal> {
        if (what == "panggil") return call(tx, context, seat_of(tx, request, context), id, reason);
        if (what == "lewati") return skip(tx, context, id, reason);
        if (what == "sisihkan") return park(tx, context, id, reason);
        if (what == "pindahkan") return transfer(tx, context, id, request.form.text("layanan"), reason);
        return Refusal::wrong_state;
    }));
}

// "A-012", the code, or the holder's NIK, of a booked number of today; empty when none, or more than one, is meant.
std::optional<TicketId> booked_number(sql::Transaction& tx, const Context& context, const Day& hall, std::string_view typed) {
    const auto wanted = booking::code_of(typed);
    const auto nik = Nik::parse(typed);
    const auto files =
        nik ? registration::applications_of_nik(tx, context, hall.office.id, *nik) : std::vector<registration::ApplicationId>{};
    const auto is_meant = [&](const Ticket& ticket) {
        if (nik) return ticket.application && std::ranges::find(files, ticket.application) != files.end();
        return !wanted.empty() && (ticket.code == wanted || booking::code_of(ticket.label()) == wanted);
    };
    std::optional<TicketId> found;
    for (const auto& entry : hall.list) {
        const auto& ticket = entry.ticket;
        if (ticket.holder_name == booking::nameless || !booking::is_open(ticket.state) || !is_meant(ticket)) continue;
        if (found) return {};
        found = ticket.id;
    }
    return found;
}

http::Response post_merge(const http::Request& request, Context& context) {
    const auto id = request.path_id<TicketId>(0);
    auto hall = hall_of(request, context, {}, id);
    if (!hall) return booking::no_office_of_yours(context);
    const auto merged = context.platform.database.write([&](sql::Transaction& tx) -> Result<Place, Refusal> {
        const auto named = booked_number(tx, context, *hall, request.form.text("pesanan"));
        if (!named) return Refusal::not_one_person;
        return merge_numbers(tx, context, id, *named);
    });
    if (merged || merged.error() != Refusal::not_one_person || !hall->chosen) return after_act(request, context, merged);
    hall->state.typed = request.form;
    hall->state.refuse("pesanan", context.t(sentence(merged.error())));
    return day_page(context, *hall, "", "", 422);
}

http::Response post_lane(const http::Request& request, Context& context) {
    const auto lane = parse_lane(request.form.text("jalur"));
    return after_act(request, context, context.platform.database.write([&](sql::Transaction& tx) -> Result<Place, Refusal> {
        if (!lane) return Refusal::no_such_lane;
        return give_lane(tx, context, request.path_id<TicketId>(0), *lane);
    }));
}

http::Response post_left(const http::Request& request, Context& context) {
    const auto id = request.path_id<TicketId>(0);
    const bool in_hall = context.platform.database.read([&](sql::Transaction& tx) { return find_place(tx, id).has_value(); });
    if (in_hall) return post_act<mark_left>(request, context);
    return after(request, context,
                 context.platform.database.write([&](sql::Transaction& tx) { return booking::mark_left(tx, context, id); }));
}

http::Response post_done(const http::Request& request, Context& context) {
    return after_act(request, context, context.platform.database.write([&](sql::Transaction& tx) {
        return finish(tx, context, request.path_id<TicketId>(0), request.form.text("hasil"));
    }));
}

http::Response post_call_next(const http::Request& request, Context& context) {
    const auto called = context.platform.database.write(
        [&](sql::Transaction& tx) { return call_next(tx, context, seat_of(tx, request, context), request.query.text("layanan")); });
    if (called) return http::see_other("/loket?nomor=" + called->ticket.text());
    if (called.error() == Refusal::nobody_waits) return http::see_other("/loket");
    const auto hall = hall_of(request, context);
    if (!hall) return booking::no_office_of_yours(context);
    // Somebody is at this counter already: that person is shown.
    for (const auto& place : hall->places) {
        if (place.state == PlaceState::called && place.counter_number == hall->counter)
            return http::see_other("/loket?nomor=" + place.ticket.text());
    }
    return http::page(html::message_document(context, context.t("Tidak jadi"), context.t(sentence(called.error())),
                                             context.t("Kembali ke daftar"), "/loket"),
                      409);
}

http::Response post_counter(const http::Request& request, Context& context) {
    const auto typed = request.form.text("loket");
    const auto number = counter_from(typed);
    if (!number.empty()) {
        const auto seated = context.platform.database.write([&](sql::Transaction& tx) { return sit_down(tx, context, number); });
        if (!seated) {
            auto hall = hall_of(request, context);
            if (!hall) return booking::no_office_of_yours(context);
            hall->state.typed = request.form;
            hall->state.refuse("loket", context.t(sentence(seated.error())));
            return day_page(context, *hall, "", "", 422);
        }
    }
    return http::see_other("/loket").with_cookie({std::string(counter_cookie), number, counter_cookie_s});
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
            {post, "/loket/panggil", post_call_next, Permission::serve_visit, Rate::write, small},
            {post, "/loket/tiket/{ticket}/hadir", post_present, Permission::check_in, Rate::write, small},
            {post, "/loket/tiket/{ticket}/panggil", post_call, Permission::serve_visit, Rate::write, small},
            {post, "/loket/tiket/{ticket}/ulang", post_act<recall>, Permission::serve_visit, Rate::write, small},
            {post, "/loket/tiket/{ticket}/batal-panggil", post_act<undo_call>, Permission::serve_visit, Rate::write, small},
            {post, "/loket/tiket/{ticket}/tahan", post_act<hold>, Permission::serve_visit, Rate::write, small},
            {post, "/loket/tiket/{ticket}/lanjut", post_resume, Permission::serve_visit, Rate::write, small},
            {post, "/loket/tiket/{ticket}/tunggu", post_act<wait_again>, Permission::serve_visit, Rate::write, small},
            {post, "/loket/tiket/{ticket}/kembali", post_act<bring_back>, Permission::serve_visit, Rate::write, small},
            {post, "/loket/tiket/{ticket}/langkah", post_step, Permission::serve_visit, Rate::write, small},
            {post, "/loket/tiket/{ticket}/gabung", post_merge, Permission::serve_visit, Rate::write, small},
            {post, "/loket/tiket/{ticket}/jalur", post_lane, Permission::serve_visit, Rate::write, small},
            {post, "/loket/tiket/{ticket}/pergi", post_left, Permission::serve_visit, Rate::write, small},
            {post, "/loket/tiket/{ticket}/selesai", post_done, Permission::serve_visit, Rate::write, small}};
}

}  // namespace hall
