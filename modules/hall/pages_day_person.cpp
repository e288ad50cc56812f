#include "base/text.hpp"
#include "modules/booking/actions_kiosk.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/booking/rules.hpp"
#include "modules/hall/pages_day.hpp"
#include "modules/hall/rules.hpp"
#include "platform/i18n/language.hpp"

// One person of the day's list: how they stand, and what the officer may do for them now.
namespace hall {

namespace {

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

}  // namespace

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

}  // namespace hall
