#include "modules/booking/actions_quota.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "modules/booking/access.hpp"
#include "modules/booking/actions_moved.hpp"
#include "modules/booking/actions_school_cut.hpp"
#include "modules/booking/actions_telling.hpp"
#include "modules/booking/actions_waiting.hpp"
#include "modules/booking/rules.hpp"
#include "modules/booking/rules_quota.hpp"
#include "modules/booking/store_quota.hpp"
#include "modules/booking/store_waiting.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions_reach.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/i18n/language.hpp"

namespace booking {

namespace {

constexpr int elderly_from = 60;  // UU 13/1998 ps. 1 angka 2

struct Office {
    office::Office office;
    LocalTime now;
    bool keeps_lanes{};
    bool keeps_moved{};
    bool keeps_travellers{};
    QuotaPolicy policy;
    int answer_hours{};
    int reserve_percent{};
    bool second_person{};
};

std::optional<Office> office_of(sql::Transaction& tx, const Context& context, OfficeId id) {
    auto found = office::find_office(tx, id);
    if (!found) return {};
    const auto now = context.local(found->zone);
    const auto parameter = [&](std::string_view name) { return office::parameter(tx, id, name, now.date); };
    return Office{.office = std::move(*found),
                  .now = now,
                  .keeps_lanes = parameter("quota_keeps_lanes").is_on(),
                  .keeps_moved = parameter("quota_keeps_moved").is_on(),
                  .keeps_travellers = parameter("quota_keeps_travellers").is_on(),
                  .policy = {parameter("quota_move_days_max").number(), parameter("quota_other_part_days").number()},
                  .answer_hours = parameter("moved_answer_hours").number(),
                  .reserve_percent = parameter("old_day_reserve_percent").number(),
                  .second_person = parameter("raising_quota_needs_second_person").is_on()};
}

struct Asked {
    Window window;
    int quota{};
    bool closes{};
};

struct Made {
    Office office;
    std::vector<Asked> asked;             // by id: the order in which they are locked
    std::map<WindowId, Window> windows;   // those and all rooms
    std::map<TicketId, store::Row> rows;  // everybody whom the plan names
    std::vector<GivenUp> given_up;        // by schools
    QuotaPlan plan;
    std::string name;
    Instant answer_until;
};

Protection protection_of(sql::Transaction& tx, const Office& office, const store::Row& row, const store::Facts& facts) {
    if (office.keeps_lanes && facts.in_a_lane) return Protection::lane;
    std::optional<registration::Circumstances> person;
    if (row.ticket.application && (office.keeps_lanes || office.keeps_travellers))
        person = registration::find_circumstances(tx, row.ticket.application);
    if (office.keeps_lanes && person && person->birth_date && person->birth_date->age_on(row.date) >= elderly_from) return Protection::lane;
    if (office.keeps_moved && facts.moved_before) return Protection::moved_before;
    if (office.keeps_travellers && person && !person->village_code.empty() &&
        !person->village_code.starts_with(office.office.regency_code + "."))
        return Protection::traveller;
    return Protection::none;
}

Cut cut_of(sql::Transaction& tx, const Office& office, const Asked& asked, const std::vector<int>& keep, int given_up,
           std::map<TicketId, store::Row>& rows) {
    const auto& window = asked.window;
    // Places that are held for somebody go before anybody who has a number.
    const int held = store::places_held(tx, window.id) + store::open_return_offers_in(tx, window.id);
    Cut cut{window.id, window.date, window.opens, asked.quota, window.taken - held - given_up, asked.closes, {}};
    const auto known = store::facts_of_window(tx, window.id);
    const std::map<TicketId, store::Facts> facts(known.begin(), known.end());
    for (auto& row : store::open_of_window(tx, window.id)) {
        const auto channel = row.ticket.channel;
        // Reserve and paper tickets stand beside the quota; a day that closes closes for them, too.
        const bool beside = channel == TicketChannel::reserve || channel == TicketChannel::late_entry;
        if (beside && !asked.closes) continue;
        if (!beside) --cut.spent;
        const auto fact = facts.find(row.ticket.id);
        auto protection = protection_of(tx, office, row, fact == facts.end() ? store::Facts{} : fact->second);
        if (std::ranges::find(keep, row.ticket.number) != keep.end()) protection = Protection::lane;
        cut.holders.push_back({row.ticket.id, row.ticket.number, row.ticket.state, protection});
        rows.emplace(row.ticket.id, std::move(row));
    }
    return cut;
}

std::string name_of(const ChangeWish& wish, const Made& made) {
    std::string facts = std::string(code(wish.kind)) + "|" + std::to_string(wish.limits.percent);
    for (const auto& one : made.asked)
        facts +=
            "|w" + one.window.id.text() + ":" + std::to_string(one.window.quota) + ">" + (one.closes ? "x" : std::to_string(one.quota));
    for (const auto& one : made.given_up) facts += "|s" + one.block.text() + ":" + std::to_string(one.places);
    for (const auto& one : made.plan.keeps) facts += "|k" + one.holder.ticket.text() + std::string(code(one.holder.state));
    for (const auto& one : made.plan.moves) facts += "|m" + one.holder.ticket.text() + ">" + one.to.text();
    for (const auto& one : made.plan.unplaced) facts += "|u" + one.holder.ticket.text();
    return crypto::sha256_hex(facts).substr(0, 32);
}

Result<Made, Refusal> make_plan(sql::Transaction& tx, const Context& context, const ChangeWish& wish) {
    if (!works_at(context, wish.office)) return Refusal::no_such_window;
    auto office = office_of(tx, context, wish.office);
    if (!office) return Refusal::no_such_window;
    Made made{.office = std::move(*office)};
    made.answer_until = {context.now.seconds + std::int64_t{made.office.answer_hours} * 3600};

    std::map<std::string, std::vector<Cut>> cuts;  // rooms are of the same service
    for (const auto& one : wish.windows) {
        auto window = store::find_window(tx, one.window);
        if (!window || window->office != wish.office) return Refusal::no_such_window;
        if (!one.closes && (one.quota < 0 || one.quota > quota_max)) return Refusal::quota_unfit;
        if (is_over(*window, made.office.now)) return Refusal::window_over;
        const Asked asked{*window, one.closes ? window->quota : one.quota, one.closes};
        std::ranges::move(places_schools_give_up(tx, context, asked.window, asked.quota, asked.closes), std::back_inserter(made.given_up));
        cuts[window->service].push_back(cut_of(tx, made.office, asked, one.keep, count_places(made.given_up, window->id), made.rows));
        made.windows.emplace(window->id, *window);
        made.asked.push_back(asked);
    }
    std::ranges::sort(made.asked, {}, [](const Asked& one) { return one.window.id; });
    for (auto& [service, list] : cuts) {
        Date first = list.front().date;
        Date last = first;
        for (const auto& cut : list) {
            first = std::min(first, cut.date);
            last = std::max(last, cut.date);
        }
        std::vector<Room> rooms;
        for (auto& window : store::windows(tx, wish.office, service, first, last + made.office.policy.days_later_max)) {
            const bool is_cut = std::ranges::any_of(list, [&](const Cut& cut) { return cut.window == window.id; });
            if (is_cut || window.suspended || is_over(window, made.office.now)) continue;
            rooms.push_back({window.id, window.date, window.opens, window.quota - window.taken});
            made.windows.emplace(window.id, std::move(window));
        }
        auto plan = plan_quota(std::move(list), std::move(rooms), made.office.policy);
        std::ranges::move(plan.keeps, std::back_inserter(made.plan.keeps));
        std::ranges::move(plan.moves, std::back_inserter(made.plan.moves));
        std::ranges::move(plan.unplaced, std::back_inserter(made.plan.unplaced));
    }
    made.name = name_of(wish, made);
    return made;
}

ChangePreview preview_of(const Made& made) {
    ChangePreview preview;
    preview.plan = made.name;
    preview.answer_until = made.answer_until;
    for (const auto& one : made.asked) preview.windows.push_back({one.window, one.quota, one.closes});
    std::ranges::sort(preview.windows, [](const ChangePreview::Changed& a, const ChangePreview::Changed& b) {
        return std::tuple(a.window.date, a.window.opens, a.window.id) < std::tuple(b.window.date, b.window.opens, b.window.id);
    });
    const auto person = [&](const Holder& holder) {
        const auto& row = made.rows.at(holder.ticket);
        return ChangePreview::Person{.ticket = row.ticket, .date = row.date, .protection = holder.protection};
    };
    for (const auto& one : made.plan.keeps) {
        preview.keeps.push_back(person(one.holder));
        preview.keeps.back().keeps = one.rule;
    }
    std::map<WindowId, int> given;
    std::map<WindowId, int> moved_from;
    for (const auto& one : made.plan.moves) {
        const auto& room = made.windows.at(one.to);
        preview.moves.push_back(person(one.holder));
        auto& moved = preview.moves.back();
        moved.moves = one.rule;
        moved.to = one.to;
        moved.new_date = one.date;
        moved.opens = room.opens;
        moved.new_number = room.last_number + ++given[one.to];
        ++moved_from[one.from];
    }
    for (const auto& one : made.plan.unplaced) preview.unplaced.push_back(person(one.holder));
    for (const auto& one : made.given_up) preview.school_places += one.places;
    for (const auto& one : made.asked) {
        if (!one.closes) preview.reserve += old_day_reserve(moved_from[one.window.id], made.office.reserve_percent);
    }
    return preview;
}

// The shares of the rule stay what they are of a whole: a smaller quota has a smaller online part.
int online_part_of(const std::vector<office::WindowRule>& rules, const Window& window, int quota) {
    for (const auto& rule : rules) {
        if (rule.id == window.rule) return online_part(quota, rule.not_online_percent, rule.school_percent);
    }
    return quota;
}

void note(sql::Transaction& tx, const Context& context, const Window& window, std::string_view verb, std::string details) {
    audit::record(tx, context, {window.office, verb, "booking_window:" + window.id.text(), std::move(details)});
}

void announce(sql::Transaction& tx, OfficeId office, Date day) { tx.announce("day:" + office.text() + ":" + day.iso()); }

// True when a raise still lacks its second person; the first one's wish is kept.
bool waits_for_second_person(sql::Transaction& tx, const Context& context, const Made& made, std::string_view reason) {
    if (!made.office.second_person) return false;
    bool waits = false;
    for (const auto& one : made.asked) {
        if (one.closes || one.quota <= one.window.quota) continue;
        const auto asked = store::quota_request(tx, one.window.id);
        if (asked && asked->quota == one.quota && asked->asked_by != context.actor.account) continue;
        store::put_quota_request(tx, one.window.id, {one.quota, std::string(reason), context.actor.account}, context.now);
        note(tx, context, one.window, "quota.raise_asked", R"({"quota":)" + std::to_string(one.quota) + "}");
        waits = true;
    }
    return waits;
}

struct Counts {
    int places{};
    int online{};
    int reserve{};
    int all{};
};
void count(Counts& counts, TicketChannel channel) {
    ++counts.all;
    if (channel == TicketChannel::reserve) ++counts.reserve;
    if (channel == TicketChannel::reserve || channel == TicketChannel::late_entry) return;
    ++counts.places;
    if (channel == TicketChannel::online) ++counts.online;
}

// In the new window a reserve or paper ticket sits in an ordinary place.
TicketChannel channel_after(TicketChannel channel) {
    return channel == TicketChannel::reserve || channel == TicketChannel::late_entry ? TicketChannel::counter : channel;
}

std::string said_date(Date date) { return long_date(Language::indonesian, date); }
std::string said_hours(const Window& window, Zone zone) {
    return clock(window.opens) + "–" + clock(window.closes) + " " + std::string(name(zone));
}

}  // namespace

std::string ChangePreview::Person::new_label() const {
    Ticket there = ticket;
    there.number = new_number;
    return there.label();
}

Result<ChangePreview, Refusal> preview_change(sql::Transaction& tx, const Context& context, const ChangeWish& wish) {
    const auto made = make_plan(tx, context, wish);
    if (!made) return made.error();
    return preview_of(*made);
}

Result<ChangeDone, Refusal> apply_change(sql::Transaction& tx, const Context& context, const ChangeWish& wish, std::string_view plan) {
    if (wish.reason.empty()) return Refusal::reason_missing;
    auto planned = make_plan(tx, context, wish);
    if (!planned) return planned.error();
    auto& made = *planned;
    const bool moves_nobody = made.plan.moves.empty() && made.plan.unplaced.empty();
    if (plan.empty() ? !moves_nobody : plan != made.name) return Refusal::plan_changed;
    ChangeDone done{.preview = preview_of(made)};
    if (waits_for_second_person(tx, context, made, wish.reason)) {
        done.outcome = QuotaOutcome::waits_for_second_person;
        return done;
    }

    done.change = {ids::next()};
    const auto office = wish.office;
    store::add(tx, DayChange{.id = done.change,
                             .office = office,
                             .kind = wish.kind,
                             .from = wish.from,
                             .to = wish.to,
                             .reason = wish.reason,
                             .plan = made.name,
                             .decided_by = context.actor.account,
                             .decided_at = context.now,
                             .answer_until = made.answer_until,
                             .limits = wish.limits});

    for (const auto& move : made.plan.moves) {
        if (!store::hold(tx, move.holder.ticket, move.from)) return Refusal::plan_changed;
    }
    // The quotas first, as they were seen: from here on nobody else changes these windows before the act is done.
    std::map<WindowId, Counts> leaving;
    std::map<WindowId, Counts> arriving;
    for (const auto& move : made.plan.moves) {
        const auto channel = made.rows.at(move.holder.ticket).ticket.channel;
        count(leaving[move.from], channel);
        count(arriving[move.to], channel_after(channel));
    }
    const auto rules = office::window_rules(tx, office);
    std::vector<const Asked*> raised;
    for (const auto& one : made.asked) {
        const auto& window = one.window;
        const int added = one.closes ? 0 : old_day_reserve(leaving[window.id].all, made.office.reserve_percent);
        store::add(tx, office, done.change,
                   ChangedWindow{.window = window.id,
                                 .old_quota = window.quota,
                                 .new_quota = one.closes ? 0 : one.quota,
                                 .old_online_quota = window.online_quota,
                                 .added_reserve = added,
                                 .old_by_hand = store::quota_set_by_hand(tx, window.id),
                                 .old_suspended = window.suspended,
                                 .old_suspended_reason = window.suspended_reason});
        if (!store::set_quota_as_seen(tx, window, one.quota, online_part_of(rules, window, one.quota), added)) return Refusal::plan_changed;
        if (!one.closes && one.quota > window.quota) {
            store::drop_quota_request(tx, window.id);
            raised.push_back(&one);
        }
    }
    if (!give_up_places(tx, context, done.change, made.given_up)) return Refusal::plan_changed;
    for (const auto& [id, counts] : leaving) store::release_places(tx, id, counts.places, counts.online, counts.reserve);
    // Places that were held for somebody go before anybody who has a number, also one from another day.
    for (const auto& one : made.asked) {
        const int coming = arriving.contains(one.window.id) ? arriving.at(one.window.id).places : 0;
        const int left = (one.closes ? 0 : one.quota) - coming;
        end_offers_above_quota(tx, context, one.window.id, left);
        for (const auto& place : drop_places_above_quota(tx, context, one.window.id, left)) store::add(tx, office, done.change, place);
    }
    std::map<WindowId, int> next_number;
    for (const auto& [id, counts] : arriving) {
        const auto last = store::claim_places(tx, id, counts.all, counts.online);
        if (!last) return Refusal::plan_changed;  // rolls the whole act back
        next_number[id] = *last - counts.all + 1;
        store::add(tx, office, done.change, ChangedRoom{id, *last - counts.all, *last});
        announce(tx, office, made.windows.at(id).date);
    }

    const auto zone = made.office.office.zone;
    const auto until = date_and_clock(Language::indonesian, made.answer_until.in(zone));
    const auto occasion = "change:" + done.change.text();
    int position = 0;
    const auto person_of = [&](const Holder& holder, WindowId from) {
        const auto& row = made.rows.at(holder.ticket);
        return ChangedPerson{.ticket = holder.ticket,
                             .position = ++position,
                             .from = from,
                             .from_number = holder.number,
                             .from_channel = row.ticket.channel,
                             .from_sequence = row.sequence,
                             .to = {},
                             .protection = holder.protection,
                             .rule = {},
                             .answered_at = {}};
    };
    for (std::size_t at = 0; at < made.plan.moves.size(); ++at) {
        const auto& move = made.plan.moves[at];
        const auto& to = made.windows.at(move.to);
        auto person = person_of(move.holder, move.from);
        person.to = move.to;
        person.to_number = next_number[move.to]++;
        person.rule = move.rule;
        done.preview.moves[at].new_number = person.to_number;
        if (!store::put(tx, person.ticket, person.from, to, person.to_number, channel_after(person.from_channel)))
            return Refusal::plan_changed;
        end_wait_for(tx, context, person.ticket, WaitingState::served);  // an earlier change had found none
        store::add_move(tx, ids::next(), office, person, wish.reason, context.now);
        store::add(tx, office, done.change, person);
        auto ticket = made.rows.at(person.ticket).ticket;
        const auto old_label = ticket.label();
        ticket.number = person.to_number;
        tell(tx, context, office, ticket,
             {"booking.moved",
              occasion,
              {{"nomor_lama", old_label},
               {"hari_lama", said_date(made.windows.at(person.from).date)},
               {"nomor", ticket.label()},
               {"hari", said_date(to.date)},
               {"jam", said_hours(to, zone)},
               {"tempat", to.place.empty() ? made.office.office.name : to.place},
               {"alasan", wish.reason},
               {"sampai", until},
               {"tautan", address_of(context, ticket, made.answer_until)}}});
        tx.announce("ticket:" + person.ticket.text());
    }
    for (const auto& one : made.plan.unplaced) {
        store::add(tx, office, done.change, person_of(one.holder, one.from));
        wait_before_others(tx, context, {done.change, one.holder.ticket, made.windows.at(one.from).date});
        const auto& ticket = made.rows.at(one.holder.ticket).ticket;
        tell(tx, context, office, ticket,
             {"booking.unplaced",
              occasion,
              {{"nomor_lama", ticket.label()},
               {"hari_lama", said_date(made.windows.at(one.from).date)},
               {"alasan", wish.reason},
               {"tautan", address_of(context, ticket, made.answer_until)}}});
        tx.announce("ticket:" + one.holder.ticket.text());
    }
    for (const auto& one : made.asked) {
        if (one.closes) store::suspend(tx, one.window.id, true, wish.reason);
        announce(tx, office, one.window.date);
    }
    audit::record(tx, context,
                  {office, "quota.changed", "booking_change:" + done.change.text(),
                   R"({"kind":")" + std::string(code(wish.kind)) + R"(","from":")" + wish.from.iso() + R"(","to":")" + wish.to.iso() +
                       R"(","windows":)" + std::to_string(made.asked.size()) + R"(,"moved":)" + std::to_string(made.plan.moves.size()) +
                       R"(,"unplaced":)" + std::to_string(made.plan.unplaced.size()) + "}"});
    for (const auto* one : raised) {
        note(tx, context, one->window, "quota.raised",
             R"({"from":)" + std::to_string(one->window.quota) + R"(,"to":)" + std::to_string(one->quota) + "}");
        offer_returns(tx, context, done.change, one->window.id);
        hold_new_places(tx, context, one->window.id, one->quota - one->window.quota, done.change);
    }
    tx.announce("windows:" + office.text());
    return done;
}

// --- one window, as the API knows it ---

namespace {

ChangeWish wish_for(sql::Transaction& tx, const Context& context, WindowId id, int quota, std::string_view reason) {
    const auto window = store::find_window(tx, id);
    ChangeWish wish{.office = window ? window->office : context.actor.office};
    if (window) wish.from = wish.to = window->date;
    wish.windows.push_back({.window = id, .quota = quota});
    wish.reason = reason;
    return wish;
}

QuotaPreview shown(const ChangePreview& preview) {
    QuotaPreview made;
    made.plan = preview.plan;
    for (const auto& one : preview.keeps) made.keeps.push_back({one.ticket.id, one.ticket.number});
    for (const auto& one : preview.moves)
        made.moves.push_back({one.ticket.id, one.ticket.number, one.to, one.new_date, one.opens, one.new_number});
    for (const auto& one : preview.unplaced) made.unplaced.push_back({one.ticket.id, one.ticket.number});
    return made;
}

}  // namespace

Result<QuotaPreview, Refusal> preview_quota(sql::Transaction& tx, const Context& context, WindowId window, int quota) {
    const auto preview = preview_change(tx, context, wish_for(tx, context, window, quota, ""));
    if (!preview) return preview.error();
    return shown(*preview);
}

Result<QuotaChange, Refusal> apply_quota(sql::Transaction& tx, const Context& context, WindowId window, int quota, std::string_view reason,
                                         std::string_view plan) {
    const auto done = apply_change(tx, context, wish_for(tx, context, window, quota, reason), plan);
    if (!done) return done.error();
    return QuotaChange{done->outcome, shown(done->preview)};
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

namespace {

Result<Done, Refusal> set_suspended(sql::Transaction& tx, const Context& context, WindowId id, bool suspended, std::string_view reason) {
    const auto window = store::find_window(tx, id);
    if (!window || !works_at(context, window->office)) return Refusal::no_such_window;
    if (suspended && reason.empty()) return Refusal::reason_missing;
    store::suspend(tx, id, suspended, reason);
    note(tx, context, *window, suspended ? "window.suspended" : "window.resumed", "");
    announce(tx, window->office, window->date);
    tx.announce("windows:" + window->office.text());
    for (const auto& row : store::open_of_window(tx, id)) tx.announce("ticket:" + row.ticket.id.text());
    return Done{};
}

}  // namespace

Result<Done, Refusal> suspend_window(sql::Transaction& tx, const Context& context, WindowId id, std::string_view reason) {
    return set_suspended(tx, context, id, true, reason);
}

Result<Done, Refusal> resume_window(sql::Transaction& tx, const Context& context, WindowId id) {
    return set_suspended(tx, context, id, false, "");
}

void protect_day(sql::Transaction& tx, OfficeId office, std::string_view person_key, DayProtection protection) {
    if (person_key.empty()) return;
    protection == DayProtection::on ? store::protect(tx, office, person_key) : store::unprotect(tx, office, person_key);
}

}  // namespace booking
