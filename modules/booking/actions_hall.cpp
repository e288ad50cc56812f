#include "modules/booking/actions_hall.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.hpp"
#include "modules/booking/access.hpp"
#include "modules/booking/rules.hpp"
#include "modules/booking/store.hpp"
#include "modules/booking/store_quota.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/events.hpp"

namespace booking {

namespace {

void note(sql::Transaction& tx, const Context& context, const Ticket& ticket, std::string_view verb, std::string details = "") {
    audit::record(tx, context, {ticket.office, verb, "booking_ticket:" + ticket.id.text(), std::move(details)});
}

void announce(sql::Transaction& tx, const store::Row& row) {
    tx.announce("day:" + row.ticket.office.text() + ":" + row.date.iso());
    tx.announce("ticket:" + row.ticket.id.text());
}

// The steps that one ticket takes, guarded by the state it was read in: two counters cannot both take it.
Result<Ticket, Refusal> step(sql::Transaction& tx, const Context& context, TicketId id, const store::Change& change,
                             std::string_view verb) {
    auto row = store::find(tx, id);
    if (!row || !works_at(context, row->ticket.office)) return Refusal::no_such_ticket;
    if (!may_move_to(row->ticket.state, change.to)) return Refusal::wrong_state;
    if (!store::change(tx, id, row->ticket.state, change)) return Refusal::changed_meanwhile;
    row = store::find(tx, id);
    note(tx, context, row->ticket, verb, change.outcome ? R"({"outcome":")" + *change.outcome + "\"}" : "");
    announce(tx, *row);
    if (!is_open(row->ticket.state)) events::publish(tx, context, {"booking.closed", row->ticket.office, row->ticket.id.value});
    return row->ticket;
}

}  // namespace

namespace {

struct Day {  // the tickets of a day and of those who came on it with a number for another one
    std::vector<store::Row> rows;
    std::map<std::int64_t, Window> windows;
};

Day day_of(sql::Transaction& tx, OfficeId office, Date date) {
    Day day{store::of_day(tx, office, date), {}};
    for (auto& window : store::windows_of_day(tx, office, date)) day.windows.emplace(window.id.value, window);
    const auto found = office::find_office(tx, office);
    const auto zone = found ? found->zone : Zone::wib;
    for (auto& row : store::arrived_on_other_day(tx, office, instant({date, {}, zone}), instant({date + 1, {}, zone}))) {
        if (row.date == date) continue;
        if (const auto window = store::find_window(tx, row.ticket.window)) day.windows.emplace(window->id.value, *window);
        day.rows.push_back(std::move(row));
    }
    // As a list is read: earlier windows first, then by number; who has a number for another day comes after.
    const auto place = [&](const store::Row& row) {
        const auto window = day.windows.find(row.ticket.window.value);
        return std::tuple(row.date != date, window == day.windows.end() ? 0 : window->second.opens.minutes, row.ticket.window.value,
                          row.ticket.number);
    };
    std::ranges::stable_sort(day.rows, [&](const store::Row& a, const store::Row& b) { return place(a) < place(b); });
    return day;
}

}  // namespace

namespace {

DayEntry entry_of(store::Row row, const Window* window) {
    DayEntry entry;
    if (window) {
        entry.window_name = window->name;
        entry.opens = window->opens;
        entry.closes = window->closes;
    }
    entry.date = row.date;
    entry.about = std::move(row.about);
    entry.counter = std::move(row.counter);
    entry.ticket = std::move(row.ticket);
    return entry;
}

}  // namespace

std::vector<DayEntry> day_list(sql::Transaction& tx, const Context& context, OfficeId office, Date date) {
    std::vector<DayEntry> list;
    if (!works_at(context, office)) return list;
    auto day = day_of(tx, office, date);
    for (auto& row : day.rows) {
        const auto window = day.windows.find(row.ticket.window.value);
        list.push_back(entry_of(std::move(row), window == day.windows.end() ? nullptr : &window->second));
    }
    return list;
}

std::optional<DayEntry> day_entry(sql::Transaction& tx, const Context& context, TicketId id) {
    auto row = store::find(tx, id);
    if (!row || !works_at(context, row->ticket.office)) return {};
    const auto window = store::find_window(tx, row->ticket.window);
    return entry_of(std::move(*row), window ? &*window : nullptr);
}

std::vector<DayEntry> other_day_arrivals(sql::Transaction& tx, const Context& context, OfficeId office, Date from, Date to) {
    std::vector<DayEntry> list;
    if (!works_at(context, office)) return list;
    const auto found = office::find_office(tx, office);
    const auto zone = found ? found->zone : Zone::wib;
    for (auto& row : store::arrived_on_other_day(tx, office, instant({from, {}, zone}), instant({to + 1, {}, zone}))) {
        const auto window = store::find_window(tx, row.ticket.window);
        list.push_back(entry_of(std::move(row), window ? &*window : nullptr));
    }
    return list;
}

std::vector<WindowView> day_windows(sql::Transaction& tx, const Context& context, OfficeId office, Date date) {
    if (!works_at(context, office)) return {};
    return with_states(tx, context, office, store::windows_of_day(tx, office, date));
}

Result<Ticket, Refusal> call(sql::Transaction& tx, const Context& context, TicketId id, std::string_view counter) {
    return step(tx, context, id, {.to = TicketState::called, .called_at = context.now, .counter = std::string(counter)}, "ticket.called");
}

Result<Ticket, Refusal> wait_again(sql::Transaction& tx, const Context& context, TicketId id) {
    const auto row = store::find(tx, id);
    if (row && row->ticket.state != TicketState::called) return Refusal::wrong_state;
    return step(tx, context, id, {.to = TicketState::checked_in, .counter = ""}, "ticket.waits_again");
}

Result<Ticket, Refusal> close_visit(sql::Transaction& tx, const Context& context, TicketId id, std::string_view outcome,
                                    std::string_view service) {
    const auto row = store::find(tx, id);
    if (!row || !works_at(context, row->ticket.office)) return Refusal::no_such_ticket;
    const auto known = outcomes(service.empty() ? std::string_view(row->ticket.service) : service);
    if (std::ranges::none_of(known, [&](const Outcome& one) { return one.code == outcome; })) return Refusal::no_such_outcome;
    return step(tx, context, id, {.to = TicketState::done, .closed_at = context.now, .outcome = std::string(outcome)}, "ticket.done");
}

Result<Ticket, Refusal> mark_left(sql::Transaction& tx, const Context& context, TicketId id) {
    return step(tx, context, id, {.to = TicketState::left, .closed_at = context.now, .outcome = "left"}, "ticket.left");
}

int close_day(sql::Transaction& tx, const Context& context, OfficeId office, Date date) {
    int closed = 0;
    // Who lost the place to a smaller quota has missed nothing: the number ends, the wish stays first on the waiting list.
    const auto without_place = store::unplaced_on(tx, office, date);
    for (const auto& row : store::of_day(tx, office, date)) {
        if (row.ticket.state != TicketState::booked) continue;
        if (std::ranges::binary_search(without_place, row.ticket.id)) {
            const auto ended = store::cancel(tx, row.ticket.id, TicketState::booked, context.now);
            if (!ended) continue;
            store::release_place(tx, ended->ticket.window, ended->ticket.channel);
            note(tx, context, ended->ticket, "ticket.day_lost");
            continue;
        }
        closed += store::change(tx, row.ticket.id, TicketState::booked, {.to = TicketState::no_show, .closed_at = context.now});
    }
    if (closed) {
        audit::record(tx, context, {office, "day.closed", "booking_day:" + date.iso(), R"({"no_show":)" + std::to_string(closed) + "}"});
        tx.announce("day:" + office.text() + ":" + date.iso());
    }
    return closed;
}

Result<PaperNumbers, Refusal> keep_paper_numbers(sql::Transaction& tx, const Context& context, WindowId id, int count) {
    const auto window = store::find_window(tx, id);
    if (!window || !works_at(context, window->office)) return Refusal::no_such_window;
    if (count < 1 || count > 1000) return Refusal::quota_unfit;
    const int last = store::keep_numbers(tx, id, count);
    const PaperNumbers kept{last - count + 1, last};
    store::add_paper_range(tx, ids::next(), *window, kept.first, kept.last, context.now);
    audit::record(tx, context,
                  {window->office, "paper.numbers_kept", "booking_window:" + id.text(),
                   R"({"first":)" + std::to_string(kept.first) + R"(,"last":)" + std::to_string(kept.last) + "}"});
    return kept;
}

std::vector<PaperNumbers> kept_paper_numbers(sql::Transaction& tx, const Context& context, WindowId id) {
    std::vector<PaperNumbers> kept;
    const auto window = store::find_window(tx, id);
    if (!window || !works_at(context, window->office)) return kept;
    for (const auto& range : store::paper_ranges(tx, window->office, id)) kept.push_back({range.first, range.last});
    return kept;
}

Result<int, Refusal> prepare_paper_day(sql::Transaction& tx, const Context& context, OfficeId office, Date date) {
    if (!works_at(context, office)) return Refusal::no_such_window;
    const int wanted = office::parameter(tx, office, "paper_numbers", date).number();
    int kept = 0;
    for (const auto& [window, state] : day_windows(tx, context, office, date)) {
        if (wanted < 1 || window.service != "ak1" || window.suspended || state == WindowState::over) continue;
        if (!kept_paper_numbers(tx, context, window.id).empty()) continue;
        const auto numbers = keep_paper_numbers(tx, context, window.id, wanted);
        if (!numbers) return numbers.error();
        kept += wanted;
    }
    return kept;
}

Result<Ticket, Refusal> enter_late(sql::Transaction& tx, const Context& context, const LateEntry& entry) {
    const auto window = store::find_window(tx, entry.window);
    if (!window || !works_at(context, window->office)) return Refusal::no_such_window;
    const auto ranges = store::paper_ranges(tx, window->office, entry.window);
    const bool kept =
        std::ranges::any_of(ranges, [&](const store::PaperRange& one) { return one.first <= entry.number && entry.number <= one.last; });
    if (!kept) return Refusal::no_such_ticket;
    const auto name = text::clean_line(entry.name, 100);
    if (!name || name->empty()) return Refusal::field_missing;
    const auto office = office::find_office(tx, window->office);
    const auto at = [&](TimeOfDay time) { return instant({window->date, time, office ? office->zone : Zone::wib}); };

    store::Row row;
    row.ticket.id = {ids::next()};
    row.ticket.office = window->office;
    row.ticket.window = window->id;
    row.ticket.service = window->service;
    row.ticket.number = entry.number;
    for (const auto& service : office::services(tx, window->office)) {
        if (service.code == window->service) row.ticket.letter = service.letter;
    }
    row.ticket.channel = TicketChannel::late_entry;
    row.ticket.holder_name = *name;
    row.ticket.taken_at = at(entry.arrived);
    row.ticket.checked_in_at = at(entry.arrived);
    row.ticket.state = TicketState::checked_in;
    if (entry.served) {
        row.ticket.called_at = at(*entry.served);
        row.ticket.state = TicketState::called;
    }
    if (!entry.outcome.empty()) {
        row.ticket.state = TicketState::done;
        row.ticket.outcome = entry.outcome;
        row.ticket.closed_at = at(entry.served.value_or(entry.arrived));
    }
    row.ticket.application = entry.application;
    row.date = window->date;
    if (entry.application) {
        const auto application = registration::find_outline(tx, entry.application);
        if (!application || application->office != window->office) return Refusal::application_not_ready;
        row.ticket.code = application->code;
        row.person_key = application->person_key;
    } else {
        row.ticket.code = crypto::random_code(8);
    }
    if (!store::add_late(tx, row)) return Refusal::already_booked;
    if (entry.application) {
        if (const auto present = registration::mark_present(tx, context, entry.application); !present)
            return Refusal::application_not_ready;
    }
    note(tx, context, row.ticket, "ticket.entered_late");
    announce(tx, row);
    // Who came during today's power cut still waits; an entry for a day that is over is only remembered.
    if (row.ticket.state == TicketState::checked_in && office && row.date == context.local(office->zone).date)
        events::publish(tx, context, {"booking.checked_in", row.ticket.office, row.ticket.id.value});
    return row.ticket;
}

}  // namespace booking
