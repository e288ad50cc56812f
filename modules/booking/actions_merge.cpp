#include "modules/booking/actions_merge.hpp"

#include "modules/booking/access.hpp"
#include "modules/booking/actions_waiting.hpp"
#include "modules/booking/rules.hpp"
#include "modules/booking/store.hpp"
#include "modules/registration/actions.hpp"
#include "platform/audit/audit.hpp"

namespace booking {

namespace {

bool is_nameless(const store::Row& row) { return !row.ticket.application && row.person_key.empty(); }

bool came_first(const Ticket& one, const Ticket& other) {
    return one.checked_in_at && (!other.checked_in_at || *one.checked_in_at <= *other.checked_in_at);
}

}  // namespace

Result<Merged, Refusal> merge_numbers(sql::Transaction& tx, const Context& context, TicketId nameless, TicketId named) {
    const auto kiosk = store::find(tx, nameless);
    const auto booked = store::find(tx, named);
    if (!kiosk || !booked || !works_at(context, kiosk->ticket.office) || booked->ticket.office != kiosk->ticket.office)
        return Refusal::no_such_ticket;
    if (!is_open(kiosk->ticket.state) || !is_open(booked->ticket.state)) return Refusal::wrong_state;
    if (!is_nameless(*kiosk) || is_nameless(*booked) || booked->ticket.service != kiosk->ticket.service) return Refusal::wrong_state;
    if (booked->date != kiosk->date && !booked->ticket.other_day) return Refusal::not_today;

    const bool keeps_kiosk = came_first(kiosk->ticket, booked->ticket);
    const auto& kept = keeps_kiosk ? *kiosk : *booked;
    const auto& other = keeps_kiosk ? booked->ticket : kiosk->ticket;
    // First the one that ends: a person holds one open number, the unique keys say so.
    const auto ended = store::cancel(tx, other.id, other.state, context.now, merged_outcome);
    if (!ended) return Refusal::changed_meanwhile;
    if (const auto window = store::find_window(tx, ended->ticket.window))
        return_place(tx, context, *window, ended->ticket.channel, booked->person_key, PlaceCause::cancelled);
    if (keeps_kiosk) {
        if (!store::give_name(tx, kiosk->ticket.id, *booked)) return Refusal::changed_meanwhile;
        if (booked->ticket.application && !booked->ticket.checked_in_at) {
            if (const auto present = registration::mark_present(tx, context, booked->ticket.application); !present)
                return Refusal::application_not_ready;
        }
    }
    audit::record(tx, context,
                  {kept.ticket.office, "ticket.merged", "booking_ticket:" + kept.ticket.id.text(),
                   R"({"ended":")" + ended->ticket.id.text() + R"(","number":")" + ended->ticket.label() +
                       R"(","reason":"same person, the earlier arrival stays"})"});
    for (const auto* row : {&kept, &*ended}) {
        tx.announce("ticket:" + row->ticket.id.text());
        tx.announce("day:" + row->ticket.office.text() + ":" + row->date.iso());
    }
    return Merged{store::find(tx, kept.ticket.id)->ticket, store::find(tx, ended->ticket.id)->ticket};
}

}  // namespace booking
