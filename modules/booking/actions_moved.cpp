#include "modules/booking/actions_moved.hpp"

#include <algorithm>

#include "modules/booking/access.hpp"
#include "modules/booking/actions_telling.hpp"
#include "modules/booking/actions_waiting.hpp"
#include "modules/booking/rules.hpp"
#include "modules/booking/store_quota.hpp"
#include "modules/booking/store_waiting.hpp"
#include "modules/office/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/i18n/language.hpp"

namespace booking {

namespace {

constexpr int hour = 3600;

void note(sql::Transaction& tx, const Context& context, const Ticket& ticket, std::string_view verb) {
    audit::record(tx, context,
                  {ticket.office, verb, "booking_ticket:" + ticket.id.text(),
                   R"({"window":")" + ticket.window.text() + R"(","number":)" + std::to_string(ticket.number) + "}"});
}

void announce(sql::Transaction& tx, const Ticket& ticket, std::initializer_list<Date> days) {
    tx.announce("ticket:" + ticket.id.text());
    tx.announce("windows:" + ticket.office.text());
    for (const auto day : days) tx.announce("day:" + ticket.office.text() + ":" + day.iso());
}

struct Place {  // where a ticket is now, in the office's time
    office::Office office;
    LocalTime now;
    store::Row row;
    Window window;
};

std::optional<Place> place_of(sql::Transaction& tx, const Context& context, TicketId id) {
    auto row = store::find(tx, id);
    if (!row) return {};
    auto office = office::find_office(tx, row->ticket.office);
    auto window = store::find_window(tx, row->ticket.window);
    if (!office || !window) return {};
    const auto now = context.local(office->zone);
    return Place{std::move(*office), now, std::move(*row), std::move(*window)};
}

// Until when a moved person may answer: the stated time, but not after the new window begins.
Instant answer_until(const DayChange& change, const Place& place) {
    return std::min(change.answer_until, instant({place.window.date, place.window.opens, place.office.zone}));
}

struct Answerable {
    Place place;
    store::LastChange last;
};

Result<Answerable, Refusal> answerable(sql::Transaction& tx, const Context& context, TicketId id, Proof proof) {
    auto place = place_of(tx, context, id);
    if (!place || (proof == Proof::actor && !may_see(context, place->row.ticket))) return Refusal::no_such_ticket;
    if (place->row.ticket.state != TicketState::booked) return Refusal::wrong_state;
    auto last = store::last_change(tx, id);
    if (!last) return Refusal::wrong_state;
    const auto change = store::find_change(tx, place->row.ticket.office, last->change);
    // Whoever found no place may choose until one is found.
    if (!change || (last->person.to && context.now >= answer_until(*change, *place))) return Refusal::answer_over;
    return Answerable{std::move(*place), *last};
}

Result<Done, Refusal> say(sql::Transaction& tx, const Context& context, TicketId id, Proof proof, MoveAnswer answer,
                          std::string_view verb) {
    const auto found = answerable(tx, context, id, proof);
    if (!found) return found.error();
    const auto& [place, last] = *found;
    if (last.person.answer == answer) return Done{};
    if (last.person.answer == MoveAnswer::chose_again || last.person.answer == MoveAnswer::came_anyway) return Refusal::wrong_state;
    if (!store::answer(tx, last.change, id, last.person.answer, answer, context.now)) return Refusal::changed_meanwhile;
    note(tx, context, place.row.ticket, verb);
    announce(tx, place.row.ticket, {});
    return Done{};
}

}  // namespace

std::optional<MovedView> moved_view(sql::Transaction& tx, const Context& context, TicketId id) {
    const auto last = store::last_change(tx, id);  // most tickets have none
    if (!last) return {};
    const auto place = place_of(tx, context, id);
    if (!place || !is_open(place->row.ticket.state)) return {};
    const auto change = store::find_change(tx, place->row.ticket.office, last->change);
    auto from = store::find_window(tx, last->person.from);
    if (!change || !from) return {};
    Ticket before = place->row.ticket;
    before.number = last->person.from_number;
    MovedView view{.change = change->id,
                   .old_label = before.label(),
                   .from = std::move(*from),
                   .reason = change->reason,
                   .is_placed = static_cast<bool>(last->person.to),
                   .answer = last->person.answer};
    view.until = answer_until(*change, *place);
    view.may_answer = place->row.ticket.state == TicketState::booked && (!view.is_placed || context.now < view.until);
    if (const auto waiting = view.is_placed ? std::nullopt : store::waiting_for_ticket(tx, id))
        view.waiting_link = waiting_link(context, *waiting, place->office.zone);
    return view;
}

std::optional<ReturnView> return_view(sql::Transaction& tx, const Context& context, TicketId id) {
    const auto offer = store::open_return_offer(tx, id);
    if (!offer || offer->expires_at <= context.now) return {};
    const auto row = store::find(tx, id);
    auto window = store::find_window(tx, offer->window);
    if (!row || !window || row->ticket.state != TicketState::booked) return {};
    Ticket there = row->ticket;
    there.number = offer->number;
    return ReturnView{*offer, std::move(*window), there.label()};
}

Result<Done, Refusal> accept_move(sql::Transaction& tx, const Context& context, TicketId id, Proof proof) {
    return say(tx, context, id, proof, MoveAnswer::accepted, "move.accepted");
}

Result<Done, Refusal> wait_for_earlier(sql::Transaction& tx, const Context& context, TicketId id, Proof proof) {
    const auto said = say(tx, context, id, proof, MoveAnswer::waits, "move.waits");
    if (!said) return said;
    const auto place = place_of(tx, context, id);
    const auto last = store::last_change(tx, id);
    const auto from = last ? store::find_window(tx, last->person.from) : std::nullopt;
    if (!place || !from) return said;
    const auto& ticket = place->row.ticket;
    WaitingWish wish{.office = ticket.office,
                     .service = ticket.service,
                     .application = ticket.application,
                     .from = std::max(from->date, place->now.date),
                     .to = place->row.date - 1,
                     .name = ticket.holder_name,
                     .about = place->row.about};
    if (const auto sealed = store::phone_sealed(tx, id); sealed && !ticket.application)
        wish.phone_typed = context.platform.vault.open_sealed({"booking_ticket.phone_sealed", id.value}, *sealed);
    // No day lies between, or this person waits already: the new place stays, and a raised quota is offered all the same.
    static_cast<void>(join_waiting_list(tx, context, wish));
    return said;
}

Result<Ticket, Refusal> choose_again(sql::Transaction& tx, const Context& context, TicketId id, WindowId window_id, Proof proof) {
    const auto found = answerable(tx, context, id, proof);
    if (!found) return found.error();
    auto ticket = found->place.row.ticket;
    const auto& last = found->last;
    const auto window = store::find_window(tx, window_id);
    if (!window || window->office != ticket.office || window->service != ticket.service || window->id == ticket.window)
        return Refusal::no_such_window;
    const Policy policy{office::parameter(tx, ticket.office, "booking_days_ahead_max", found->place.now.date).number()};
    if (const auto why = refusal(*window, policy, TicketChannel::counter, found->place.now)) return *why;
    if (!store::answer(tx, last.change, id, last.person.answer, MoveAnswer::chose_again, context.now)) return Refusal::changed_meanwhile;
    const auto number = store::claim_moved_place(tx, window_id, ticket.channel);
    if (!number) return Refusal::quota_full;
    if (!store::put(tx, id, ticket.window, *window, *number, ticket.channel)) return Refusal::changed_meanwhile;
    if (!last.person.to) end_wait_for(tx, context, id, WaitingState::left);
    return_place(tx, context, found->place.window, ticket.channel, found->place.row.person_key, PlaceCause::moved);
    const auto before = found->place.row.date;
    ticket.window = window_id;
    ticket.number = *number;
    note(tx, context, ticket, "move.chose_again");
    announce(tx, ticket, {before, window->date});
    return ticket;
}

std::vector<WindowView> windows_to_choose(sql::Transaction& tx, const Context& context, const Ticket& ticket) {
    const auto office = office::find_office(tx, ticket.office);
    if (!office) return {};
    const auto today = context.local(office->zone).date;
    const int ahead = office::parameter(tx, ticket.office, "booking_days_ahead_max", today).number();
    auto list = windows(tx, context, ticket.office, ticket.service, today, today + ahead);
    std::erase_if(list, [&](const WindowView& one) {
        return one.window.id == ticket.window || one.window.suspended || one.state == WindowState::over ||
               one.window.taken >= one.window.quota;
    });
    // The part that is not sold online is open to whoever was moved.
    for (auto& one : list) {
        one.state = WindowState::open;
        one.window.online_quota = one.window.quota;
        one.window.online_taken = one.window.taken;
    }
    return list;
}

namespace {

// The place is held already; false when this person has another offer.
bool offer_place(sql::Transaction& tx, const Context& context, const office::Office& office, const Window& window, const store::Row& row,
                 ReturnOffer offer) {
    offer.id = {ids::next()};
    offer.office = window.office;
    offer.ticket = row.ticket.id;
    offer.window = window.id;
    offer.offered_at = context.now;
    if (!store::add(tx, offer)) return false;
    Ticket there = row.ticket;
    there.number = offer.number;
    tell(tx, context, window.office, row.ticket,
         {"booking.earlier_place",
          "offer:" + offer.id.text(),
          {{"nomor", there.label()},
           {"hari", long_date(Language::indonesian, window.date)},
           {"jam", clock(window.opens) + "–" + clock(window.closes) + " " + std::string(name(office.zone))},
           {"sampai", date_and_clock(Language::indonesian, offer.expires_at.in(office.zone))},
           {"nomor_lama", row.ticket.label()},
           {"hari_lama", long_date(Language::indonesian, row.date)},
           {"tautan", address_of(context, row.ticket, offer.expires_at)}}});
    tx.announce("ticket:" + row.ticket.id.text());
    return true;
}

// Until when an offer of this window holds; empty when somebody could not read, answer and come within an hour.
std::optional<Instant> offer_ends(sql::Transaction& tx, const Context& context, const office::Office& office, const Window& window) {
    const auto opens = instant({window.date, window.opens, office.zone});
    if (opens.seconds - context.now.seconds < hour) return {};
    const auto hours = office::parameter(tx, window.office, "return_offer_hours", context.local(office.zone).date).number();
    return std::min(Instant{context.now.seconds + std::int64_t{hours} * hour}, Instant{opens.seconds - hour / 2});
}

int offer_places(sql::Transaction& tx, const Context& context, ChangeId change, WindowId id, store::Asking who) {
    const auto window = store::find_window(tx, id);
    if (!window || window->suspended) return 0;
    const auto office = office::find_office(tx, window->office);
    if (!office) return 0;
    const int free = window->quota - window->taken;
    const auto ends = offer_ends(tx, context, *office, *window);
    if (free <= 0 || !ends) return 0;
    const auto until = *ends;
    int offered = 0;
    for (const auto ticket_id : store::who_may_return(tx, *window, store::Asking::everybody == who ? change : ChangeId{}, who, free)) {
        const auto row = store::find(tx, ticket_id);
        if (!row) continue;
        const auto number = store::claim_moved_place(tx, id, row->ticket.channel);
        if (!number) break;
        if (offer_place(tx, context, *office, *window, *row,
                        {.change = change, .number = *number, .channel = row->ticket.channel, .expires_at = until})) {
            ++offered;
        } else {
            store::release_place(tx, id, row->ticket.channel);
        }
    }
    if (offered > 0) {
        // So that an undo finds the numbers that nobody used.
        store::extend(tx, window->office, change, {id, window->last_number, window->last_number + offered});
        audit::record(
            tx, context,
            {window->office, "quota.returns_offered", "booking_window:" + id.text(), R"({"offered":)" + std::to_string(offered) + "}"});
    }
    return offered;
}

}  // namespace

void settle_unplaced(sql::Transaction& tx, const Context& context, WindowId id) {
    const auto people = store::unplaced_in(tx, id);
    const auto window = store::find_window(tx, id);
    const auto office = window ? office::find_office(tx, window->office) : std::nullopt;
    if (people.empty() || !office || window->suspended) return;
    int room = window->quota - (window->taken - static_cast<int>(people.size()));
    for (const auto& [change, person] : people) {
        if (--room < 0) break;
        const auto row = store::find(tx, person.ticket);
        if (!row || !store::answer(tx, change, person.ticket, person.answer, MoveAnswer::accepted, context.now)) continue;
        end_wait_for(tx, context, person.ticket, WaitingState::served);
        tell(tx, context, window->office, row->ticket,
             {"booking.restored",
              "raised:" + change.text(),
              {{"nomor", row->ticket.label()},
               {"hari", long_date(Language::indonesian, window->date)},
               {"jam", clock(window->opens) + "–" + clock(window->closes) + " " + std::string(name(office->zone))},
               {"tempat", window->place.empty() ? office->name : window->place},
               {"tautan", address_of(context, row->ticket, instant({window->date, window->closes, office->zone}))}}});
        announce(tx, row->ticket, {});
    }
}

int offer_returns(sql::Transaction& tx, const Context& context, ChangeId change, WindowId id) {
    settle_unplaced(tx, context, id);
    hold_places_for_first(tx, context, id, change);
    return offer_places(tx, context, change, id, store::Asking::everybody);
}

namespace {

struct Offered {
    Place place;
    ReturnOffer offer;
};

Result<Offered, Refusal> offered(sql::Transaction& tx, const Context& context, TicketId id, Proof proof) {
    auto place = place_of(tx, context, id);
    if (!place || (proof == Proof::actor && !may_see(context, place->row.ticket))) return Refusal::no_such_ticket;
    const auto offer = store::open_return_offer(tx, id);
    if (!offer || offer->expires_at <= context.now) return Refusal::answer_over;
    return Offered{std::move(*place), *offer};
}

}  // namespace

Result<Ticket, Refusal> accept_return(sql::Transaction& tx, const Context& context, TicketId id, Proof proof) {
    const auto found = offered(tx, context, id, proof);
    if (!found) return found.error();
    auto ticket = found->place.row.ticket;
    const auto& offer = found->offer;
    const auto window = store::find_window(tx, offer.window);
    if (!window || window->suspended || is_over(*window, found->place.now)) return Refusal::window_over;
    if (!store::end(tx, offer.id, ReturnOfferState::accepted, context.now)) return Refusal::changed_meanwhile;
    // The place is this person's since the offer; the old one becomes free.
    if (!store::put(tx, id, ticket.window, *window, offer.number, offer.channel)) return Refusal::wrong_state;
    return_place(tx, context, found->place.window, ticket.channel, found->place.row.person_key, PlaceCause::moved);
    if (const auto last = store::last_change(tx, id))
        store::answer(tx, last->change, id, last->person.answer, MoveAnswer::chose_again, context.now);
    const auto before = found->place.row.date;
    ticket.window = window->id;
    ticket.number = offer.number;
    note(tx, context, ticket, "move.returned");
    announce(tx, ticket, {before, window->date});
    return ticket;
}

Result<Done, Refusal> decline_return(sql::Transaction& tx, const Context& context, TicketId id, Proof proof) {
    const auto found = offered(tx, context, id, proof);
    if (!found) return found.error();
    const auto& offer = found->offer;
    if (!store::end(tx, offer.id, ReturnOfferState::declined, context.now)) return Refusal::changed_meanwhile;
    store::release_place(tx, offer.window, offer.channel);
    note(tx, context, found->place.row.ticket, "move.return_declined");
    announce(tx, found->place.row.ticket, {});
    offer_returns(tx, context, offer.change, offer.window);
    hold_new_places(tx, context, offer.window, 1);
    return Done{};
}

void end_offers_above_quota(sql::Transaction& tx, const Context& context, WindowId id, int quota) {
    const auto window = store::find_window(tx, id);
    if (!window) return;
    int above = window->taken - quota;
    for (const auto& offer : store::open_return_offers_of(tx, id)) {
        if (above-- <= 0) break;
        if (!store::end(tx, offer.id, ReturnOfferState::lapsed, context.now)) continue;
        store::release_place(tx, id, offer.channel);
        tx.announce("ticket:" + offer.ticket.text());
    }
}

void end_return_offers(Context& context) {
    const auto due = context.platform.database.read([&](sql::Transaction& tx) { return store::return_offers_to_end(tx, context.now); });
    for (const auto& offer : due) {
        context.platform.database.write([&](sql::Transaction& tx) {
            if (!store::end(tx, offer.id, ReturnOfferState::lapsed, context.now)) return;
            store::release_place(tx, offer.window, offer.channel);
            audit::record(tx, context, {offer.office, "move.offer_lapsed", "booking_ticket:" + offer.ticket.text(), ""});
            tx.announce("ticket:" + offer.ticket.text());
            tx.announce("windows:" + offer.office.text());
            offer_returns(tx, context, offer.change, offer.window);
            hold_new_places(tx, context, offer.window, 1);
        });
    }
    const auto waiting = context.platform.database.read([](sql::Transaction& tx) { return store::waiting_moves(tx); });
    for (const auto& one : waiting) {
        const auto office = context.platform.database.read([&](sql::Transaction& tx) { return office::find_office(tx, one.office); });
        if (!office) continue;
        const auto from = std::max(one.from, context.local(office->zone).date);
        const auto free = context.platform.database.read([&](sql::Transaction& tx) {
            auto list = store::windows(tx, one.office, one.service, from, one.before);
            std::erase_if(list, [](const Window& window) { return window.suspended || window.taken >= window.quota; });
            return list;
        });
        for (const auto& window : free) {
            context.platform.database.write(
                [&](sql::Transaction& tx) { offer_places(tx, context, one.change, window.id, store::Asking::waiting); });
        }
    }
}

std::optional<Result<Ticket, Refusal>> take_back_to_old_day(sql::Transaction& tx, const Context& context, const Ticket& ticket,
                                                            Date today) {
    if (ticket.state != TicketState::booked) return {};
    const auto last = store::last_change(tx, ticket.id);
    if (!last || !last->person.to || last->person.answer != MoveAnswer::none || ticket.window != last->person.to) return {};
    const auto from = store::find_window(tx, last->person.from);
    if (!from || from->date != today) return {};
    if (!store::claim_reserve(tx, from->id)) return Result<Ticket, Refusal>(Refusal::quota_full);
    if (!store::put_on_old_day(tx, last->person, *from)) return Result<Ticket, Refusal>(Refusal::changed_meanwhile);
    if (const auto left = store::find_window(tx, ticket.window)) return_place(tx, context, *left, ticket.channel, "", PlaceCause::moved);
    if (!store::answer(tx, last->change, ticket.id, MoveAnswer::none, MoveAnswer::came_anyway, context.now))
        return Result<Ticket, Refusal>(Refusal::changed_meanwhile);
    auto served = ticket;
    served.window = from->id;
    served.number = last->person.from_number;
    served.channel = TicketChannel::reserve;
    note(tx, context, served, "move.came_on_old_day");
    announce(tx, served, {today});
    return Result<Ticket, Refusal>(served);
}

}  // namespace booking
