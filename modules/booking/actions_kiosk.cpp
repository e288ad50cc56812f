#include "modules/booking/actions_kiosk.hpp"

#include "base/text.hpp"
#include "modules/booking/access.hpp"
#include "modules/booking/rules.hpp"
#include "modules/booking/store.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/queue_facts.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"

namespace booking {

Result<Ticket, Refusal> take_nameless_place(sql::Transaction& tx, const Context& context, WindowId id) {
    const auto window = store::find_window(tx, id);
    if (!window || !works_at(context, window->office)) return Refusal::no_such_window;
    const auto facts = office::queue_facts(tx, window->office, window->service);
    if (!facts) return Refusal::no_such_window;
    const auto now = context.local(facts->zone);
    const Policy policy{office::parameter(tx, window->office, "booking_days_ahead_max", now.date).number()};
    if (const auto why = refusal(*window, policy, TicketChannel::counter, now)) return *why;
    const auto number = store::claim_place(tx, id, TicketChannel::counter);
    if (!number) return Refusal::quota_full;

    store::Row row;
    row.ticket.id = {ids::next()};
    row.ticket.office = window->office;
    row.ticket.window = id;
    row.ticket.service = window->service;
    row.ticket.number = *number;
    row.ticket.letter = facts->letter;
    row.ticket.code = crypto::random_code(8);
    row.ticket.holder_name = nameless;
    row.ticket.channel = TicketChannel::counter;
    row.ticket.taken_at = context.now;
    row.date = window->date;
    if (!store::add(tx, row, "")) return Refusal::changed_meanwhile;
    audit::record(tx, context,
                  {window->office, "ticket.taken", "booking_ticket:" + row.ticket.id.text(),
                   R"({"window":")" + id.text() + R"(","number":)" + std::to_string(*number) + "}"});
    tx.announce("windows:" + window->office.text());
    return row.ticket;
}

std::string code_of(std::string_view typed) {
    const auto slash = typed.rfind('/');
    if (slash != std::string_view::npos) typed.remove_prefix(slash + 1);
    std::string code;
    for (const char one : text::upper(text::trim(typed))) {
        if (one != '-' && one != ' ') code += one;
    }
    return code;
}

}  // namespace booking
