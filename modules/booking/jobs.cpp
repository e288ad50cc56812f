#include "modules/booking/jobs.hpp"

#include <algorithm>

#include "modules/booking/actions.hpp"
#include "modules/booking/actions_draw.hpp"
#include "modules/booking/actions_hall.hpp"
#include "modules/booking/actions_school.hpp"
#include "modules/booking/actions_waiting.hpp"
#include "modules/booking/rules.hpp"
#include "modules/booking/store.hpp"
#include "modules/office/actions.hpp"
#include "platform/events.hpp"

namespace booking {

void make_coming_windows(Context& context) {
    const auto offices = context.platform.database.read([](sql::Transaction& tx) { return office::offices(tx); });
    for (const auto& one : offices) {
        const auto today = context.local(one.zone).date;
        context.platform.database.write(
            [&](sql::Transaction& tx) { make_windows(tx, context, one.id, today, today + windows_made_days_ahead); });
    }
}

// Whoever was booked and did not come is a no-show once the day is over, at the office's own midnight.
void close_past_days(Context& context) {
    const auto offices = context.platform.database.read([](sql::Transaction& tx) { return office::offices(tx); });
    for (const auto& one : offices) {
        const auto yesterday = context.local(one.zone).date - 1;
        context.platform.database.write([&](sql::Transaction& tx) {
            for (Date day = yesterday - 7; day <= yesterday; day = day + 1) close_day(tx, context, one.id, day);
        });
    }
}

void tend_waiting_lists(Context& context) {
    const auto offices = context.platform.database.read([](sql::Transaction& tx) { return office::offices(tx); });
    for (const auto& one : offices) {
        context.platform.database.write([&](sql::Transaction& tx) {
            tend_waiting(tx, context, one.id);
            mark_no_shows(tx, context, one.id);
        });
    }
}

void hold_draws(Context& context) {
    const auto due = context.platform.database.read([&](sql::Transaction& tx) { return draws_to_hold(tx, context); });
    for (const auto draw : due) {
        const auto held = context.platform.database.write([&](sql::Transaction& tx) { return hold_draw(tx, context, draw); });
        static_cast<void>(held);  // called off meanwhile
    }
}

void end_wish_of_file(sql::Transaction& tx, const Context& context, const http::Event& event) {
    end_wish_of(tx, context, registration::ApplicationId{event.subject});
}

void return_school_places(Context& context) {
    const auto offices = context.platform.database.read([](sql::Transaction& tx) { return office::offices(tx); });
    for (const auto& one : offices)
        context.platform.database.write([&](sql::Transaction& tx) { return_unnamed_places(tx, context, one.id); });
}

// New rules and holidays make new windows at once. Windows that a rule no longer promises are closed for further
// booking when nobody holds a number there; otherwise they stay, and the manager decides about them.
void follow_rules(sql::Transaction& tx, const Context& context, const http::Event& event) {
    const auto office = office::find_office(tx, event.office);
    if (!office) return;
    const auto today = context.local(office->zone).date;
    const auto last = today + windows_made_days_ahead;
    make_windows(tx, context, event.office, today, last);

    const auto calendar = office::calendar(tx, event.office);
    const auto rules = office::window_rules(tx, event.office);
    const auto exceptions = office::window_exceptions(tx, event.office, today, last);
    for (auto window : store::windows_of_rules(tx, event.office, today)) {
        const auto rule = std::ranges::find_if(rules, [&](const office::WindowRule& one) { return one.id == window.rule; });
        if (rule == rules.end()) continue;
        const auto exception = std::ranges::find_if(
            exceptions, [&](const office::WindowException& one) { return one.rule == window.rule && one.date == window.date; });
        const bool closed = exception != exceptions.end() && exception->closed;
        const bool served = std::ranges::find(rule->services, window.service) != rule->services.end();
        if (!served || closed || !office::promises(*rule, window.date, calendar)) {
            if (window.taken == 0 && window.reserve_taken == 0 && !window.suspended)
                store::suspend(tx, window.id, true, closed ? exception->reason : std::string(msg("Kantor tutup pada hari ini.")));
            continue;
        }
        if (window.suspended && window.taken == 0 && window.suspended_reason == msg("Kantor tutup pada hari ini."))
            store::suspend(tx, window.id, false, "");
        const int quota = exception != exceptions.end() ? exception->quota.value_or(rule->quota) : rule->quota;
        window.name = rule->name;
        window.place = rule->place;
        window.opens = rule->opens;
        window.closes = rule->closes;
        window.quota = quota;
        window.online_quota = online_part(quota, rule->not_online_percent, rule->school_percent);
        store::follow_rule(tx, window);
    }
    tx.announce("windows:" + event.office.text());
}

namespace {

void close_ticket(sql::Transaction& tx, const Context& context, const http::Event& event, std::string_view outcome) {
    const auto row = store::open_of_application(tx, {event.subject});
    if (!row || !may_move_to(row->ticket.state, TicketState::done)) return;
    store::change(tx, row->ticket.id, row->ticket.state,
                  {.to = TicketState::done, .closed_at = context.now, .outcome = std::string(outcome)});
    tx.announce("day:" + row->ticket.office.text() + ":" + row->date.iso());
    tx.announce("ticket:" + row->ticket.id.text());
    events::publish(tx, context, {"booking.closed", row->ticket.office, row->ticket.id.value});
}

}  // namespace

void close_approved(sql::Transaction& tx, const Context& context, const http::Event& event) {
    close_ticket(tx, context, event, "approved");
}
void close_refused(sql::Transaction& tx, const Context& context, const http::Event& event) { close_ticket(tx, context, event, "refused"); }

void cancel_withdrawn(sql::Transaction& tx, const Context& context, const http::Event& event) {
    auto row = store::open_of_application(tx, {event.subject});
    if (!row || row->ticket.state != TicketState::booked) return;
    row = store::cancel(tx, row->ticket.id, TicketState::booked, context.now);
    if (!row) return;  // given back by its holder at the same moment
    if (const auto window = store::find_window(tx, row->ticket.window))
        return_place(tx, context, *window, row->ticket.channel, row->person_key, PlaceCause::withdrawn);
    tx.announce("day:" + row->ticket.office.text() + ":" + row->date.iso());
}

}  // namespace booking
