#include "modules/hall/jobs.hpp"

#include <algorithm>

#include "modules/booking/actions_hall.hpp"
#include "modules/booking/actions_rebook.hpp"
#include "modules/hall/actions.hpp"
#include "modules/hall/actions_needs.hpp"
#include "modules/hall/actions_room.hpp"
#include "modules/hall/actions_wait.hpp"
#include "modules/hall/rules.hpp"
#include "modules/hall/store.hpp"
#include "modules/hall/store_needs.hpp"
#include "modules/office/actions.hpp"
#include "platform/clock/clock.hpp"

namespace hall {

namespace {

void note(sql::Transaction& tx, const Context& context, const Place& place, Act act) {
    store::add(tx, HallEvent{.id = {ids::next()},
                             .office = place.office,
                             .date = place.date,
                             .act = act,
                             .ticket = place.ticket,
                             .label = place.label,
                             .service = place.service,
                             .counter = place.counter,
                             .account = context.actor.account,
                             .account_name = context.actor.name,
                             .at = context.now});
    tx.announce("hall:" + place.office.text());
}

}  // namespace

void join(sql::Transaction& tx, const Context& context, const http::Event& event) {
    const auto ticket = booking::find_ticket(tx, {event.subject});
    if (!ticket) return;
    const auto window = booking::find_window(tx, ticket->window);
    const auto found = office::find_office(tx, ticket->office);
    if (!window || !found) return;
    const auto now = context.local(found->zone);
    if (const auto known = store::find(tx, ticket->id)) {
        // Checked in again: called and did not answer, or back after a skip.
        if (known->state == PlaceState::waiting || known->state == PlaceState::gone || known->date != now.date) return;
        store::put_state(tx, ticket->id, known->state, PlaceState::waiting);
        note(tx, context, *known, Act::waits_again);
        let_in(tx, context, known->office, known->date);
        return;
    }
    const auto rules = policy(tx, ticket->office, now.date);
    const auto needs = ticket->application ? needs_of(tx, context, ticket->application) : std::vector<Need>{};
    // Who comes by wheelchair, signs or is accompanied need not ask for the lane each time.
    const bool by_need = std::ranges::any_of(needs, [](Need one) { return one != Need::large_print; }) &&
                         std::ranges::find(rules.lanes, Lane::disability) != rules.lanes.end();
    Place place{.ticket = ticket->id, .office = ticket->office, .date = now.date, .service = ticket->service, .label = ticket->label()};
    const bool by_appointment = ticket->channel == booking::TicketChannel::online || ticket->channel == booking::TicketChannel::school;
    place.line = line_of({.booked_before_today = by_appointment || ticket->taken_at.in(found->zone).date < now.date,
                          .other_day = ticket->other_day,
                          .lane = by_need ? Lane::disability : Lane::none,
                          .slot_ends = slot_of(*window, ticket->number, rules).to,
                          .now = now.time},
                         rules);
    place.lane = by_need ? Lane::disability : Lane::none;
    place.needs = needs;
    if (rules.screening) place.state = PlaceState::parked;  // joins the line when the temperature has been taken
    place.arrival = store::next_arrival(tx, ticket->office, now.date);
    place.arrived_at = ticket->checked_in_at.value_or(context.now);
    place.overtaken_max = rules.overtaken_max;
    // Earlier windows first, then by number or by arrival, as the office says.
    const auto inside = rules.booked_by_number ? ticket->number : place.arrival;
    place.turn = place.line == Line::booked ? window->opens.minutes * std::int64_t{1'000'000} + inside : place.arrival;
    if (!store::add(tx, place)) return;
    note(tx, context, place, Act::arrived);
    let_in(tx, context, place.office, place.date);
    learn_waits(tx, place.office, now.date);
    if (const auto told = outlook(tx, context, place.ticket)) store::put_outlook(tx, place.ticket, *told);
}

void know_person(sql::Transaction& tx, const Context& context, const http::Event& event) { take_over_needs(tx, context, {event.subject}); }
void forget_file(sql::Transaction& tx, const Context&, const http::Event& event) { forget_needs(tx, {event.subject}); }

void leave(sql::Transaction& tx, const Context& context, const http::Event& event) {
    const auto place = store::find(tx, {event.subject});
    if (!place || place->state == PlaceState::gone) return;
    if (!store::leave(tx, place->ticket, place->state, context.now)) return;
    note(tx, context, *place, Act::finished);
    let_in(tx, context, place->office, place->date);
}

void end_days(Context& context) {
    const auto offices = context.platform.database.read([](sql::Transaction& tx) { return office::offices(tx); });
    for (const auto& one : offices) {
        const auto today = context.local(one.zone).date;
        context.platform.database.write([&](sql::Transaction& tx) {
            for (const auto& place : store::open_before(tx, one.id, today)) {
                if (!store::leave(tx, place.ticket, place.state, context.now)) continue;
                const auto gone = booking::mark_left(tx, context, place.ticket);
                static_cast<void>(gone);  // already closed by a decision
                note(tx, context, place, Act::day_over);
            }
            store::unseat_all(tx, one.id, instant({today, {}, one.zone}));
            store::wipe_lanes_and_needs(tx, one.id, today);
            store::wipe_screening(tx, one.id, today);
            learn_waits(tx, one.id, today);
            // Checked in before this program knew a hall.
            for (const auto& entry : booking::day_list(tx, context, one.id, today)) {
                if (entry.ticket.state == booking::TicketState::checked_in && !store::find(tx, entry.ticket.id))
                    join(tx, context, {"booking.checked_in", one.id, entry.ticket.id.value});
            }
        });
    }
}

void tell_near(Context& context) {
    const auto offices = context.platform.database.read([](sql::Transaction& tx) { return office::offices(tx); });
    for (const auto& one : offices) {
        const auto today = context.local(one.zone).date;
        const bool anybody = context.platform.database.read([&](sql::Transaction& tx) { return somebody_is_near(tx, one.id, today); });
        if (anybody) context.platform.database.write([&](sql::Transaction& tx) { tell_who_is_near(tx, context, one.id, today); });
    }
}

void mark_absent(Context& context) {
    const auto offices = context.platform.database.read([](sql::Transaction& tx) { return office::offices(tx); });
    for (const auto& one : offices) {
        const auto now = context.local(one.zone);
        const auto absent = context.platform.database.read([&](sql::Transaction& tx) {
            std::vector<booking::TicketId> list;
            const auto rules = policy(tx, one.id, now.date);
            if (rules.no_show_grace_min == 0) return list;
            for (const auto& entry : booking::day_list(tx, context, one.id, now.date)) {
                if (entry.ticket.state != booking::TicketState::booked || entry.date != now.date) continue;
                const auto window = booking::find_window(tx, entry.ticket.window);
                if (window && now.time.minutes > slot_of(*window, entry.ticket.number, rules).to.minutes + rules.no_show_grace_min)
                    list.push_back(entry.ticket.id);
            }
            return list;
        });
        if (absent.empty()) continue;
        context.platform.database.write([&](sql::Transaction& tx) {
            for (const auto ticket : absent) {
                const auto marked = booking::mark_absent(tx, context, ticket);
                static_cast<void>(marked);  // came in this very moment
            }
        });
    }
}

}  // namespace hall
