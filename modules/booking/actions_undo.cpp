#include <algorithm>
#include <map>
#include <tuple>

#include "modules/booking/access.hpp"
#include "modules/booking/actions_quota.hpp"
#include "modules/booking/actions_school_cut.hpp"
#include "modules/booking/actions_telling.hpp"
#include "modules/booking/actions_waiting.hpp"
#include "modules/booking/rules.hpp"
#include "modules/booking/rules_quota.hpp"
#include "modules/booking/store_quota.hpp"
#include "modules/booking/store_waiting.hpp"
#include "modules/messages/actions.hpp"
#include "modules/office/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/i18n/language.hpp"

// What was decided, how to take it back, and the days and ranges that are one decision.
namespace booking {

std::string ChangeView::Person::old_label() const {
    Ticket before = ticket;
    before.number = moved.from_number;
    return before.label();
}

std::vector<DayChange> changes(sql::Transaction& tx, const Context& context, OfficeId office, Date not_before) {
    if (!works_at(context, office)) return {};
    return store::changes_until(tx, office, not_before);
}

namespace {

std::optional<LocalTime> now_at(sql::Transaction& tx, const Context& context, OfficeId id) {
    const auto office = office::find_office(tx, id);
    if (!office) return {};
    return context.local(office->zone);
}

std::optional<ChangeView> view_of(sql::Transaction& tx, const Context& context, ChangeId id) {
    const auto change = store::find_change(tx, context.actor.office, id);
    const auto now = now_at(tx, context, context.actor.office);
    if (!change || !now || !works_at(context, change->office)) return {};
    ChangeView view{.change = *change};
    std::map<WindowId, Window> known;
    const auto window = [&](WindowId wanted) -> const Window& {
        const auto [at, fresh] = known.try_emplace(wanted);
        if (fresh) at->second = store::find_window(tx, wanted).value_or(Window{});
        return at->second;
    };
    bool is_coming = false;
    for (auto& was : store::changed_windows(tx, id)) {
        view.windows.push_back({std::move(was), {}});
        view.windows.back().window = window(view.windows.back().was.window);
        is_coming = is_coming || !is_over(view.windows.back().window, *now);
    }
    for (const auto& moved : store::changed_people(tx, id)) {
        const auto row = store::find(tx, moved.ticket);
        if (row) view.people.push_back({moved, row->ticket, window(moved.from), window(row->ticket.window)});
    }
    std::ranges::sort(view.people, [](const ChangeView::Person& a, const ChangeView::Person& b) {
        return std::tuple(a.from.date, a.from.opens, a.from.id, a.moved.from_number) <
               std::tuple(b.from.date, b.from.opens, b.from.id, b.moved.from_number);
    });
    for (const auto& offer : store::return_offers(tx, id)) {
        view.returns_open += offer.state == ReturnOfferState::open;
        view.returns_accepted += offer.state == ReturnOfferState::accepted;
    }
    const bool only_limits = view.windows.empty() && change->to >= now->date;
    view.can_be_undone = (is_coming || only_limits) && !store::changed_since(tx, id);
    return view;
}

struct Undo {
    ChangeView view;
    LocalTime now;
    UndoPreview preview;
};

Result<Undo, Refusal> make_undo(sql::Transaction& tx, const Context& context, ChangeId id) {
    auto view = view_of(tx, context, id);
    const auto now = now_at(tx, context, context.actor.office);
    if (!view || !now) return Refusal::no_such_change;
    if (store::changed_since(tx, id)) return Refusal::newer_change_first;
    if (!view->can_be_undone) return Refusal::window_over;
    Undo undo{std::move(*view), *now, {}};
    std::string facts = id.text();
    for (const auto& [was, window] : undo.view.windows) {
        const bool over = is_over(window, *now);
        ++(over ? undo.preview.windows_over : undo.preview.windows_restored);
        facts += "|w" + window.id.text() + (over ? "o" : "r") + std::to_string(window.quota);
    }
    for (const auto& person : undo.view.people) {
        const auto last = store::last_change(tx, person.ticket.id);
        const bool stands_there = person.moved.to
                                      ? person.ticket.window == person.moved.to && person.ticket.number == person.moved.to_number
                                      : person.ticket.window == person.moved.from;
        const bool returns = person.ticket.state == TicketState::booked && person.moved.answer == MoveAnswer::none && stands_there &&
                             last && last->change == id && !is_over(person.from, *now);
        (returns ? undo.preview.returns : undo.preview.keeps).push_back(person);
        facts += (returns ? "|r" : "|k") + person.ticket.id.text();
    }
    undo.preview.plan = crypto::sha256_hex(facts).substr(0, 32);
    return undo;
}

}  // namespace

std::optional<ChangeView> change_view(sql::Transaction& tx, const Context& context, ChangeId id) { return view_of(tx, context, id); }

Result<UndoPreview, Refusal> preview_undo(sql::Transaction& tx, const Context& context, ChangeId id) {
    auto undo = make_undo(tx, context, id);
    if (!undo) return undo.error();
    return std::move(undo->preview);
}

Result<UndoPreview, Refusal> undo_change(sql::Transaction& tx, const Context& context, ChangeId id, std::string_view plan) {
    auto made = make_undo(tx, context, id);
    if (!made) return made.error();
    auto& [view, now, preview] = *made;
    if (plan != preview.plan) return Refusal::plan_changed;
    const auto office = view.change.office;

    for (const auto& person : preview.returns) {
        if (person.moved.to && !store::hold(tx, person.ticket.id, person.moved.to)) return Refusal::plan_changed;
    }
    // Offers that nobody took end first: their places are given back.
    for (const auto& offer : store::return_offers(tx, id)) {
        if (offer.state != ReturnOfferState::open || !store::end(tx, offer.id, ReturnOfferState::lapsed, context.now)) continue;
        store::release_place(tx, offer.window, offer.channel);
        messages::withdraw(tx, context, "booking.earlier_place", "ticket:" + offer.ticket.text());
        tx.announce("ticket:" + offer.ticket.text());
    }
    for (auto& [was, window] : view.windows) {
        if (is_over(window, now)) continue;
        const auto seen = store::find_window(tx, window.id);
        if (!seen || !store::restore_quota_as_seen(tx, *seen, was, std::max(seen->reserve - was.added_reserve, seen->reserve_taken)))
            return Refusal::plan_changed;
    }
    struct Counts {
        int places{};
        int online{};
        int reserve{};
    };
    std::map<WindowId, Counts> given_back;
    const auto add = [&](WindowId window, TicketChannel channel, int sign) {
        auto& counts = given_back[window];
        if (channel == TicketChannel::reserve) counts.reserve += sign;
        if (channel == TicketChannel::reserve || channel == TicketChannel::late_entry) return;
        counts.places += sign;
        if (channel == TicketChannel::online) counts.online += sign;
    };
    const auto found = office::find_office(tx, office);
    for (const auto& person : preview.returns) {
        const auto about = "ticket:" + person.ticket.id.text();
        if (person.moved.to) {
            if (!store::put_back(tx, person.moved, person.from)) return Refusal::plan_changed;
            add(person.moved.to, person.ticket.channel, 1);
            add(person.from.id, person.moved.from_channel, -1);
            store::drop_move(tx, person.moved);
        } else {
            take_back_wait(tx, context, id, person.ticket.id);
        }
        // Whoever was not written to yet hears nothing at all.
        const bool knew_nothing = messages::withdraw(tx, context, person.moved.to ? "booking.moved" : "booking.unplaced", about) > 0;
        if (!knew_nothing) {
            auto ticket = person.ticket;
            ticket.number = person.moved.from_number;
            tell(
                tx, context, office, ticket,
                {"booking.restored",
                 "change:" + id.text(),
                 {{"nomor", ticket.label()},
                  {"hari", long_date(Language::indonesian, person.from.date)},
                  {"jam", clock(person.from.opens) + "–" + clock(person.from.closes) + (found ? " " + std::string(name(found->zone)) : "")},
                  {"tempat", person.from.place.empty() && found ? found->name : person.from.place},
                  {"tautan", address_of(context, ticket, {context.now.seconds + 30 * 86400})}}});
        }
        tx.announce(about);
    }
    for (const auto& [window, counts] : given_back) store::release_places(tx, window, counts.places, counts.online, counts.reserve);
    // Earlier places that the change took out of somebody's hands are offered to them again.
    for (const auto& [was, window] : view.windows) {
        if (is_over(window, now)) continue;
        for (const auto& offer : store::reopen_return_offers(tx, window.id, id, view.change.decided_at, context.now)) {
            store::release_places(tx, window.id, -1, offer.channel == TicketChannel::online ? -1 : 0, 0);
            tx.announce("ticket:" + offer.ticket.text());
        }
    }
    // Whose number an earlier cut had put in doubt, and this change made good, waits again.
    for (const auto& [was, window] : view.windows) {
        store::unsettle(tx, window.id, view.change.decided_at);
        store::reopen_wishes(tx, window.id, view.change.decided_at);
    }
    give_back_places(tx, context, id);
    for (const auto& room : store::changed_rooms(tx, id)) store::restore_number(tx, room);
    for (const auto& [was, window] : view.windows) {
        if (!is_over(window, now)) give_back_to_schools(tx, context, id, window.id);
        const auto now_there = store::find_window(tx, window.id);
        if (now_there) drop_places_above_quota(tx, context, window.id, now_there->quota);
    }
    store::drop(tx, id);
    audit::record(
        tx, context,
        {office, "quota.undone", "booking_change:" + id.text(),
         R"({"returned":)" + std::to_string(preview.returns.size()) + R"(,"kept":)" + std::to_string(preview.keeps.size()) + "}"});
    for (const auto& [was, window] : view.windows) tx.announce("day:" + office.text() + ":" + window.date.iso());
    tx.announce("windows:" + office.text());
    return std::move(preview);
}

// --- a holiday that was declared late ---

std::vector<DayToSettle> days_to_settle(sql::Transaction& tx, const Context& context, OfficeId office) {
    const auto now = now_at(tx, context, office);
    if (!now || !works_at(context, office)) return {};
    const auto list = store::windows_of_rules(tx, office, now->date);
    if (list.empty()) return {};
    const auto calendar = office::calendar(tx, office);
    const auto rules = office::window_rules(tx, office);
    const auto exceptions = office::window_exceptions(tx, office, now->date, list.back().date);
    std::map<Date, DayToSettle> days;
    for (const auto& window : list) {
        if (window.taken + window.reserve_taken == 0 || is_over(window, *now)) continue;
        const auto rule = std::ranges::find_if(rules, [&](const office::WindowRule& one) { return one.id == window.rule; });
        const bool closed = std::ranges::any_of(exceptions, [&](const office::WindowException& one) {
            return one.rule == window.rule && one.date == window.date && one.closed;
        });
        if (rule == rules.end() || (!closed && office::promises(*rule, window.date, calendar))) continue;
        const auto open = store::open_of_window(tx, window.id);
        const auto people =
            static_cast<int>(std::ranges::count_if(open, [](const store::Row& row) { return row.ticket.state == TicketState::booked; }));
        // A window that was closed by a plan keeps those for whom no place was found.
        if (people == 0 || window.suspended) continue;
        auto& day = days[window.date];
        day.date = window.date;
        day.people += people;
        ++day.windows;
    }
    std::vector<DayToSettle> found;
    for (const auto& [date, day] : days) found.push_back(day);
    return found;
}

ChangeWish closing_of(sql::Transaction& tx, const Context& context, OfficeId office, Date date) {
    ChangeWish wish{.office = office, .kind = ChangeKind::closed, .from = date, .to = date};
    const auto now = now_at(tx, context, office);
    for (const auto& window : store::windows_of_day(tx, office, date)) {
        if (now && is_over(window, *now)) continue;
        if (window.suspended && window.taken + window.reserve_taken == 0) continue;
        wish.windows.push_back({.window = window.id, .quota = window.quota, .closes = true});
    }
    return wish;
}

// --- "layanan terbatas" ---

ChangeWish limited_service(sql::Transaction& tx, const Context& context, OfficeId office, Date from, Date to, const Limits& limits) {
    ChangeWish wish{.office = office, .kind = ChangeKind::limited, .from = from, .to = to, .limits = limits};
    const auto now = now_at(tx, context, office);
    for (const auto& window : store::windows_of_rules(tx, office, from)) {
        if (window.date > to) break;
        if (now && is_over(window, *now)) continue;
        const bool off = std::ranges::find(limits.services_off, window.service) != limits.services_off.end();
        if (window.suspended && window.taken + window.reserve_taken == 0) continue;
        if (off) {
            wish.windows.push_back({.window = window.id, .quota = window.quota, .closes = true});
        } else if (limits.percent < 100 && !window.suspended) {
            wish.windows.push_back({.window = window.id, .quota = limited_quota(window.quota, limits.percent)});
        }
    }
    return wish;
}

std::optional<DayChange> limits_on(sql::Transaction& tx, OfficeId office, Date day) {
    for (auto& change : store::changes_until(tx, office, day)) {
        if (change.kind == ChangeKind::limited && change.from <= day) return std::move(change);
    }
    return {};
}

}  // namespace booking
