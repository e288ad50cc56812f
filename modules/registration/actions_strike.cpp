#include "modules/registration/actions_strike.hpp"

#include "modules/office/actions.hpp"
#include "modules/registration/gate.hpp"
#include "modules/registration/store_duplicates.hpp"
#include "modules/registration/store_life.hpp"
#include "modules/registration/store_strike.hpp"
#include "platform/audit/audit.hpp"

namespace registration {
namespace {

constexpr int lists_shown = 12;
constexpr int cards_a_transaction = 200;

bool may_strike(const Context& context, OfficeId office) { return is_staff_of(context.actor, office, Permission::import_register); }

// A report that was due before this day, with the days of grace, did not come.
Date reported_before(sql::Transaction& tx, OfficeId office, Date today) {
    return today - office::parameter(tx, office, "report_grace_days", today).number();
}

StrikeList shown(sql::Transaction& tx, const store::StrikeListRow& row) {
    return {row.id, row.day, row.open, row.made_at, store::counts(tx, row.id), store::stock(tx, row.office)};
}

// The list, if this person may decide on it.
Result<store::StrikeListRow, Refusal> list_for(sql::Transaction& tx, const Context& context, StrikeListId id) {
    const auto row = store::find_list(tx, id);
    if (!row) return Refusal::no_such_card;
    if (!may_strike(context, row->office)) return Refusal::not_yours;
    return *row;
}

bool strike(sql::Transaction& tx, const Context& context, const store::StrikeListRow& list, CardId id, Date today) {
    const auto item = store::find_item(tx, list.id, id);
    const auto row = store::find_card(tx, id);
    if (!item || item->state == "struck" || !row || row->card.office != list.office) return false;
    // Reported, renewed or ended since the list was made: there is nothing to strike any more.
    const bool is_lapsed = item->reason == "lapsed";
    const bool still_due = is_lapsed ? row->card.state == CardState::handed_over && store::life_of(tx, id).report_due == item->due
                                     : row->on_register && row->card.valid_until == item->due;
    if (!still_due || !store::take_card_turn(tx, id, row->version)) return false;
    if (!store::strike_item(tx, list.id, id, {row->version + 1, store::life_of(tx, id).inactive_at, row->on_register}, context.now,
                            context.actor.audit_name()))
        return false;
    leave_register(tx, context, *row, "removed", item->reason, today);
    // An expired card keeps its state: the date says it.
    if (is_lapsed) store::set_inactive(tx, id, CardState::inactive, "lapsed", context.now);
    record(tx, context, row->card, "card.struck_off", "{\"reason\":\"" + item->reason + "\",\"list\":\"" + list.id.text() + "\"}");
    announce(tx, row->card.application);
    return true;
}

bool take_back(sql::Transaction& tx, const Context& context, const store::StrikeListRow& list, CardId id, Date today) {
    const int days = office::parameter(tx, list.office, "undo_days", today).number();
    const auto item = store::find_item(tx, list.id, id);
    const auto row = store::find_card(tx, id);
    if (!item || item->state != "struck" || !row) return false;
    // Exactly as it was, or not at all.
    if (row->version != item->version_after || today > item->struck_at->in(zone_of(tx, list.office)).date + days) return false;
    if (row->card.seeker && item->reason == "lapsed" && store::active_card_of(tx, row->card.seeker)) return false;
    if (!store::take_card_turn(tx, id, row->version) || !store::undo_item(tx, list.id, id, context.now, context.actor.audit_name()))
        return false;
    store::put_back(tx, id, CardState::handed_over, "", item->before_at, item->before_on_register);
    if (item->before_on_register) {
        const auto application = store::find_application(tx, context.platform.vault, row->card.application);
        write_ledger(tx, context, row->card, application ? &*application : nullptr, "corrected", "strike_undone", today);
    }
    record(tx, context, row->card, "card.strike_undone", "{\"list\":\"" + list.id.text() + "\"}");
    announce(tx, row->card.application);
    return true;
}

template <class Act>
Result<StrikeDone, Refusal> each(sql::Transaction& tx, const Context& context, StrikeListId id, const std::vector<CardId>& cards, Act act) {
    const auto list = list_for(tx, context, id);
    if (!list) return list.error();
    const auto today = today_at(tx, context, list->office);
    StrikeDone done;
    for (const auto card : cards) ++(act(tx, context, *list, card, today) ? done.done : done.left);
    return done;
}

// Part by part; `verb` is approve_strikes or undo_strikes. What could not be done is skipped over.
template <class Verb>
Result<StrikeDone, Refusal> in_parts(const Context& context, StrikeListId id, const StrikeFilter& filter, Verb verb) {
    StrikeDone all;
    for (;;) {
        const auto part = context.platform.database.read([&](sql::Transaction& tx) {
            std::vector<CardId> cards;
            for (const auto& one : strike_items(tx, context, id, filter, all.left, cards_a_transaction)) cards.push_back(one.card);
            return cards;
        });
        if (part.empty()) return all;
        const auto done = context.platform.database.write([&](sql::Transaction& tx) { return verb(tx, context, id, part); });
        if (!done) return done.error();
        all.done += done->done;
        all.left += done->left;
    }
}

}  // namespace

Result<StrikeListId, Refusal> propose_strikes(sql::Transaction& tx, const Context& context, OfficeId office) {
    if (!may_strike(context, office)) return Refusal::not_yours;
    if (const auto open = store::open_list(tx, office)) return open->id;
    const auto today = today_at(tx, context, office);
    const auto id = store::add_list(tx, office, today, context.now, context.actor.audit_name());
    if (!id) return Refusal::changed_meanwhile;
    const int count = store::fill_list(tx, *id, office, today, reported_before(tx, office, today));
    audit::record(tx, context,
                  {office, "strike.proposed", "office_office:" + office.text(),
                   "{\"list\":\"" + id->text() + "\",\"cards\":" + std::to_string(count) + "}"});
    return *id;
}

std::optional<StrikeList> open_strike_list(sql::Transaction& tx, const Context& context, OfficeId office) {
    if (!may_strike(context, office)) return {};
    const auto row = store::open_list(tx, office);
    if (!row) return {};
    return shown(tx, *row);
}

std::vector<StrikeList> strike_lists(sql::Transaction& tx, const Context& context, OfficeId office) {
    std::vector<StrikeList> found;
    if (!may_strike(context, office)) return found;
    for (const auto& row : store::lists(tx, office, lists_shown)) found.push_back(shown(tx, row));
    return found;
}

std::optional<StrikeList> find_strike_list(sql::Transaction& tx, const Context& context, StrikeListId id) {
    const auto row = store::find_list(tx, id);
    if (!row || !may_strike(context, row->office)) return {};
    return shown(tx, *row);
}

int waiting_for_proposal(sql::Transaction& tx, const Context& context, OfficeId office) {
    if (!may_strike(context, office)) return 0;
    const auto today = today_at(tx, context, office);
    return store::due_of_old_register(tx, office, today, reported_before(tx, office, today));
}

std::vector<StrikeItem> strike_items(sql::Transaction& tx, const Context& context, StrikeListId id, const StrikeFilter& filter, int offset,
                                     int limit) {
    if (!list_for(tx, context, id)) return {};
    return store::items(tx, id, filter, offset, limit);
}

Result<StrikeDone, Refusal> approve_strikes(sql::Transaction& tx, const Context& context, StrikeListId id,
                                            const std::vector<CardId>& cards) {
    const auto list = list_for(tx, context, id);
    if (!list) return list.error();
    if (!list->open) return Refusal::changed_meanwhile;
    return each(tx, context, id, cards, strike);
}

Result<StrikeDone, Refusal> undo_strikes(sql::Transaction& tx, const Context& context, StrikeListId id, const std::vector<CardId>& cards) {
    return each(tx, context, id, cards, take_back);
}

Result<Done, Refusal> close_strike_list(sql::Transaction& tx, const Context& context, StrikeListId id) {
    const auto list = list_for(tx, context, id);
    if (!list) return list.error();
    if (!store::close_list(tx, id, context.now, context.actor.audit_name())) return Refusal::changed_meanwhile;
    audit::record(tx, context, {list->office, "strike.closed", "office_office:" + list->office.text(), "{\"list\":\"" + id.text() + "\"}"});
    return Done{};
}

Result<StrikeDone, Refusal> approve_part(const Context& context, StrikeListId id, const StrikeFilter& filter) {
    auto proposed = filter;
    proposed.state = StrikeState::proposed;
    return in_parts(context, id, proposed, approve_strikes);
}

Result<StrikeDone, Refusal> undo_part(const Context& context, StrikeListId id, const StrikeFilter& filter) {
    auto struck = filter;
    struck.state = StrikeState::struck;
    return in_parts(context, id, struck, undo_strikes);
}

}  // namespace registration
