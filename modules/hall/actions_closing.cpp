#include "modules/hall/actions_closing.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/booking/actions_rebook.hpp"
#include "modules/booking/actions_telling.hpp"
#include "modules/hall/access.hpp"
#include "modules/hall/actions.hpp"
#include "modules/hall/actions_room.hpp"
#include "modules/hall/rules.hpp"
#include "modules/hall/store.hpp"
#include "modules/office/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/i18n/language.hpp"

namespace hall {

std::vector<Place> left_waiting(sql::Transaction& tx, const Context& context, std::string_view counter_number) {
    const auto office = office::find_office(tx, context.actor.office);
    if (!office) return {};
    auto open = store::counters(tx, office->id);
    std::erase_if(open, [&](const Counter& one) { return !one.officer || one.number == counter_number; });
    std::vector<Place> left;
    for (auto& place : line_up(tx, office->id, context.local(office->zone).date)) {
        if (std::ranges::none_of(open, [&](const Counter& one) { return one.serves(place.service); })) left.push_back(std::move(place));
    }
    return left;
}

Result<std::vector<SentHome>, Refusal> send_home(sql::Transaction& tx, const Context& context, std::string_view service,
                                                 std::string_view typed) {
    const auto office = office::find_office(tx, context.actor.office);
    if (!office || !works_at(context, office->id)) return Refusal::no_such_service;
    const auto reason = text::clean_line(typed, 200);
    if (!reason || text::length(*reason) < 3) return Refusal::reason_missing;
    const auto today = context.local(office->zone).date;
    store::lock_day(tx, office->id, today);
    // Whoever was next keeps being first on the other day.
    auto places = line_up(tx, office->id, today, service);
    for (auto& place : store::open_of_day(tx, office->id, today)) {
        const bool aside = place.state == PlaceState::held || place.state == PlaceState::parked || place.state == PlaceState::skipped;
        if (aside && place.service == service) places.push_back(std::move(place));
    }
    std::vector<SentHome> list;
    for (const auto& place : places) {
        const auto ticket = booking::find_ticket(tx, place.ticket);
        if (!ticket || !store::leave(tx, place.ticket, place.state, context.now)) continue;
        SentHome one{.label = place.label, .name = ticket->holder_name, .service = place.service, .next = {}, .next_date = {}};
        const auto next = booking::rebook(tx, context, place.ticket, *reason);
        if (!next) continue;
        if (*next) {
            one.next = **next;
            if (const auto window = booking::find_window(tx, one.next->window)) {
                one.next_date = window->date;
                booking::tell(tx, context, place.office, *one.next,
                              {.text = "hall.sent_home",
                               .occasion = today.iso(),
                               .values = {{"nomor_lama", place.label},
                                          {"alasan", *reason},
                                          {"nomor", one.next->label()},
                                          {"hari", long_date(Language::indonesian, window->date)},
                                          {"jam", clock(window->opens)},
                                          {"tautan", context.platform.public_url + "/tiket/" + one.next->code}}});
            }
        }
        const EventId id{ids::next()};
        store::add(tx, HallEvent{.id = id,
                                 .office = place.office,
                                 .date = place.date,
                                 .act = Act::sent_home,
                                 .ticket = place.ticket,
                                 .label = place.label,
                                 .service = place.service,
                                 .account = context.actor.account,
                                 .account_name = context.actor.name,
                                 .reason = *reason,
                                 .at = context.now});
        audit::record(tx, context,
                      {place.office, "hall.sent_home", "booking_ticket:" + place.ticket.text(), R"({"event":")" + id.text() + "\"}"});
        tx.announce("ticket:" + place.ticket.text());
        list.push_back(std::move(one));
    }
    let_in(tx, context, office->id, today);
    tx.announce("hall:" + office->id.text());
    tx.announce("day:" + office->id.text() + ":" + today.iso());
    return list;
}

}  // namespace hall
