#include "modules/booking/actions_rebook.hpp"

#include "modules/booking/access.hpp"
#include "modules/booking/actions.hpp"
#include "modules/booking/rules.hpp"
#include "modules/booking/store.hpp"
#include "modules/office/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/events.hpp"

namespace booking {

Result<std::optional<Ticket>, Refusal> rebook(sql::Transaction& tx, const Context& context, TicketId id, std::string_view reason) {
    auto row = store::find(tx, id);
    if (!row || !works_at(context, row->ticket.office)) return Refusal::no_such_ticket;
    const auto before = row->ticket;
    if (!may_move_to(before.state, TicketState::left)) return Refusal::wrong_state;
    // First this one ends: a person holds one open ticket a service.
    if (!store::change(tx, id, before.state, {.to = TicketState::left, .closed_at = context.now, .outcome = "sent_home"}))
        return Refusal::changed_meanwhile;
    events::publish(tx, context, {"booking.closed", before.office, id.value});

    const auto office = office::find_office(tx, before.office);
    const auto today = context.local(office ? office->zone : Zone::wib).date;
    const auto ahead = office::parameter(tx, before.office, "booking_days_ahead_max", today).number();
    std::optional<Ticket> next;
    for (const auto& window : store::windows(tx, before.office, before.service, today + 1, today + ahead)) {
        const auto number = store::claim_place(tx, window.id, TicketChannel::counter);
        if (!number) continue;
        auto& ticket = row->ticket;
        ticket = {.id = {ids::next()},
                  .office = before.office,
                  .window = window.id,
                  .service = before.service,
                  .number = *number,
                  .letter = before.letter,
                  .code = before.code,  // the same paper and the same address stay good
                  .application = before.application,
                  .holder_name = before.holder_name,
                  .channel = TicketChannel::counter,
                  .taken_at = context.now};
        row->date = window.date;
        row->counter.clear();
        std::string phone;
        if (const auto sealed = store::phone_sealed(tx, id)) {
            const auto plain = context.platform.vault.open_sealed({"booking_ticket.phone_sealed", id.value}, *sealed);
            phone = context.platform.vault.seal({"booking_ticket.phone_sealed", ticket.id.value}, plain);
        }
        if (!store::add(tx, *row, phone)) {  // took another place meanwhile
            store::release_place(tx, window.id, TicketChannel::counter);
            break;
        }
        next = ticket;
        break;
    }
    audit::record(tx, context,
                  {before.office, "ticket.rebooked", "booking_ticket:" + id.text(),
                   next ? R"({"next":")" + next->id.text() + "\"}" : std::string(reason.empty() ? "" : R"({"next":null})")});
    tx.announce("windows:" + before.office.text());
    tx.announce("ticket:" + id.text());
    return next;
}

Result<Ticket, Refusal> mark_absent(sql::Transaction& tx, const Context& context, TicketId id) {
    const auto row = store::find(tx, id);
    if (!row || !works_at(context, row->ticket.office)) return Refusal::no_such_ticket;
    if (!store::change(tx, id, TicketState::booked, {.to = TicketState::no_show, .closed_at = context.now}))
        return Refusal::changed_meanwhile;
    audit::record(tx, context, {row->ticket.office, "ticket.no_show", "booking_ticket:" + id.text(), ""});
    tx.announce("day:" + row->ticket.office.text() + ":" + row->date.iso());
    tx.announce("ticket:" + id.text());
    return store::find(tx, id)->ticket;
}

}  // namespace booking
