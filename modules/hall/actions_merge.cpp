#include "modules/hall/actions_merge.hpp"

#include "modules/booking/actions_hall.hpp"
#include "modules/booking/actions_merge.hpp"
#include "modules/hall/access.hpp"
#include "modules/hall/actions_room.hpp"
#include "modules/hall/rules.hpp"
#include "modules/hall/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"

namespace hall {

namespace {

Refusal of_booking(booking::Refusal why) {
    if (why == booking::Refusal::no_such_ticket) return Refusal::no_such_ticket;
    if (why == booking::Refusal::wrong_state || why == booking::Refusal::not_today) return Refusal::not_one_person;
    return Refusal::changed_meanwhile;
}

void note(sql::Transaction& tx, const Context& context, const Place& ended, const booking::Ticket& kept) {
    const EventId id{ids::next()};
    store::add(tx, HallEvent{.id = id,
                             .office = ended.office,
                             .date = ended.date,
                             .act = Act::merged,
                             .ticket = ended.ticket,
                             .label = ended.label,
                             .service = ended.service,
                             .counter = ended.counter,
                             .account = context.actor.account,
                             .account_name = context.actor.name,
                             .reason = kept.label(),
                             .at = context.now});
    audit::record(tx, context, {ended.office, "hall.merged", "booking_ticket:" + ended.ticket.text(), R"({"event":")" + id.text() + "\"}"});
}

}  // namespace

Result<Place, Refusal> merge_numbers(sql::Transaction& tx, const Context& context, booking::TicketId nameless, booking::TicketId named) {
    const auto here = store::find(tx, nameless);
    if (!here || !works_at(context, here->office)) return Refusal::no_such_ticket;
    if (here->state == PlaceState::gone) return Refusal::not_in_the_hall;
    store::lock_day(tx, here->office, here->date);
    const auto merged = booking::merge_numbers(tx, context, nameless, named);
    if (!merged) return of_booking(merged.error());
    const auto& [kept, ended] = *merged;
    const auto gone = store::find(tx, ended.id);
    if (gone && gone->state != PlaceState::gone) {
        if (!store::leave(tx, gone->ticket, gone->state, context.now)) return Refusal::changed_meanwhile;
        note(tx, context, *gone, kept);
    }
    auto place = store::find(tx, kept.id);
    if (!place) return Refusal::not_in_the_hall;
    if (gone && gone->state == PlaceState::called && place->state != PlaceState::called) {
        if (place->state != PlaceState::waiting && place->state != PlaceState::held &&
            !store::put_state(tx, kept.id, place->state, PlaceState::waiting))
            return Refusal::changed_meanwhile;
        place = store::find(tx, kept.id);
        const auto counter =
            store::find_counter(tx, gone->counter).value_or(Counter{.office = gone->office, .number = gone->counter_number});
        if (!store::call(tx, kept.id, place->state, counter, context.actor.account, context.now)) return Refusal::changed_meanwhile;
        if (!place->is_inside) store::come_in(tx, *place, 0);
        if (!booking::call(tx, context, kept.id, counter.number)) return Refusal::changed_meanwhile;
    }
    let_in(tx, context, here->office, here->date);
    tx.announce("hall:" + here->office.text());
    tx.announce("day:" + here->office.text() + ":" + here->date.iso());
    return *store::find(tx, kept.id);
}

}  // namespace hall
