#include "modules/booking/actions_quota.hpp"

#include <algorithm>
#include <map>

#include "modules/booking/access.hpp"
#include "modules/booking/actions_waiting.hpp"
#include "modules/booking/rules.hpp"
#include "modules/booking/store.hpp"
#include "modules/office/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"

namespace booking {

namespace {

constexpr int search_days = 60;  // how far ahead a moved person may find another place

struct Made {
    Window window;
    std::vector<store::Row> rows;  // open tickets by number
    QuotaPlan plan;
    std::string name;
};

// The shares of the rule stay what they are of a whole: a smaller quota has a smaller online part.
int online_part_of(sql::Transaction& tx, const Window& window, int quota) {
    for (const auto& rule : office::window_rules(tx, window.office)) {
        if (rule.id == window.rule) return online_part(quota, rule.not_online_percent, rule.school_percent);
    }
    return quota;
}

Result<Made, Refusal> make_plan(sql::Transaction& tx, const Context& context, WindowId id, int quota) {
    const auto window = store::find_window(tx, id);
    if (!window || !works_at(context, window->office)) return Refusal::no_such_window;
    if (quota < 0 || quota > 5000) return Refusal::quota_unfit;
    const auto office = office::find_office(tx, window->office);
    if (!office) return Refusal::no_such_window;
    const auto now = context.local(office->zone);
    if (is_over(*window, now)) return Refusal::window_over;

    Made made{*window, store::open_of_window(tx, id), {}, {}};
    std::vector<Holder> holders;
    for (const auto& row : made.rows) {
        // Reserve and paper tickets stand beside the quota.
        if (row.ticket.channel == TicketChannel::reserve || row.ticket.channel == TicketChannel::late_entry) continue;
        holders.push_back({row.ticket.id, row.ticket.number, row.ticket.state});
    }
    std::vector<Room> rooms;
    for (const auto& other : store::windows(tx, window->office, window->service, now.date, window->date + search_days)) {
        if (other.id == window->id || other.suspended || is_over(other, now) || other.date < window->date) continue;
        if (other.date == window->date && other.opens < window->opens) continue;
        rooms.push_back({other.id, other.date, other.opens, other.quota - other.taken});
    }
    made.plan = plan_quota(*window, quota, holders, rooms);

    std::string facts = id.text() + "|" + std::to_string(window->quota) + ">" + std::to_string(quota);
    for (const auto& holder : made.plan.keeps) facts += "|k" + holder.ticket.text() + std::string(code(holder.state));
    for (const auto& move : made.plan.moves) facts += "|m" + move.holder.ticket.text() + ">" + move.to.text();
    for (const auto& holder : made.plan.unplaced) facts += "|u" + holder.ticket.text();
    made.name = crypto::sha256_hex(facts).substr(0, 32);
    return made;
}

QuotaPreview preview_of(sql::Transaction& tx, const Made& made) {
    QuotaPreview preview;
    preview.plan = made.name;
    for (const auto& holder : made.plan.keeps) preview.keeps.push_back({holder.ticket, holder.number});
    for (const auto& holder : made.plan.unplaced) preview.unplaced.push_back({holder.ticket, holder.number});
    std::map<std::int64_t, Window> rooms;
    for (const auto& move : made.plan.moves) {
        const auto [room, fresh] = rooms.try_emplace(move.to.value);
        if (fresh) room->second = store::find_window(tx, move.to).value_or(Window{});
        preview.moves.push_back(
            {move.holder.ticket, move.holder.number, move.to, move.date, room->second.opens, ++room->second.last_number});
    }
    return preview;
}

void note(sql::Transaction& tx, const Context& context, const Window& window, std::string_view verb, std::string details) {
    audit::record(tx, context, {window.office, verb, "booking_window:" + window.id.text(), std::move(details)});
}

void announce(sql::Transaction& tx, const Window& window) {
    tx.announce("day:" + window.office.text() + ":" + window.date.iso());
    tx.announce("windows:" + window.office.text());
}

}  // namespace

Result<QuotaPreview, Refusal> preview_quota(sql::Transaction& tx, const Context& context, WindowId window, int quota) {
    auto made = make_plan(tx, context, window, quota);
    if (!made) return made.error();
    return preview_of(tx, *made);
}

Result<QuotaChange, Refusal> apply_quota(sql::Transaction& tx, const Context& context, WindowId id, int quota,
                                         std::string_view reason, std::string_view plan) {
    if (reason.empty()) return Refusal::reason_missing;
    auto made = make_plan(tx, context, id, quota);
    if (!made) return made.error();
    if (!plan.empty() && plan != made->name) return Refusal::plan_changed;
    const auto& window = made->window;
    if (plan.empty() && (!made->plan.moves.empty() || !made->plan.unplaced.empty())) return Refusal::plan_changed;
    auto preview = preview_of(tx, *made);

    const auto office = office::find_office(tx, window.office);
    const auto today = context.local(office ? office->zone : Zone::wib).date;
    if (quota > window.quota && office::parameter(tx, window.office, "raising_quota_needs_second_person", today).is_on()) {
        const auto asked = store::quota_request(tx, id);
        const bool second_person = asked && asked->quota == quota && asked->asked_by != context.actor.account;
        if (!second_person) {
            store::put_quota_request(tx, id, {quota, std::string(reason), context.actor.account}, context.now);
            note(tx, context, window, "quota.raise_asked", R"({"quota":)" + std::to_string(quota) + "}");
            return QuotaChange{QuotaOutcome::waits_for_second_person, std::move(preview)};
        }
        store::drop_quota_request(tx, id);
    }

    store::set_quota(tx, id, quota, online_part_of(tx, window, quota));
    if (quota > window.quota) hold_new_places(tx, context, id, quota - window.quota);
    for (auto& move : preview.moves) {
        const auto row = std::ranges::find_if(made->rows, [&](const store::Row& one) { return one.ticket.id == move.ticket; });
        const auto to = store::find_window(tx, move.to);
        const auto number = store::claim_moved_place(tx, move.to, row->ticket.channel);
        if (!to || !number) return Refusal::plan_changed;  // rolls the whole act back
        store::release_place(tx, id, row->ticket.channel);
        store::move(tx, *row, *to, *number, reason, ids::next(), context.now);
        move.new_number = *number;
        tx.announce("ticket:" + move.ticket.text());
        tx.announce("day:" + window.office.text() + ":" + to->date.iso());
    }
    drop_places_above_quota(tx, context, id);
    note(tx, context, window, "quota.changed",
         R"({"from":)" + std::to_string(window.quota) + R"(,"to":)" + std::to_string(quota) + R"(,"moved":)" +
             std::to_string(preview.moves.size()) + R"(,"unplaced":)" + std::to_string(preview.unplaced.size()) + "}");
    announce(tx, window);
    return QuotaChange{QuotaOutcome::applied, std::move(preview)};
}

std::vector<WindowView> coming_windows(sql::Transaction& tx, const Context& context, OfficeId office, Date from, Date to) {
    if (!works_at(context, office)) return {};
    auto list = store::windows_of_rules(tx, office, from);
    std::erase_if(list, [&](const Window& window) { return window.date > to; });
    return with_states(tx, context, office, std::move(list));
}

std::optional<AskedQuota> asked_quota(sql::Transaction& tx, const Context& context, WindowId window) {
    const auto asked = store::quota_request(tx, window);
    if (!asked) return {};
    return AskedQuota{asked->quota, asked->reason, asked->asked_by == context.actor.account};
}

Result<Done, Refusal> suspend_window(sql::Transaction& tx, const Context& context, WindowId id, std::string_view reason) {
    const auto window = store::find_window(tx, id);
    if (!window || !works_at(context, window->office)) return Refusal::no_such_window;
    if (reason.empty()) return Refusal::reason_missing;
    store::suspend(tx, id, true, reason);
    note(tx, context, *window, "window.suspended", "");
    announce(tx, *window);
    for (const auto& row : store::open_of_window(tx, id)) tx.announce("ticket:" + row.ticket.id.text());
    return Done{};
}

Result<Done, Refusal> resume_window(sql::Transaction& tx, const Context& context, WindowId id) {
    const auto window = store::find_window(tx, id);
    if (!window || !works_at(context, window->office)) return Refusal::no_such_window;
    store::suspend(tx, id, false, "");
    note(tx, context, *window, "window.resumed", "");
    announce(tx, *window);
    for (const auto& row : store::open_of_window(tx, id)) tx.announce("ticket:" + row.ticket.id.text());
    return Done{};
}

}  // namespace booking
