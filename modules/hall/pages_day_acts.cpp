#include <algorithm>

#include "base/nik.hpp"
#include "base/text.hpp"
#include "base/whole.hpp"
#include "modules/booking/actions_kiosk.hpp"
#include "modules/booking/pages_pieces.hpp"
#include "modules/booking/rules.hpp"
#include "modules/hall/actions_merge.hpp"
#include "modules/hall/pages.hpp"
#include "modules/hall/pages_day.hpp"
#include "modules/hall/rules.hpp"
#include "modules/registration/actions.hpp"
#include "modules/registration/actions_counter.hpp"
#include "platform/sql/sql.hpp"

// What an officer does with the list of the day: scan, call, hold, pass over, finish.
namespace hall {

namespace {

constexpr std::size_t small = 4 * 1024;
constexpr std::int64_t counter_cookie_s = 90 * 24 * 3600;

// --- scanning ---

// "A-23", "a23": the number as people say it, of today.
std::optional<TicketId> labelled(const Day& hall, std::string_view typed) {
    auto said = text::upper(text::trim(typed));
    std::erase(said, '-');
    std::erase(said, ' ');
    if (said.size() < 2 || said.size() > 5) return {};
    const auto number = text::whole(std::string_view(said).substr(1));
    if (!number) return {};
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

std::vector<http::Route> day_act_routes() {
    using enum http::Method;
    using http::Rate;
    return {{post, "/loket/pindai", post_scan, Permission::check_in, Rate::write, small},
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
