#include "modules/booking/api.hpp"

#include <nlohmann/json.hpp>

#include "modules/booking/access.hpp"
#include "modules/booking/actions.hpp"
#include "modules/booking/actions_quota.hpp"
#include "modules/booking/rules.hpp"
#include "modules/office/actions.hpp"
#include "platform/http/idempotency.hpp"

namespace booking {

namespace {

using nlohmann::json;

struct Code {
    std::string_view name;
    int status;
};

// Stable names and statuses: outsiders rely on them (contract).
Code code_of(Refusal why) {
    switch (why) {
        case Refusal::no_such_window: return {"no_such_window", 404};
        case Refusal::window_suspended: return {"window_suspended", 409};
        case Refusal::window_over: return {"window_over", 409};
        case Refusal::too_far_ahead: return {"too_far_ahead", 409};
        case Refusal::already_booked: return {"already_booked", 409};
        case Refusal::quota_full: return {"quota_full", 409};
        case Refusal::service_not_online: return {"service_not_online", 409};
        case Refusal::application_not_ready: return {"application_not_ready", 409};
        case Refusal::take_number_at_counter: return {"take_number_at_counter", 409};
        case Refusal::no_such_ticket: return {"no_such_booking", 404};
        case Refusal::not_yours: return {"no_such_booking", 404};
        case Refusal::wrong_state: return {"wrong_state", 409};
        case Refusal::not_today: return {"not_today", 409};
        case Refusal::quota_unfit: return {"quota_unfit", 422};
        case Refusal::reason_missing: return {"reason_missing", 422};
        case Refusal::plan_changed: return {"plan_changed", 409};
        case Refusal::changed_meanwhile: return {"changed_meanwhile", 409};
        case Refusal::no_such_outcome: return {"no_such_outcome", 422};
        case Refusal::field_missing: return {"field_missing", 422};
        case Refusal::no_such_change: return {"no_such_change", 404};
        case Refusal::newer_change_first: return {"newer_change_first", 409};
        case Refusal::answer_over: return {"answer_over", 409};
    }
    return {"refused", 409};
}

http::Response refused(const Context& context, Refusal why) {
    const auto code = code_of(why);
    return http::problem(code.status, code.name, context.t(sentence(why)));
}

http::Response unreadable(const Context& context) {
    return http::problem(400, "body_unreadable", context.t(msg("Isi permintaan bukan JSON yang dapat dibaca.")));
}

std::optional<json> body_of(const http::Request& request) {
    if (request.body.empty()) return json::object();
    auto body = json::parse(request.body, nullptr, /*allow_exceptions=*/false);
    if (body.is_discarded() || !body.is_object()) return {};
    return body;
}

std::string text_of(const json& body, const char* name) {
    const auto found = body.find(name);
    return found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string ticket_url(const Context& context, const Ticket& ticket) { return context.platform.public_url + "/tiket/" + ticket.code; }

json shown(sql::Transaction& tx, const Context& context, const Ticket& ticket) {
    json body{{"id", ticket.id.text()},
              {"number", ticket.number},
              {"label", ticket.label()},
              {"state", code(ticket.state)},
              {"ticket_url", ticket_url(context, ticket)}};
    if (ticket.application) body["application"] = ticket.application.text();
    if (const auto window = find_window(tx, ticket.window)) {
        const auto office = office::find_office(tx, window->office);
        const auto zone = office ? office->zone : Zone::wib;
        body["window"] = {{"id", window->id.text()},
                          {"date", window->date.iso()},
                          {"opens", instant({window->date, window->opens, zone}).rfc3339(zone)},
                          {"closes", instant({window->date, window->closes, zone}).rfc3339(zone)},
                          {"place", window->place}};
    }
    return body;
}

// Written while the writer waits for it, in the busiest minute of the day: put together as text. Nothing in it needs escaping.
http::Response booked(const Context& context, const Ticket& ticket) {
    return http::json(R"({"id":")" + ticket.id.text() + R"(","label":")" + ticket.label() + R"(","number":)" +
                          std::to_string(ticket.number) + R"(,"ticket_url":")" + ticket_url(context, ticket) + R"("})",
                      201);
}

http::Response get_windows(const http::Request& request, Context& context) {
    const auto from = Date::parse(request.query.text("from"));
    const auto to = Date::parse(request.query.text("to"));
    std::vector<http::FieldProblem> problems;
    const auto ask_date = std::string(context.t(msg("Isi tanggal dalam bentuk TTTT-BB-HH.")));
    if (!from) problems.push_back({"from", "date_unfit", ask_date});
    if (!to) problems.push_back({"to", "date_unfit", ask_date});
    if (from && to && *to - *from > 366)
        problems.push_back({"to", "range_too_long", std::string(context.t(msg("Rentang paling panjang satu tahun.")))});
    if (!problems.empty()) return http::problem(422, "fields_unfit", context.t(msg("Ada isian yang perlu diperbaiki.")), problems);
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = office::find_office(tx, request.query.text("office"));
        if (!office) return http::problem(404, "no_such_office", context.t(office::sentence(office::Refusal::no_such_office)));
        const auto service = request.query.find("service").value_or("ak1");
        json list = json::array();
        for (const auto& [window, state] : windows(tx, context, office->id, service, *from, *to)) {
            list.push_back({{"id", window.id.text()},
                            {"date", window.date.iso()},
                            {"opens", instant({window.date, window.opens, office->zone}).rfc3339(office->zone)},
                            {"closes", instant({window.date, window.closes, office->zone}).rfc3339(office->zone)},
                            {"quota", window.quota},
                            {"taken", window.taken},
                            {"place", window.place.empty() ? office->name : window.place},
                            {"name", window.name},
                            {"state", code(state)}});
        }
        return http::json(json{{"windows", std::move(list)}}.dump());
    });
}

http::Response post_booking(const http::Request& request, Context& context) {
    const auto body = body_of(request);
    if (!body) return unreadable(context);
    const auto application = registration::ApplicationId::parse(text_of(*body, "application"));
    if (!application) {
        const std::string title(context.t(msg("Sebutkan permohonan yang diberi nomor.")));
        return http::problem(422, "fields_unfit", title, {{"application", "field_missing", title}});
    }
    const bool own = context.actor.kind == ActorKind::applicant && context.actor.applicant == application->value;
    if (context.actor.kind == ActorKind::applicant && !own)
        return http::problem(404, "no_such_application", context.t(msg("Permohonan ini tidak ditemukan.")));
    const auto channel = own ? TicketChannel::online : TicketChannel::counter;
    return http::write_once(request, context, [&](sql::Transaction& tx) {
        const auto window = request.path_id<WindowId>(0);
        if (!own) {
            const auto found = find_window(tx, window);
            if (!found || !works_at(context, found->office)) return refused(context, Refusal::no_such_window);
        }
        const auto ticket = take_place(tx, context, window, *application, channel);
        if (!ticket) return refused(context, ticket.error());
        return booked(context, *ticket);
    });
}

http::Response get_booking(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto ticket = find_ticket(tx, request.path_id<TicketId>(0));
        if (!ticket || !may_see(context, *ticket)) return refused(context, Refusal::no_such_ticket);
        return http::json(shown(tx, context, *ticket).dump());
    });
}

http::Response delete_booking(const http::Request& request, Context& context) {
    return http::write_once(request, context, [&](sql::Transaction& tx) {
        const auto ticket = cancel(tx, context, request.path_id<TicketId>(0));
        if (!ticket) return refused(context, ticket.error());
        return http::json(json{{"id", ticket->id.text()}, {"state", code(ticket->state)}}.dump());
    });
}

http::Response post_check_in(const http::Request& request, Context& context) {
    const auto body = body_of(request);
    if (!body) return unreadable(context);
    const auto other_day = body->find("other_day");
    const bool any_day = other_day != body->end() && other_day->is_boolean() && other_day->get<bool>();
    return http::write_once(request, context, [&](sql::Transaction& tx) {
        const auto ticket = check_in(tx, context, request.path_id<TicketId>(0), any_day ? DayRule::any_day : DayRule::booked_day_only);
        if (!ticket) return refused(context, ticket.error());
        return http::json(json{{"state", code(ticket->state)}}.dump());
    });
}

json shown(const QuotaPreview& preview) {
    json keeps = json::array();
    json moves = json::array();
    json unplaced = json::array();
    for (const auto& one : preview.keeps) keeps.push_back({{"booking", one.ticket.text()}, {"number", one.number}});
    for (const auto& one : preview.moves) {
        moves.push_back({{"booking", one.ticket.text()},
                         {"from", one.number},
                         {"to", {{"window", one.to.text()}, {"date", one.date.iso()}, {"number", one.new_number}}}});
    }
    for (const auto& one : preview.unplaced) unplaced.push_back({{"booking", one.ticket.text()}, {"number", one.number}});
    return {{"plan", preview.plan}, {"keeps", keeps}, {"moves", moves}, {"unplaced", unplaced}};
}

http::Response patch_window(const http::Request& request, Context& context) {
    const auto body = body_of(request);
    if (!body) return unreadable(context);
    const auto quota = body->find("quota");
    if (quota == body->end() || !quota->is_number_integer()) {
        const std::string title(context.t(sentence(Refusal::quota_unfit)));
        return http::problem(422, "fields_unfit", title, {{"quota", "quota_unfit", title}});
    }
    const auto window = request.path_id<WindowId>(0);
    const auto wanted = quota->get<std::int64_t>();
    const int places = wanted < 0 || wanted > 5000 ? -1 : static_cast<int>(wanted);
    const auto preview = body->find("preview");
    if (preview != body->end() && preview->is_boolean() && preview->get<bool>()) {
        return context.platform.database.read([&](sql::Transaction& tx) {
            const auto plan = preview_quota(tx, context, window, places);
            if (!plan) return refused(context, plan.error());
            return http::json(shown(*plan).dump());
        });
    }
    return http::write_once(request, context, [&](sql::Transaction& tx) {
        const auto change = apply_quota(tx, context, window, places, text_of(*body, "reason"), text_of(*body, "plan"));
        if (!change) return refused(context, change.error());
        auto answer = shown(change->plan);
        const bool applied = change->outcome == QuotaOutcome::applied;
        answer["state"] = applied ? "applied" : "pending";
        return http::json(answer.dump(), applied ? 200 : 202);
    });
}

}  // namespace

std::vector<http::Route> api_routes() {
    using enum http::Method;
    return {
        {get, "/api/v1/windows", get_windows, Permission::anyone, http::Rate::api, 1024, "Jadwal sebuah layanan"},
        {post, "/api/v1/windows/{window}/bookings", post_booking, Permission::hold_application, http::Rate::api, 16 * 1024,
         "Ambil nomor antrean"},
        {patch, "/api/v1/windows/{window}", patch_window, Permission::manage_quota, http::Rate::api, 16 * 1024,
         "Ubah kuota, dengan rencana"},
        {get, "/api/v1/bookings/{booking}", get_booking, Permission::hold_application, http::Rate::api, 1024, "Lihat nomor antrean"},
        {del, "/api/v1/bookings/{booking}", delete_booking, Permission::hold_application, http::Rate::api, 1024, "Batalkan nomor antrean"},
        {post, "/api/v1/bookings/{booking}/check-in", post_check_in, Permission::check_in, http::Rate::api, 4 * 1024, "Catat kehadiran"},
    };
}

}  // namespace booking
