#include "modules/hall/actions.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/booking/actions_hall.hpp"
#include "modules/booking/actions_quota.hpp"
#include "modules/hall/access.hpp"
#include "modules/hall/actions_board.hpp"
#include "modules/hall/actions_room.hpp"
#include "modules/hall/rules.hpp"
#include "modules/hall/store.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/actions_parameters.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"

namespace hall {

namespace {

using booking::TicketId;

constexpr std::size_t reason_max = 200;

void announce(sql::Transaction& tx, const Place& place) {
    tx.announce("hall:" + place.office.text());
    tx.announce("day:" + place.office.text() + ":" + place.date.iso());
    tx.announce("ticket:" + place.ticket.text());
}

struct Note {
    Act act;
    std::string_view reason;
    int passed{};
};

// What the boards say about it; nothing for what happens at a counter.
std::optional<BoardWord> board_word(Act act) {
    switch (act) {
        case Act::called:
        case Act::called_out_of_order:
        case Act::resumed: return BoardWord::called;
        case Act::recalled: return BoardWord::again;
        case Act::call_undone: return BoardWord::undone;
        case Act::arrived:
        case Act::held:
        case Act::parked:
        case Act::skipped:
        case Act::brought_back:
        case Act::transferred:
        case Act::waits_again:
        case Act::finished:
        case Act::left:
        case Act::sent_home:
        case Act::day_over:
        case Act::lane_given:
        case Act::screened:
        case Act::counter_opened:
        case Act::counter_closed:
        case Act::merged: return {};
    }
    return {};
}

void note(sql::Transaction& tx, const Context& context, const Place& place, const Note& what) {
    const EventId id{ids::next()};
    store::add(tx, HallEvent{.id = id,
                             .office = place.office,
                             .date = place.date,
                             .act = what.act,
                             .ticket = place.ticket,
                             .label = place.label,
                             .service = place.service,
                             .counter = place.counter,
                             .account = context.actor.account,
                             .account_name = context.actor.name,
                             .reason = std::string(what.reason),
                             .passed = what.passed,
                             .at = context.now});
    audit::record(tx, context,
                  {place.office, "hall." + std::string(code(what.act)), "booking_ticket:" + place.ticket.text(),
                   R"({"event":")" + id.text() + "\"}"});
    if (const auto word = board_word(what.act)) show_on_board(tx, context, place, *word);
    announce(tx, place);
}

// The place of a ticket of the own office that is still in the hall.
Result<Place, Refusal> own(sql::Transaction& tx, const Context& context, TicketId ticket) {
    auto place = store::find(tx, ticket);
    if (!place || !works_at(context, place->office)) return Refusal::no_such_ticket;
    if (place->state == PlaceState::gone) return Refusal::not_in_the_hall;
    return std::move(*place);
}

Refusal of_booking(booking::Refusal why) {
    switch (why) {
        case booking::Refusal::no_such_ticket: return Refusal::no_such_ticket;
        case booking::Refusal::no_such_outcome: return Refusal::no_such_outcome;
        case booking::Refusal::wrong_state: return Refusal::wrong_state;
        case booking::Refusal::no_such_window:
        case booking::Refusal::window_suspended:
        case booking::Refusal::window_over:
        case booking::Refusal::too_far_ahead:
        case booking::Refusal::already_booked:
        case booking::Refusal::quota_full:
        case booking::Refusal::service_not_online:
        case booking::Refusal::application_not_ready:
        case booking::Refusal::take_number_at_counter:
        case booking::Refusal::not_yours:
        case booking::Refusal::not_today:
        case booking::Refusal::quota_unfit:
        case booking::Refusal::reason_missing:
        case booking::Refusal::plan_changed:
        case booking::Refusal::changed_meanwhile:
        case booking::Refusal::no_such_change:
        case booking::Refusal::newer_change_first:
        case booking::Refusal::answer_over:
        case booking::Refusal::field_missing: return Refusal::changed_meanwhile;
    }
    return Refusal::changed_meanwhile;
}

std::string line_key(const Counter& counter) { return text::join(counter.services, ","); }

// Everybody who waits and whom this counter may call.
std::vector<Place> callable(sql::Transaction& tx, const Counter& counter, OfficeId office, Date date, std::string_view only_service) {
    const auto all_counters = store::counters(tx, office);
    std::vector<Place> made;
    for (auto& place : store::open_of_day(tx, office, date)) {
        if (place.state != PlaceState::waiting || !fits(counter, place, all_counters)) continue;
        if (!only_service.empty() && place.service != only_service) continue;
        made.push_back(std::move(place));
    }
    return made;
}

std::vector<Waiting> waiting_of(const std::vector<Place>& places) {
    std::vector<Waiting> made;
    made.reserve(places.size());
    for (const auto& place : places) made.push_back(waiting(place));
    return made;
}

bool is_busy(sql::Transaction& tx, OfficeId office, Date date, CounterId counter) {
    if (!counter) return false;
    return std::ranges::any_of(store::open_of_day(tx, office, date),
                               [&](const Place& one) { return one.counter == counter && one.state == PlaceState::called; });
}

// Takes the person to the counter: the place, then the ticket; both guarded by the state that was read.
Result<Place, Refusal> take(sql::Transaction& tx, const Context& context, const Counter& counter, const Place& place) {
    if (!store::call(tx, place.ticket, place.state, counter, context.actor.account, context.now)) return Refusal::changed_meanwhile;
    if (!place.is_inside) store::come_in(tx, place, 0);  // a call brings in whoever is called, also when the hall is full
    if (const auto called = booking::call(tx, context, place.ticket, counter.number); !called) return of_booking(called.error());
    if (!place.is_inside) let_in(tx, context, place.office, place.date);  // perhaps nobody is outside any more
    return *store::find(tx, place.ticket);
}

std::optional<Date> today_of(sql::Transaction& tx, const Context& context, OfficeId office) {
    const auto found = office::find_office(tx, office);
    if (!found) return {};
    return context.local(found->zone).date;
}

std::optional<std::string> typed_reason(std::string_view typed) {
    auto reason = text::clean_line(typed, reason_max);
    if (!reason || text::length(*reason) < 3) return {};
    return reason;
}

}  // namespace

Policy policy(sql::Transaction& tx, OfficeId office, Date on) {
    const office::ParametersInForce parameters(tx, office, on);
    Policy made;
    made.booked = parameters.number("hall_ratio_booked");
    made.walk_in = parameters.number("hall_ratio_walk_in");
    made.priority = parameters.number("hall_ratio_priority");
    made.overtaken_max = parameters.number("hall_overtaken_max");
    made.booked_by_number = parameters.value("hall_booked_order") == "number";
    made.recall_delay_s = parameters.number("hall_recall_delay");
    made.late_grace_min = parameters.number("hall_late_grace");
    made.no_show_grace_min = parameters.number("hall_no_show_grace");
    made.capacity = parameters.number("hall_capacity");
    made.slot_min = parameters.number("hall_slot_minutes");
    made.screening = parameters.is_on("hall_screening");
    made.screening_max_tenths = parameters.number("hall_screening_max");
    made.lanes.clear();
    for (const auto lane : {Lane::pregnant, Lane::elderly, Lane::disability, Lane::illness}) {
        if (parameters.is_on("hall_lane_" + std::string(code(lane)))) made.lanes.push_back(lane);
    }
    // "Layanan terbatas" may only make the hall stricter than on any other day.
    if (const auto limited = booking::limits_on(tx, office, on)) {
        made.screening = made.screening || limited->limits.screening;
        const int seats = limited->limits.seats;
        if (seats > 0 && (made.capacity == 0 || seats < made.capacity)) made.capacity = seats;
    }
    return made;
}

Seat seat_at(sql::Transaction& tx, const Context& context, std::string_view number) {
    Seat seat{.office = context.actor.office, .counter = {.office = context.actor.office, .number = std::string(number)}};
    if (const auto known = store::find_counter(tx, context.actor.office, number)) seat.counter = *known;
    return seat;
}

Result<Place, Refusal> call_next(sql::Transaction& tx, const Context& context, const Seat& seat, std::string_view only_service) {
    if (!works_at(context, seat.office)) return Refusal::no_such_counter;
    const auto date = today_of(tx, context, seat.office);
    if (!date) return Refusal::no_such_counter;
    store::lock_day(tx, seat.office, *date);
    if (is_busy(tx, seat.office, *date, seat.counter.id)) return Refusal::counter_busy;
    const auto rules = policy(tx, seat.office, *date);
    const auto key = only_service.empty() ? line_key(seat.counter) : std::string(only_service);
    const auto places = callable(tx, seat.counter, seat.office, *date, only_service);
    const auto choice = choose(waiting_of(places), rules, store::credits(tx, seat.office, *date, key));
    if (!choice) return Refusal::nobody_waits;
    const auto& next = places[choice->index];
    auto taken = take(tx, context, seat.counter, next);
    if (!taken) return taken;
    store::put_credits(tx, seat.office, *date, key, choice->credits);
    int passed = 0;
    for (const auto& one : places) {
        if (one.arrival >= next.arrival) continue;
        store::add_overtaken(tx, one.ticket);
        ++passed;
    }
    note(tx, context, *taken, {Act::called, "", passed});
    return taken;
}

Result<Place, Refusal> call(sql::Transaction& tx, const Context& context, const Seat& seat, TicketId ticket, std::string_view reason) {
    const auto place = own(tx, context, ticket);
    if (!place) return place.error();
    if (place->state != PlaceState::waiting) return Refusal::wrong_state;
    const auto date = today_of(tx, context, place->office);
    if (!date || place->date != *date || seat.office != place->office) return Refusal::not_in_the_hall;
    store::lock_day(tx, place->office, *date);
    if (is_busy(tx, place->office, *date, seat.counter.id)) return Refusal::counter_busy;
    const auto places = callable(tx, seat.counter, place->office, *date, "");
    const auto rules = policy(tx, place->office, *date);
    const auto is_next = [&](const std::vector<Place>& line, std::string_view key) {
        const auto choice = choose(waiting_of(line), rules, store::credits(tx, place->office, *date, key));
        return choice && line[choice->index].ticket == ticket;
    };
    if (is_next(places, line_key(seat.counter))) return call_next(tx, context, seat);
    if (is_next(callable(tx, seat.counter, place->office, *date, place->service), place->service))
        return call_next(tx, context, seat, place->service);
    const auto why = typed_reason(reason);
    if (!why) return Refusal::reason_missing;
    auto taken = take(tx, context, seat.counter, *place);
    if (!taken) return taken;
    int passed = 0;
    for (const auto& one : places) {
        if (one.ticket == ticket || one.arrival >= place->arrival) continue;
        store::add_jumped(tx, one.ticket);
        ++passed;
    }
    note(tx, context, *taken, {Act::called_out_of_order, *why, passed});
    return taken;
}

Result<Place, Refusal> recall(sql::Transaction& tx, const Context& context, TicketId ticket) {
    auto place = own(tx, context, ticket);
    if (!place) return place;
    if (place->state != PlaceState::called) return Refusal::wrong_state;
    const auto delay = policy(tx, place->office, place->date).recall_delay_s;
    if (!store::recall(tx, ticket, context.now, {context.now.seconds - delay})) return Refusal::too_early;
    place = *store::find(tx, ticket);
    note(tx, context, *place, {Act::recalled, ""});
    return place;
}

Result<Place, Refusal> undo_call(sql::Transaction& tx, const Context& context, TicketId ticket) {
    auto place = own(tx, context, ticket);
    if (!place) return place;
    if (place->state != PlaceState::called) return Refusal::wrong_state;
    if (!store::undo_call(tx, ticket, {context.now.seconds - undo_within_s})) return Refusal::too_late;
    if (const auto back = booking::wait_again(tx, context, ticket); !back) return of_booking(back.error());
    // Who was overtaken stays counted: the promise is kept a call too early rather than once too late.
    note(tx, context, *place, {Act::call_undone, ""});
    return *store::find(tx, ticket);
}

namespace {

struct Step {
    PlaceState to;
    Act act;
    std::string_view reason;
};

// A step aside or back. The ticket waits as far as booking is concerned, unless it is at a counter.
Result<Place, Refusal> step(sql::Transaction& tx, const Context& context, TicketId ticket, const Step& what) {
    auto place = own(tx, context, ticket);
    if (!place) return place;
    if (!may_move_to(place->state, what.to)) return Refusal::wrong_state;
    if (!store::put_state(tx, ticket, place->state, what.to)) return Refusal::changed_meanwhile;
    if (place->state == PlaceState::called) {
        if (const auto back = booking::wait_again(tx, context, ticket); !back) return of_booking(back.error());
    }
    note(tx, context, *place, {what.act, what.reason});
    let_in(tx, context, place->office, place->date);  // who is skipped makes room, who comes back may need it
    return *store::find(tx, ticket);
}

}  // namespace

Result<Place, Refusal> hold(sql::Transaction& tx, const Context& context, TicketId ticket) {
    return step(tx, context, ticket, {PlaceState::held, Act::held, ""});
}

Result<Place, Refusal> resume(sql::Transaction& tx, const Context& context, const Seat& seat, TicketId ticket) {
    auto place = own(tx, context, ticket);
    if (!place) return place;
    if (place->state != PlaceState::held) return Refusal::wrong_state;
    store::lock_day(tx, place->office, place->date);
    if (is_busy(tx, place->office, place->date, seat.counter.id)) return Refusal::counter_busy;
    auto taken = take(tx, context, seat.counter, *place);
    if (taken) note(tx, context, *taken, {Act::resumed, ""});
    return taken;
}

Result<Place, Refusal> park(sql::Transaction& tx, const Context& context, TicketId ticket, std::string_view reason) {
    const auto why = text::clean_line(reason, reason_max);
    if (!why) return Refusal::reason_missing;
    return step(tx, context, ticket, {PlaceState::parked, Act::parked, *why});
}

Result<Place, Refusal> skip(sql::Transaction& tx, const Context& context, TicketId ticket, std::string_view reason) {
    const auto why = typed_reason(reason);
    if (!why) return Refusal::reason_missing;
    return step(tx, context, ticket, {PlaceState::skipped, Act::skipped, *why});
}

Result<Place, Refusal> bring_back(sql::Transaction& tx, const Context& context, TicketId ticket) {
    const auto place = own(tx, context, ticket);
    if (place && place->state == PlaceState::called) return Refusal::wrong_state;
    return step(tx, context, ticket, {PlaceState::waiting, Act::brought_back, ""});
}

Result<Place, Refusal> wait_again(sql::Transaction& tx, const Context& context, TicketId ticket) {
    const auto place = own(tx, context, ticket);
    if (place && place->state != PlaceState::called) return Refusal::wrong_state;
    return step(tx, context, ticket, {PlaceState::waiting, Act::waits_again, ""});
}

Result<Place, Refusal> transfer(sql::Transaction& tx, const Context& context, TicketId ticket, std::string_view service,
                                std::string_view reason) {
    auto place = own(tx, context, ticket);
    if (!place) return place;
    const auto offered = office::find_service(tx, place->office, service);
    if (!offered || !offered->offered || offered->code == place->service) return Refusal::no_such_service;
    const auto why = text::clean_line(reason, reason_max);
    if (!why) return Refusal::reason_missing;
    if (!store::transfer(tx, ticket, place->state, service)) return Refusal::changed_meanwhile;
    if (place->state == PlaceState::called) {
        if (const auto back = booking::wait_again(tx, context, ticket); !back) return of_booking(back.error());
    }
    place = *store::find(tx, ticket);
    note(tx, context, *place, {Act::transferred, *why});
    return place;
}

Result<Place, Refusal> finish(sql::Transaction& tx, const Context& context, TicketId ticket, std::string_view outcome) {
    auto place = own(tx, context, ticket);
    if (!place) return place;
    if (place->state != PlaceState::called && place->state != PlaceState::held && place->state != PlaceState::waiting)
        return Refusal::wrong_state;
    if (!store::leave(tx, ticket, place->state, context.now)) return Refusal::changed_meanwhile;
    const auto done = booking::close_visit(tx, context, ticket, outcome, place->service);
    if (!done) return of_booking(done.error());
    note(tx, context, *place, {Act::finished, ""});
    let_in(tx, context, place->office, place->date);
    return *store::find(tx, ticket);
}

Result<Place, Refusal> mark_left(sql::Transaction& tx, const Context& context, TicketId ticket) {
    auto place = own(tx, context, ticket);
    if (!place) return place;
    if (!store::leave(tx, ticket, place->state, context.now)) return Refusal::changed_meanwhile;
    if (const auto done = booking::mark_left(tx, context, ticket); !done) return of_booking(done.error());
    note(tx, context, *place, {Act::left, ""});
    let_in(tx, context, place->office, place->date);
    return *store::find(tx, ticket);
}

Result<Place, Refusal> give_lane(sql::Transaction& tx, const Context& context, TicketId ticket, Lane lane) {
    auto place = own(tx, context, ticket);
    if (!place) return place;
    const auto rules = policy(tx, place->office, place->date);
    if (lane != Lane::none && std::ranges::find(rules.lanes, lane) == rules.lanes.end()) return Refusal::no_such_lane;
    if (!store::put_line(tx, ticket, lane == Lane::none ? Line::walk_in : Line::priority, lane, place->arrival))
        return Refusal::changed_meanwhile;
    place = *store::find(tx, ticket);
    note(tx, context, *place, {Act::lane_given, ""});  // which lane stands nowhere but in today's place
    return place;
}

std::optional<Place> find_place(sql::Transaction& tx, TicketId ticket) { return store::find(tx, ticket); }

std::vector<Place> places(sql::Transaction& tx, OfficeId office, Date date) { return store::of_day(tx, office, date); }

std::vector<Place> line_up(sql::Transaction& tx, OfficeId office, Date date, std::string_view service) {
    auto open = store::open_of_day(tx, office, date);
    std::erase_if(open, [&](const Place& one) { return one.state != PlaceState::waiting || (!service.empty() && one.service != service); });
    const auto in_order = order(waiting_of(open), policy(tx, office, date), store::credits(tx, office, date, service));
    std::vector<Place> made;
    made.reserve(open.size());
    for (const auto& ticket : in_order) made.push_back(*std::ranges::find(open, ticket, &Place::ticket));
    return made;
}

std::vector<Place> called_now(sql::Transaction& tx, OfficeId office, Date date) {
    auto open = store::open_of_day(tx, office, date);
    std::erase_if(open, [](const Place& one) { return one.state != PlaceState::called; });
    std::ranges::stable_sort(open, [](const Place& a, const Place& b) { return a.announced_at > b.announced_at; });
    return open;
}

std::vector<HallEvent> events(sql::Transaction& tx, const Context& context, OfficeId office, Date from, Date to) {
    if (!works_at(context, office)) return {};
    return store::events(tx, office, from, to);
}

}  // namespace hall
