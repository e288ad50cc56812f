#include "base/text.hpp"
#include "modules/booking/actions_merge.hpp"
#include "modules/booking/actions_moved.hpp"
#include "modules/booking/pages.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/booking/rules.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions_file.hpp"
#include "platform/calendar_files/ical.hpp"
#include "platform/html/barcode.hpp"
#include "platform/html/components.hpp"
#include "platform/html/parts.hpp"
#include "platform/http/limits.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

namespace booking {

namespace {

constexpr std::int64_t file_cookie_s = 180 * 24 * 3600;

struct Seen {  // everything the page says, read at once
    TicketView view;
    office::Office office;
    std::optional<Context> holder;  // this phone has opened the file behind the ticket
    std::optional<office::Service> service;
    std::vector<office::DocumentRequirement> papers;  // of an AK-1 that is still to come
    LocalTime now;
    Markup waiting;  // what the hall says to who waits
    std::optional<MovedView> moved;
    bool earlier_offered{};
};

std::optional<Seen> seen(sql::Transaction& tx, const http::Request& request, const Context& context, std::string_view code) {
    auto view = ticket_view(tx, code);
    if (!view) return {};
    auto office = office::find_office(tx, view->ticket.office);
    if (!office) return {};
    auto holder = as_holder(tx, request, context, view->ticket.application);
    Seen made{.view = std::move(*view), .office = std::move(*office), .holder = std::move(holder)};
    const auto& ticket = made.view.ticket;
    made.now = context.local(made.office.zone);
    made.service = find_service(tx, ticket.office, ticket.service);
    if (ticket.state == TicketState::booked && ticket.application) made.papers = office::document_requirements(tx, ticket.office);
    if (is_open(ticket.state)) {
        made.waiting = html::parts("ticket", tx, context, ticket.id.value);
        made.moved = moved_view(tx, context, ticket.id);
        made.earlier_offered = return_view(tx, context, ticket.id).has_value();
    }
    return made;
}

// Codes are long, but a program that tries them should not be quick either.
http::Response unknown_code(const http::Request& request, const Context& context) {
    static http::Limits attempts;
    if (context.platform.limits) {
        const int wait = attempts.seconds_to_wait(request.address, http::Rate::login, context.now.seconds * 1000);
        if (wait > 0) {
            return http::page(html::message_document(context, context.t("Terlalu banyak kode yang tidak dikenal"),
                                                     fill(context.t("Tunggu {detik} detik, lalu ketik kodenya dengan teliti."),
                                                          {{"detik", std::to_string(wait)}}),
                                                     context.t("Ke halaman awal"), "/"),
                              429)
                .with_header("Retry-After", std::to_string(wait));
        }
    }
    return not_there(context, context.t("Nomor antrean ini tidak ditemukan"),
                     context.t("Periksa kodenya: delapan huruf dan angka. Bila kode hilang, tunjukkan KTP di loket."),
                     context.t("Ke halaman awal"), "/");
}

std::string page_path(const Ticket& ticket) { return "/tiket/" + ticket.code; }

// "Rabu, 25 November 2026"; the hours stand below it, with the zone.
std::string hours_with_zone(const Seen& seen) { return hours_of(seen.view.window) + " " + std::string(name(seen.office.zone)); }

std::string place_of(const Seen& seen) { return seen.view.window.place.empty() ? seen.office.name : seen.view.window.place; }

// --- the card ---

void fact(Markup& out, std::string_view label, std::string_view value) {
    if (value.empty()) return;
    out << "<div><dt>"_html << label << "</dt><dd>"_html << value << "</dd></div>"_html;
}

// The one thing to do next, in one sentence.
std::string next_step(const Context& context, const Seen& seen) {
    const auto& ticket = seen.view.ticket;
    switch (ticket.state) {
        case TicketState::booked:
            if (seen.view.window.date == seen.now.date)
                return std::string(context.t("Hari ini. Tunjukkan kode ini di loket saat Anda tiba."));
            return std::string(context.t("Datang pada hari dan jam ini, lalu tunjukkan kode ini di loket."));
        case TicketState::checked_in: return std::string(context.t("Tunggu panggilan nomor Anda."));
        case TicketState::called:
            if (seen.view.counter.empty()) return std::string(context.t("Nomor Anda dipanggil. Silakan ke loket."));
            return fill(context.t("Nomor Anda dipanggil. Silakan ke loket {loket}."), {{"loket", seen.view.counter}});
        case TicketState::done:
        case TicketState::no_show:
        case TicketState::cancelled:
        case TicketState::left: return {};
    }
    return {};
}

void write_card(Markup& out, const Context& context, const Seen& seen) {
    const auto& ticket = seen.view.ticket;
    const auto& window = seen.view.window;
    html::card_open(out, fill(context.t("{nama}, nomor antrean Anda"), {{"nama", std::string(first_name(ticket.holder_name))}}), "tiket");
    out << "<p class=\"card-number pass-number\">"_html << ticket.label() << "</p><p class=\"card-next\">"_html << next_step(context, seen)
        << "</p>"_html << seen.waiting << "<dl class=\"card-facts\">"_html;
    fact(out, context.t("Hari"), long_date(context.language, window.date));
    fact(out, context.t("Jam"), hours_with_zone(seen));
    fact(out, context.t("Tempat"), place_of(seen));
    if (seen.service) fact(out, context.t("Layanan"), name_of(context, *seen.service));
    out << "</dl><hr class=\"card-cut\"><div class=\"pass-code\">"_html
        << html::qr_svg(context.platform.public_url + page_path(ticket), context.t("Kode QR nomor antrean ini")) << "<div><p>"_html
        << context.t("Kode") << "</p><p class=\"card-code\">"_html << grouped(ticket.code) << "</p></div>"_html
        << html::code128_svg(ticket.code, context.t("Kode batang nomor antrean ini")) << "</div>"_html;
    html::card_close(out);
}

// --- what is said around the card ---

void write_news(Markup& out, const Context& context, const Seen& seen) {
    const auto& ticket = seen.view.ticket;
    const auto& window = seen.view.window;
    if (seen.earlier_offered) {
        Markup body;
        body << "<p><a"_html;
        body.attribute("href"_html, page_path(ticket) + "/pindah");
        body << ">"_html << context.t("Lihat dan ambil tempat itu") << "</a></p>"_html;
        html::notice(out, html::Tone::good, context.t("Ada tempat lebih awal untuk Anda"), body);
    }
    if (seen.moved && !seen.moved->is_placed && seen.moved->answer != MoveAnswer::accepted &&
        seen.moved->answer != MoveAnswer::chose_again) {
        Markup body;
        body << "<p>"_html
             << fill(context.t("Kantor mengurangi kuota hari ini. Anda didahulukan begitu ada tempat. Alasannya: {alasan}."),
                     {{"alasan", seen.moved->reason}})
             << "</p><p><a"_html;
        body.attribute("href"_html, page_path(ticket) + "/pindah");
        body << ">"_html << context.t("Pilih hari lain sendiri") << "</a></p>"_html;
        html::notice(out, html::Tone::warning, context.t("Nomor Anda menunggu hari baru"), body);
    } else if (seen.view.moved && is_open(ticket.state)) {
        auto said = fill(context.t("Dulu {lama} pada {hari}. Nomor {lama} tidak berlaku lagi."),
                         {{"lama", seen.view.moved->label}, {"hari", long_date(context.language, seen.view.moved->date)}});
        if (!seen.view.moved->reason.empty()) said += " " + fill(context.t("Alasannya: {alasan}."), {{"alasan", seen.view.moved->reason}});
        const bool chose = seen.moved && seen.moved->answer == MoveAnswer::chose_again;
        Markup body;
        body << "<p>"_html << said << "</p>"_html;
        if (seen.moved && seen.moved->may_answer && !chose) {
            body << "<p><a"_html;
            body.attribute("href"_html, page_path(ticket) + "/pindah");
            body << ">"_html << context.t("Setujui, pilih hari lain, atau tunggu tempat lebih awal") << "</a></p>"_html;
        }
        html::notice(out, chose ? html::Tone::info : html::Tone::warning,
                     fill(chose ? context.t("Anda memilih {hari}") : context.t("Kantor memindahkan Anda ke {hari}"),
                          {{"hari", long_date(context.language, window.date)}}),
                     body);
    }
    if (window.suspended && ticket.state == TicketState::booked) {
        html::notice(out, html::Tone::warning, context.t("Layanan pada jadwal ini sedang dihentikan"),
                     (window.suspended_reason.empty() ? std::string() : window.suspended_reason + ". ") +
                         std::string(context.t("Nomor Anda tetap tercatat. Lihat halaman ini lagi sebelum berangkat.")));
    }
    if (ticket.other_day && is_open(ticket.state))
        html::notice(out, html::Tone::info, context.t("Anda diterima pada hari lain"),
                     context.t("Anda dipanggil bersama orang yang datang tanpa nomor."));
}

std::string outcome_of(const Context& context, const Ticket& ticket) {
    for (const auto& one : outcomes(ticket.service)) {
        if (one.code == ticket.outcome) return std::string(context.t(one.label));
    }
    return {};
}

void write_ended(Markup& out, const Context& context, const Seen& seen) {
    const auto& ticket = seen.view.ticket;
    const auto day = long_date(context.language, seen.view.window.date);
    std::string title;
    std::string said;
    bool again = true;
    switch (ticket.state) {
        case TicketState::done:
            title = context.t("Kunjungan Anda sudah selesai");
            said = outcome_of(context, ticket);
            again = false;
            break;
        case TicketState::no_show:
            title = context.t("Hari kunjungan ini sudah lewat");
            said = fill(context.t("Nomor {nomor} berlaku pada {hari}. Anda boleh mengambil nomor baru."),
                        {{"nomor", ticket.label()}, {"hari", day}});
            break;
        case TicketState::cancelled:
            if (ticket.outcome == merged_outcome) {
                title = context.t("Nomor ini digabung dengan nomor Anda yang lain");
                said = fill(context.t("Anda memegang dua nomor pada hari yang sama. Nomor {nomor} berakhir; yang datang lebih dulu tetap "
                                      "berlaku, giliran Anda tidak berubah."),
                            {{"nomor", ticket.label()}});
                again = false;
                break;
            }
            title = context.t("Nomor ini sudah dibatalkan");
            said = fill(context.t("Nomor {nomor} untuk {hari} tidak berlaku lagi. Anda boleh mengambil nomor baru."),
                        {{"nomor", ticket.label()}, {"hari", day}});
            break;
        case TicketState::left:
            title = context.t("Anda pergi sebelum dilayani");
            said = context.t("Anda boleh mengambil nomor baru kapan saja.");
            break;
        case TicketState::booked:
        case TicketState::checked_in:
        case TicketState::called: return;
    }
    out << "<h1>"_html << title << "</h1><p class=\"lead\">"_html << said << "</p>"_html;
    if (ticket.state == TicketState::done)  // the survey is feedback's, one answer a ticket
        html::link_button(out, context.t("Nilai pelayanan kami"), "/survei/" + ticket.code);
    if (ticket.application) {
        const auto file = seen.holder ? "/berkas/" + ticket.application.text() : std::string("/berkas");
        if (again)
            html::link_button(out, context.t("Pilih jadwal baru"), seen.holder ? file + "/jadwal" : file);
        else
            html::link_button(out, context.t("Buka berkas saya"), file);
    } else if (again && seen.service) {
        html::link_button(out, context.t("Ambil nomor baru"), "/kantor/" + seen.office.code + "/layanan/" + ticket.service);
    } else {
        html::link_button(out, context.t("Ke halaman kantor"), "/kantor/" + seen.office.code, html::ButtonKind::secondary);
    }
}

void write_papers(Markup& out, const Context& context, const Seen& seen) {
    const auto* service = seen.service ? &*seen.service : nullptr;
    const bool none = seen.papers.empty() && (!service || service->requirements.empty());
    if (none || seen.view.ticket.state != TicketState::booked) return;
    out << "<h2>"_html << context.t("Yang Anda bawa") << "</h2><ul>"_html;
    for (const auto& paper : seen.papers) {
        out << "<li>"_html << context.t(paper.label);
        if (!paper.mandatory) out << " <span class=\"muted\">"_html << context.t("(bila ada)") << "</span>"_html;
        out << "</li>"_html;
    }
    if (seen.papers.empty()) {
        for (const auto& line : text::split(service->requirements, '\n'))
            if (!line.empty()) out << "<li>"_html << line << "</li>"_html;
    }
    out << "</ul>"_html;
}

void write_ways(Markup& out, const Context& context, const Seen& seen) {
    const auto& ticket = seen.view.ticket;
    const auto path = page_path(ticket);
    out << "<div class=\"no-print\"><button type=\"button\" class=\"button button--secondary\" hidden data-picture=\"tiket\""_html;
    out.attribute("data-file"_html, "antrean-" + ticket.label() + ".png");
    out << ">"_html << html::icon("image") << " "_html << context.t("Simpan sebagai gambar")
        << "</button><button type=\"button\" class=\"button button--secondary\" hidden data-print>"_html << html::icon("printer")
        << " "_html << context.t("Cetak") << "</button></div><ul class=\"ways no-print\"><li><a"_html;
    out.attribute("href"_html, path + ".ics");
    out << ">"_html << html::icon("calendar-days") << "<span>"_html << context.t("Tambahkan ke kalender ponsel") << "</span></a></li>"_html;
    if (ticket.application) {
        out << "<li><a"_html;
        out.attribute("href"_html, seen.holder ? "/berkas/" + ticket.application.text() : std::string("/berkas"));
        out << ">"_html << html::icon("file-text") << "<span>"_html << context.t("Buka berkas saya") << "</span></a></li>"_html;
    }
    out << "<li><a"_html;
    out.attribute("href"_html, path);
    out << ">"_html << html::icon("refresh-cw") << "<span>"_html << context.t("Lihat keadaan terbaru") << "</span></a></li>"_html;
    if (ticket.state == TicketState::booked && ticket.application && seen.holder) {
        out << "<li><a"_html;
        out.attribute("href"_html, "/berkas/" + ticket.application.text() + "/tunggu");
        out << ">"_html << html::icon("hourglass") << "<span>"_html << context.t("Tunggu tempat yang lebih cepat")
            << "</span></a></li>"_html;
    }
    if (ticket.state == TicketState::booked) {
        out << "<li><a"_html;
        out.attribute("href"_html, path + "/batal");
        out << ">"_html << html::icon("circle-x") << "<span>"_html << context.t("Batalkan nomor ini") << "</span></a></li>"_html;
    }
    out << "</ul>"_html;
}

http::Response ticket_page(const Context& context, const Seen& seen) {
    const auto& ticket = seen.view.ticket;
    const auto path = page_path(ticket);
    Markup out;
    if (is_open(ticket.state)) {
        out << "<h1 class=\"govuk-visually-hidden\">"_html << fill(context.t("Nomor antrean {nomor}"), {{"nomor", ticket.label()}})
            << "</h1>"_html;
        write_news(out, context, seen);
        out << "<div class=\"pass\""_html;
        out.attribute("data-events"_html, path + "/peristiwa");
        out << ">"_html;
        write_card(out, context, seen);
        out << "</div>"_html;
        write_papers(out, context, seen);
        write_ways(out, context, seen);
    } else {
        write_ended(out, context, seen);
    }
    auto frame = public_frame(seen.office, fill(context.t("Nomor antrean {nomor}"), {{"nomor", ticket.label()}}), path);
    if (is_open(ticket.state)) frame.scripts = {"ticket"};
    return http::page(html::document(context, frame, out));
}

// --- the phone's calendar ---

http::Response calendar_file(const Context& context, const Seen& seen) {
    const auto& ticket = seen.view.ticket;
    const auto& window = seen.view.window;
    auto host = context.platform.public_url;
    if (const auto at = host.find("://"); at != std::string::npos) host.erase(0, at + 3);
    const bool cancelled =
        ticket.state == TicketState::cancelled || ticket.state == TicketState::no_show || ticket.state == TicketState::left;
    ical::Appointment appointment{
        .uid = "ticket-" + ticket.id.text() + "@" + host,
        .sequence = seen.view.sequence,
        .state = cancelled ? ical::State::cancelled : ical::State::confirmed,
        .title = fill(context.t("Nomor antrean {nomor}, {kantor}"), {{"nomor", ticket.label()}, {"kantor", seen.office.name}}),
        .place = window.place.empty() ? seen.office.name + ", " + seen.office.address : window.place,
        .description = fill(context.t("Kode {kode}. Tunjukkan di loket dan bawa KTP."), {{"kode", grouped(ticket.code)}}),
        .organiser = seen.office.name,
        .organiser_address = seen.office.email.empty() ? context.platform.public_url : "mailto:" + seen.office.email,
        .url = context.platform.public_url + page_path(ticket),
        .start = instant({window.date, window.opens, seen.office.zone}),
        .end = instant({window.date, window.closes, seen.office.zone}),
        .stamp = context.now,
        .zone = seen.office.zone};
    return http::bytes(ical::appointment_ics(appointment), "text/calendar; charset=utf-8", "antrean-" + ticket.label() + ".ics");
}

http::Response get_ticket(const http::Request& request, Context& context) {
    std::string_view asked = request.path_value(0);
    const bool calendar = asked.ends_with(".ics");
    if (calendar) asked.remove_suffix(4);
    const auto found = context.platform.database.read([&](sql::Transaction& tx) { return seen(tx, request, context, typed_code(asked)); });
    if (!found) return unknown_code(request, context);
    return calendar ? calendar_file(context, *found) : ticket_page(context, *found);
}

http::Response get_events(const http::Request& request, Context& context) {
    const auto view =
        context.platform.database.read([&](sql::Transaction& tx) { return ticket_view(tx, typed_code(request.path_value(0))); });
    if (!view) return unknown_code(request, context);
    // While waiting, everybody who is called before changes the page.
    if (view->ticket.state == TicketState::checked_in && !view->ticket.other_day)
        return http::events("day:" + view->ticket.office.text() + ":" + view->window.date.iso());
    return http::events("ticket:" + view->ticket.id.text());
}

// --- giving the place back ---

http::Response cancel_page(const Context& context, const Seen& seen, const html::FormState& state, int status = 200) {
    const auto& ticket = seen.view.ticket;
    const auto path = page_path(ticket);
    Markup out;
    html::error_summary(out, context, state);
    out << "<h1>"_html << fill(context.t("Batalkan nomor {nomor}?"), {{"nomor", ticket.label()}}) << "</h1><p class=\"lead\">"_html
        << fill(context.t("{hari}, {jam}. Tempat Anda diberikan kepada orang lain, dan nomor ini tidak dapat dipakai lagi."),
                {{"hari", long_date(context.language, seen.view.window.date)}, {"jam", hours_with_zone(seen)}})
        << "</p>"_html;
    html::form_open(out, context, path + "/batal");
    if (!ticket.application) {
        phone_field(out, context, state, context.t("Yang Anda isi saat mengambil nomor ini."));
    } else if (!seen.holder) {
        html::date_field(out, context,
                         {.name = "lahir",
                          .label = context.t("Tanggal lahir"),
                          .hint = context.t("Seperti pada KTP, misalnya 27 3 2004."),
                          .error = state.error("lahir"),
                          .autocomplete = "bday"},
                         state);
    }
    html::button(out, context.t("Batalkan nomor ini"), html::ButtonKind::warning);
    html::link_button(out, context.t("Tidak jadi"), path, html::ButtonKind::secondary);
    html::form_close(out);
    auto frame = public_frame(seen.office, std::string(context.t("Batalkan nomor antrean")), path + "/batal");
    return http::page(html::document(context, frame, out), status);
}

std::optional<Seen> asked_for(const http::Request& request, const Context& context) {
    return context.platform.database.read(
        [&](sql::Transaction& tx) { return seen(tx, request, context, typed_code(request.path_value(0))); });
}

http::Response get_cancel(const http::Request& request, Context& context) {
    const auto found = asked_for(request, context);
    if (!found) return unknown_code(request, context);
    if (found->view.ticket.state != TicketState::booked) return http::see_other(page_path(found->view.ticket));
    return cancel_page(context, *found, {});
}

http::Response cancel_by_visitor(const http::Request& request, const Context& context, const Seen& seen) {
    const auto& ticket = seen.view.ticket;
    html::FormState state{request.form, {}};
    context.platform.database.write([&](sql::Transaction& tx) { registration::count_attempt(tx, context, ticket.code); });
    const auto done = context.platform.database.write(
        [&](sql::Transaction& tx) { return cancel_as_visitor(tx, context, ticket.id, state.value("telepon")); });
    if (done || done.error() != Refusal::not_yours) return http::see_other(page_path(ticket));
    state.refuse("telepon", context.t("Nomor telepon ini bukan yang diisi saat mengambil nomor."));
    return cancel_page(context, seen, state, 422);
}

// Code and birth date open the file, here as anywhere else; the phone then holds it.
http::Response cancel_by_birth_date(const http::Request& request, const Context& context, const Seen& seen) {
    const auto& ticket = seen.view.ticket;
    html::FormState state{request.form, {}};
    const auto typed = html::typed_date(request.form, "lahir");
    const auto born = typed ? Date::parse(*typed) : std::nullopt;
    if (!born) {
        state.refuse("lahir", context.t("Isi tanggal lahir yang ada di kalender."));
        return cancel_page(context, seen, state, 422);
    }
    context.platform.database.write([&](sql::Transaction& tx) { registration::count_attempt(tx, context, ticket.code); });
    const auto token =
        context.platform.database.write([&](sql::Transaction& tx) { return registration::open_file(tx, context, ticket.code, *born); });
    if (!token) {
        state.refuse("lahir", context.t(registration::sentence(token.error())));
        return cancel_page(context, seen, state, token.error() == registration::Refusal::too_many_attempts ? 429 : 422);
    }
    Context holder = context;
    holder.actor = {.kind = ActorKind::applicant, .applicant = ticket.application.value, .permissions = {Permission::hold_application}};
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return cancel(tx, holder, ticket.id); });
    static_cast<void>(done);  // refused when somebody was faster: the ticket's page says what it is now
    const auto cookie = registration::cookie_with(request.cookie(registration::file_cookie), *token);
    return http::see_other(page_path(ticket)).with_cookie({std::string(registration::file_cookie), cookie, file_cookie_s});
}

http::Response post_cancel(const http::Request& request, Context& context) {
    const auto found = asked_for(request, context);
    if (!found) return unknown_code(request, context);
    const auto& ticket = found->view.ticket;
    if (ticket.state != TicketState::booked) return http::see_other(page_path(ticket));
    if (!ticket.application) return cancel_by_visitor(request, context, *found);
    if (!found->holder) return cancel_by_birth_date(request, context, *found);
    const auto done = context.platform.database.write([&](sql::Transaction& tx) { return cancel(tx, *found->holder, ticket.id); });
    static_cast<void>(done);  // refused when somebody was faster: the ticket's page says what it is now
    return http::see_other(page_path(ticket));
}

}  // namespace

std::vector<http::Route> ticket_routes() {
    using enum http::Method;
    return {http::public_page("/tiket/{code}", get_ticket),
            {get, "/tiket/{code}/peristiwa", get_events, Permission::anyone},
            {get, "/tiket/{code}/batal", get_cancel, Permission::anyone},
            {post, "/tiket/{code}/batal", post_cancel, Permission::anyone, http::Rate::login}};
}

}  // namespace booking
