#include "modules/hall/actions_room.hpp"

#include <algorithm>

#include "modules/booking/actions.hpp"
#include "modules/hall/actions.hpp"
#include "modules/hall/actions_board.hpp"
#include "modules/hall/rules.hpp"
#include "modules/hall/store.hpp"
#include "modules/hall/store_devices.hpp"
#include "modules/office/actions.hpp"

namespace hall {

namespace {

constexpr int before_the_call_s = 600;
constexpr int round_s = 300;  // "10.40", not "10.43"

}  // namespace

Room room(sql::Transaction& tx, OfficeId office, Date date) {
    return {store::inside(tx, office, date), policy(tx, office, date).capacity, store::outside(tx, office, date)};
}

void let_in(sql::Transaction& tx, const Context& context, OfficeId office, Date date) {
    const bool was_full = store::board(tx, office).full_on == date;
    if (!was_full && store::outside(tx, office, date) == 0) return;
    const int limit = policy(tx, office, date).capacity;
    const auto comes_in = [&](const Place& place) {
        if (!store::come_in(tx, place, limit)) return false;
        tx.announce("ticket:" + place.ticket.text());
        if (was_full) show_on_board(tx, context, place, BoardWord::come_in);
        return true;
    };
    bool has_room = true;
    for (const auto& place : line_up(tx, office, date)) {
        if (has_room && !place.is_inside) has_room = comes_in(place);
    }
    // Who fills in a form or waits to be measured stands in no line yet, and sits somewhere all the same.
    for (const auto& place : store::open_of_day(tx, office, date)) {
        if (has_room && !place.is_inside && place.state == PlaceState::parked) has_room = comes_in(place);
    }
    show_room(tx, context, office, date, store::outside(tx, office, date) > 0);
}

void fill_rooms(Context& context) {
    const auto offices = context.platform.database.read([](sql::Transaction& tx) { return office::offices(tx); });
    for (const auto& one : offices) {
        const auto today = context.local(one.zone).date;
        const bool somebody_outside =
            context.platform.database.read([&](sql::Transaction& tx) { return store::outside(tx, one.id, today) > 0; });
        if (somebody_outside) context.platform.database.write([&](sql::Transaction& tx) { let_in(tx, context, one.id, today); });
    }
}

Instant come_back_at(sql::Transaction& tx, const Context& context, const Place& place, const Outlook& outlook) {
    Instant at{context.now.seconds + std::max(round_s, outlook.low - before_the_call_s)};
    const auto ticket = booking::find_ticket(tx, place.ticket);
    const auto window = ticket ? booking::find_window(tx, ticket->window) : std::nullopt;
    const auto found = office::find_office(tx, place.office);
    if (window && found && window->date == place.date) {
        const auto rules = policy(tx, place.office, place.date);
        const auto slot = instant({window->date, slot_of(*window, ticket->number, rules).from, found->zone});
        if (rules.slot_min > 0) at = std::max(at, slot);
    }
    return {at.seconds / round_s * round_s};
}

}  // namespace hall
