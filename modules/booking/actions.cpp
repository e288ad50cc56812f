#include "modules/booking/actions.hpp"

#include <algorithm>

#include "base/phone.hpp"
#include "base/text.hpp"
#include "modules/booking/access.hpp"
#include "modules/booking/actions_moved.hpp"
#include "modules/booking/actions_waiting.hpp"
#include "modules/booking/rules.hpp"
#include "modules/booking/store.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/queue_facts.hpp"
#include "modules/registration/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/events.hpp"

namespace booking {

namespace {

void note(sql::Transaction& tx, const Context& context, const Ticket& ticket, std::string_view verb) {
    audit::record(tx, context,
                  {ticket.office, verb, "booking_ticket:" + ticket.id.text(),
                   R"({"window":")" + ticket.window.text() + R"(","number":)" + std::to_string(ticket.number) + "}"});
}

void announce_day(sql::Transaction& tx, OfficeId office, Date date) { tx.announce("day:" + office.text() + ":" + date.iso()); }

void announce_windows(sql::Transaction& tx, OfficeId office) { tx.announce("windows:" + office.text()); }

struct Hours {  // of the office, as far as a window needs them
    LocalTime now;
    Policy policy;
    char letter;  // of the service's numbers
};

std::optional<Hours> hours_of(sql::Transaction& tx, const Context& context, OfficeId office_id, std::string_view service) {
    const auto office = office::queue_facts(tx, office_id, service);
    if (!office) return {};
    const auto now = context.local(office->zone);
    return Hours{now, {office::parameter(tx, office_id, "booking_days_ahead_max", now.date).number()}, office->letter};
}

bool is_ready(registration::ApplicationState state) {
    switch (state) {
        case registration::ApplicationState::submitted:
        case registration::ApplicationState::needs_fix:
        case registration::ApplicationState::at_counter: return true;
        case registration::ApplicationState::draft:
        case registration::ApplicationState::approved:
        case registration::ApplicationState::refused:
        case registration::ApplicationState::withdrawn: return false;
    }
    return false;
}

// Takes the place and writes the row; the two unique keys are the last word on "one open ticket a person".
Result<Ticket, Refusal> add_ticket(sql::Transaction& tx, const Context& context, const Window& window, store::Row row,
                                   std::string_view phone_sealed) {
    const auto number = store::claim_place(tx, window.id, row.ticket.channel);
    if (!number) return Refusal::quota_full;  // somebody took the last place since we looked
    row.ticket.number = *number;
    row.ticket.office = window.office;
    row.ticket.window = window.id;
    row.ticket.service = window.service;
    row.ticket.taken_at = context.now;
    row.date = window.date;
    if (!store::add(tx, row, phone_sealed)) {
        store::release_place(tx, window.id, row.ticket.channel);  // a draw goes on with the next
        return store::open_of_application(tx, row.ticket.application) && row.ticket.application ? Refusal::already_booked
                                                                                                : Refusal::take_number_at_counter;
    }
    end_wish_of(tx, context, row.ticket, row.person_key);
    note(tx, context, row.ticket, "ticket.taken");
    announce_windows(tx, window.office);
    return row.ticket;
}

}  // namespace

std::vector<WindowView> windows(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view service, Date from,
                                Date to) {
    return with_states(tx, context, office, store::windows(tx, office, service, from, to));
}

std::vector<WindowView> windows(sql::Transaction& tx, const Context& context, const office::Office& office, int days_ahead_max,
                                std::string_view service, Date from, Date to) {
    const Policy policy{days_ahead_max};
    const auto now = context.local(office.zone);
    std::vector<WindowView> views;
    for (auto& window : store::listed(tx, office.id, service, from, to)) {
        const auto state = state_of(window, policy, now);
        views.push_back({std::move(window), state});
    }
    return views;
}

std::vector<WindowView> with_states(sql::Transaction& tx, const Context& context, OfficeId office, std::vector<Window> windows) {
    std::vector<WindowView> views;
    const auto hours = hours_of(tx, context, office, "");
    if (!hours) return views;
    views.reserve(windows.size());
    for (auto& window : windows) {
        const auto state = state_of(window, hours->policy, hours->now);
        views.push_back({std::move(window), state});
    }
    return views;
}

std::optional<Window> find_window(sql::Transaction& tx, WindowId id) { return store::find_window(tx, id); }

Result<Ticket, Refusal> take_place(sql::Transaction& tx, const Context& context, WindowId window_id,
                                   registration::ApplicationId application_id, TicketChannel channel) {
    const auto window = store::find_window(tx, window_id);
    if (!window || window->service != "ak1") return Refusal::no_such_window;
    const auto application = registration::find_outline(tx, application_id);
    if (!application || application->office != window->office) return Refusal::no_such_window;
    const auto hours = hours_of(tx, context, window->office, window->service);
    if (!hours) return Refusal::no_such_window;

    const bool online = channel == TicketChannel::online;
    auto why = is_ready(application->state) ? refusal(*window, hours->policy, channel, hours->now) : Refusal::application_not_ready;
    if (!why && online && is_paused_online(tx, window->office, window->service, application->person_key, hours->now.date))
        why = Refusal::take_number_at_counter;
    auto rival = store::open_of_person(tx, window->office, window->service, application->person_key);
    // Who holds a number already hears that first. Asked only of those who are refused: the unique key is the last word.
    if (why || rival) {
        if (store::open_of_application(tx, application_id)) return Refusal::already_booked;
        if (why) return *why;
    }
    if (rival) {
        // Whoever typed this NIK first learns nothing and blocks nobody: online the answer is the same as for every other
        // refusal that depends on the register; at the counter the KTP decides, and its owner's file takes the place.
        if (online) return Refusal::take_number_at_counter;
        rival = store::cancel(tx, rival->ticket.id, rival->ticket.state, context.now);
        if (!rival) return Refusal::changed_meanwhile;
        end_wait_for(tx, context, rival->ticket.id, WaitingState::left);
        // Its own window: the place goes from one file of a NIK to the other. Elsewhere it came back like any other.
        const auto left = store::find_window(tx, rival->ticket.window);
        if (left && left->id != window_id)
            return_place(tx, context, *left, rival->ticket.channel, rival->person_key, PlaceCause::cancelled);
        else
            store::release_place(tx, rival->ticket.window, rival->ticket.channel);
        note(tx, context, rival->ticket, "ticket.rival_cancelled");
        announce_day(tx, rival->ticket.office, rival->date);
        events::publish(tx, context, {"booking.closed", rival->ticket.office, rival->ticket.id.value});
    }

    store::Row row;
    row.ticket.id = {ids::next()};
    row.ticket.code = application->code;
    row.ticket.application = application_id;
    row.ticket.holder_name = application->name;
    row.ticket.channel = channel;
    row.ticket.letter = hours->letter;
    row.person_key = application->person_key;
    return add_ticket(tx, context, *window, std::move(row), "");
}

Result<Ticket, Refusal> take_place_for_visitor(sql::Transaction& tx, const Context& context, WindowId window_id, const Visitor& visitor,
                                               TicketChannel channel) {
    const auto window = store::find_window(tx, window_id);
    if (!window) return Refusal::no_such_window;
    const auto name = text::clean_line(visitor.name, 100);
    const auto about = text::clean_line(visitor.about, 200);
    if (!name || name->empty() || !about) return Refusal::field_missing;
    for (const auto& service : office::services(tx, window->office)) {
        if (service.code != window->service) continue;
        if (service.needs_application) return Refusal::application_not_ready;
        if (channel == TicketChannel::online && !service.bookable_online) return Refusal::service_not_online;
    }
    const auto hours = hours_of(tx, context, window->office, window->service);
    if (!hours) return Refusal::no_such_window;
    if (const auto why = refusal(*window, hours->policy, channel, hours->now)) return *why;
    const auto phone = Phone::parse(visitor.phone_typed);
    if (!phone && channel == TicketChannel::online) return Refusal::field_missing;

    store::Row row;
    row.ticket.id = {ids::next()};
    row.ticket.code = crypto::random_code(8);
    row.ticket.holder_name = *name;
    row.ticket.channel = channel;
    row.ticket.letter = hours->letter;
    row.about = *about;
    std::string sealed;
    if (phone) {
        // Families share phones: the same phone with another name is another person.
        row.person_key = context.platform.vault.blind_index("visitor", std::string(phone->reveal()) + "|" + text::name_key(*name));
        sealed = context.platform.vault.seal({"booking_ticket.phone_sealed", row.ticket.id.value}, phone->reveal());
        if (store::open_of_person(tx, window->office, window->service, row.person_key)) return Refusal::already_booked;
    }
    return add_ticket(tx, context, *window, std::move(row), sealed);
}

namespace {

Result<Ticket, Refusal> cancel_row(sql::Transaction& tx, const Context& context, std::optional<store::Row> row) {
    const auto id = row->ticket.id;
    if (row->ticket.state == TicketState::cancelled) return row->ticket;
    if (!may_move_to(row->ticket.state, TicketState::cancelled)) return Refusal::wrong_state;
    row = store::cancel(tx, id, row->ticket.state, context.now);
    if (!row) return Refusal::changed_meanwhile;
    end_wait_for(tx, context, id, WaitingState::left);
    if (const auto window = store::find_window(tx, row->ticket.window))
        return_place(tx, context, *window, row->ticket.channel, row->person_key, PlaceCause::cancelled);
    note(tx, context, row->ticket, "ticket.cancelled");
    announce_day(tx, row->ticket.office, row->date);
    announce_windows(tx, row->ticket.office);
    tx.announce("ticket:" + id.text());
    return row->ticket;
}

}  // namespace

Result<Ticket, Refusal> cancel(sql::Transaction& tx, const Context& context, TicketId id) {
    auto row = store::find(tx, id);
    if (!row || !may_see(context, row->ticket)) return Refusal::no_such_ticket;
    return cancel_row(tx, context, std::move(row));
}

Result<Ticket, Refusal> cancel_as_visitor(sql::Transaction& tx, const Context& context, TicketId id, std::string_view phone_typed) {
    auto row = store::find(tx, id);
    if (!row || row->ticket.application) return Refusal::no_such_ticket;
    const auto phone = Phone::parse(phone_typed);
    const auto sealed = store::phone_sealed(tx, id);
    if (!phone || !sealed) return Refusal::not_yours;
    const auto given = context.platform.vault.open_sealed({"booking_ticket.phone_sealed", id.value}, *sealed);
    if (!crypto::equal_in_constant_time(given, phone->reveal())) return Refusal::not_yours;
    return cancel_row(tx, context, std::move(row));
}

Result<Ticket, Refusal> check_in(sql::Transaction& tx, const Context& context, TicketId id, DayRule rule) {
    auto row = store::find(tx, id);
    if (!row || !works_at(context, row->ticket.office)) return Refusal::no_such_ticket;
    auto& ticket = row->ticket;
    if (ticket.state == TicketState::checked_in) return ticket;
    if (!may_move_to(ticket.state, TicketState::checked_in)) return Refusal::wrong_state;
    const auto hours = hours_of(tx, context, ticket.office, ticket.service);
    if (hours && row->date != hours->now.date) {
        // Moved away from today and does not know it: served from the reserve of the old day, while it lasts.
        const auto back = take_back_to_old_day(tx, context, ticket, hours->now.date);
        if (back && back->has_value()) {
            row = store::find(tx, id);
        } else if (back && back->error() == Refusal::changed_meanwhile) {
            return Refusal::changed_meanwhile;
        } else if (back && rule == DayRule::booked_day_only) {
            return Refusal::not_today;
        }
    }
    const bool other_day = !hours || row->date != hours->now.date;
    const bool came_late = ticket.state == TicketState::no_show;
    if (other_day && rule == DayRule::booked_day_only) return Refusal::not_today;
    if (!store::change(tx, id, ticket.state, {.to = TicketState::checked_in, .checked_in_at = context.now, .other_day = other_day}))
        return Refusal::changed_meanwhile;
    end_wait_for(tx, context, id, WaitingState::served);
    if (ticket.application) {
        if (const auto present = registration::mark_present(tx, context, ticket.application); !present)
            return Refusal::application_not_ready;
    }
    ticket.state = TicketState::checked_in;
    ticket.checked_in_at = context.now;
    ticket.other_day = other_day;
    note(tx, context, ticket, other_day ? "ticket.checked_in_other_day" : (came_late ? "ticket.checked_in_late" : "ticket.checked_in"));
    tx.announce("ticket:" + id.text());
    announce_day(tx, ticket.office, row->date);
    if (other_day && hours) announce_day(tx, ticket.office, hours->now.date);
    events::publish(tx, context, {"booking.checked_in", ticket.office, id.value});
    return ticket;
}

std::optional<Ticket> find_ticket(sql::Transaction& tx, TicketId id) {
    const auto row = store::find(tx, id);
    if (!row) return {};
    return row->ticket;
}

std::optional<Ticket> find_ticket_by_code(sql::Transaction& tx, std::string_view code) {
    const auto row = store::find_by_code(tx, code);
    if (!row) return {};
    return row->ticket;
}

std::optional<Ticket> open_ticket_of(sql::Transaction& tx, registration::ApplicationId application) {
    const auto row = store::open_of_application(tx, application);
    if (!row) return {};
    return row->ticket;
}

std::optional<TicketView> ticket_view(sql::Transaction& tx, std::string_view code) {
    auto row = store::find_by_code(tx, code);
    if (!row) return {};
    auto window = store::find_window(tx, row->ticket.window);
    if (!window) return {};
    TicketView view{row->ticket, std::move(*window), row->sequence, row->counter, {}};
    if (row->sequence == 0) return view;  // nothing has happened to it yet
    if (auto move = store::last_move(tx, row->ticket.id)) {
        Ticket before = row->ticket;
        before.number = move->number;
        view.moved = TicketView::Moved{before.label(), move->date, std::move(move->reason)};
    }
    return view;
}

int make_windows(sql::Transaction& tx, const Context& context, OfficeId office, Date from, Date to) {
    const auto calendar = office::calendar(tx, office);
    const auto offered = office::services(tx, office);
    const auto exceptions = office::window_exceptions(tx, office, from, to);
    const auto found = office::find_office(tx, office);
    if (!found) return 0;
    const int reserve = office::parameter(tx, office, "counter_reserve", context.local(found->zone).date).number();
    int made = 0;
    for (const auto& rule : office::window_rules(tx, office)) {
        if (rule.retired) continue;
        for (Date day = from; day <= to; day = day + 1) {
            if (!office::promises(rule, day, calendar)) continue;
            int quota = rule.quota;
            bool closed = false;
            for (const auto& exception : exceptions) {
                if (exception.rule != rule.id || exception.date != day) continue;
                closed = exception.closed;
                quota = exception.quota.value_or(quota);
            }
            if (closed) continue;
            for (const auto& service : offered) {
                if (!service.offered || std::ranges::find(rule.services, service.code) == rule.services.end()) continue;
                made += store::add(tx, {.id = {ids::next()},
                                        .office = office,
                                        .rule = rule.id,
                                        .service = service.code,
                                        .name = rule.name,
                                        .place = rule.place,
                                        .date = day,
                                        .opens = rule.opens,
                                        .closes = rule.closes,
                                        .quota = quota,
                                        .online_quota = online_part(quota, rule.not_online_percent, rule.school_percent),
                                        .reserve = reserve});
            }
        }
    }
    return made;
}

}  // namespace booking
