#include "modules/registration/actions_duplicates.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/gate.hpp"
#include "modules/registration/rules_life.hpp"
#include "modules/registration/store_duplicates.hpp"
#include "modules/registration/store_life.hpp"
#include "platform/audit/audit.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/i18n/language.hpp"

namespace registration {
namespace {

constexpr int compared_a_card_max = 40;  // a name and a day shared by more people than this tells nothing

struct Holder {
    PersonFacts facts;
    std::string person_key;
};

Holder holder_of_card(sql::Transaction& tx, const Context& context, const store::CardRow& row) {
    Holder holder;
    holder.facts.name = row.holder_name;
    holder.facts.birth_date = store::holder_birth_date(tx, row.card.id);
    if (const auto application = store::find_application(tx, context.platform.vault, row.card.application)) {
        if (application->answers.phone) holder.facts.phone = application->answers.phone->reveal();
        if (!holder.facts.birth_date) holder.facts.birth_date = application->answers.birth_date;
        holder.person_key = application->person_key;
    }
    return holder;
}

// First and last word with the day of birth, in any order of the words; and the first word with the telephone.
std::vector<std::pair<std::string, std::string>> traces_of(const Context& context, const PersonFacts& facts) {
    std::vector<std::pair<std::string, std::string>> traces;
    const auto sounds = sounds_of(facts.name);
    const auto add = [&](std::string kind, const std::string& what) {
        traces.emplace_back(std::move(kind), context.platform.vault.blind_index("person_trace", what));
    };
    if (!sounds.empty() && facts.birth_date) {
        add("first", sounds.front() + "|" + facts.birth_date->iso());
        if (sounds.size() > 1) add("last", sounds.back() + "|" + facts.birth_date->iso());
    }
    if (!sounds.empty() && !facts.phone.empty()) add("phone", sounds.front() + "|" + facts.phone);
    // Also for somebody of whom only the name is known: the row says that the card was looked at.
    if (traces.empty()) add("alone", "card:" + facts.name);
    return traces;
}

DuplicateState state_of(std::string_view text) {
    if (text == "merged") return DuplicateState::merged;
    if (text == "different") return DuplicateState::different;
    return DuplicateState::open;
}

std::string_view code_of(DuplicateState state) {
    switch (state) {
        case DuplicateState::open: return "open";
        case DuplicateState::merged: return "merged";
        case DuplicateState::different: return "different";
    }
    return {};
}

bool may_work(const Context& context, OfficeId office) { return is_staff_of(context.actor, office, Permission::decide_application); }

std::optional<DuplicateCard> shown_card(sql::Transaction& tx, const Context& context, CardId id) {
    auto row = store::find_card(tx, id);
    if (!row) return {};
    DuplicateCard shown;
    shown.holder_name = row->holder_name;
    shown.birth_date = store::holder_birth_date(tx, id);
    shown.on_register = row->on_register;
    shown.prints = store::prints_of(tx, id);
    if (const auto application = store::find_application(tx, context.platform.vault, row->card.application)) {
        // UU 27/2022 art. 31: whoever processes personal data records the processing.
        audit::record_read(tx, context, row->card.office, "registration_application:" + application->id.text(), "duplicate");
        shown.has_file = true;
        if (application->answers.nik) shown.nik = application->answers.nik->to_masked();
        if (application->answers.phone) shown.phone = application->answers.phone->to_masked();
    }
    shown.card = std::move(row->card);
    return shown;
}

struct Two {
    store::CardRow kept;
    store::CardRow merged;
};
Result<Two, Refusal> two_of(sql::Transaction& tx, const store::PairRow& pair, CardId kept) {
    if (kept != pair.a && kept != pair.b) return Refusal::no_such_card;
    auto stays = store::find_card(tx, kept);
    auto goes = store::find_card(tx, kept == pair.a ? pair.b : pair.a);
    if (!stays || !goes) return Refusal::no_such_card;
    // Nobody loses a working card for one that no longer works.
    if (!is_active(stays->card.state) && is_active(goes->card.state)) return Refusal::wrong_state;
    if (goes->card.state == CardState::revoked) return Refusal::already_revoked;
    // A card of the old register without a NIK counts nobody: the one that does is kept.
    if (!stays->card.seeker && goes->card.seeker && goes->on_register) return Refusal::wrong_state;
    return Two{std::move(*stays), std::move(*goes)};
}

}  // namespace

void trace_card(sql::Transaction& tx, const Context& context, CardId id) {
    const auto row = store::find_card(tx, id);
    if (!row || row->card.training) return;
    store::set_traces(tx, row->card, traces_of(context, holder_of_card(tx, context, *row).facts));
}

Looked look_for_duplicates(sql::Transaction& tx, const Context& context, OfficeId office, int limit) {
    for (const auto& row : store::untraced(tx, office, limit)) trace_card(tx, context, row.card.id);
    Looked looked;
    for (const auto id : store::uncompared(tx, office, limit)) {
        const auto row = store::find_card(tx, id);
        store::set_compared(tx, id);
        ++looked.looked_at;
        if (!row || row->card.state == CardState::revoked || row->card.inactive_reason == "replaced" ||
            row->card.inactive_reason == "duplicate")
            continue;
        const auto mine = holder_of_card(tx, context, *row);
        const auto others = store::sharing_a_trace(tx, row->card, compared_a_card_max + 1);
        if (others.size() > compared_a_card_max) continue;
        for (const auto& other : others) {
            const auto theirs = holder_of_card(tx, context, other);
            auto signs = signs_of_one_person(mine.facts, theirs.facts);
            if (signs.empty()) continue;
            if (!mine.person_key.empty() && mine.person_key == theirs.person_key) signs.push_back("nik_same");
            std::string joined;
            for (const auto sign : signs) joined += (joined.empty() ? "" : ",") + std::string(sign);
            if (store::add_pair(tx, office, row->card.id, other.card.id, joined, context.now)) ++looked.found;
        }
    }
    return looked;
}

std::vector<DuplicateLine> duplicates(sql::Transaction& tx, const Context& context, OfficeId office, DuplicateState state, int limit) {
    std::vector<DuplicateLine> lines;
    if (!is_staff_of(context.actor, office, Permission::see_person)) return lines;
    for (const auto& pair : store::pairs(tx, office, code_of(state), limit)) {
        const auto a = store::find_card(tx, pair.a);
        const auto b = store::find_card(tx, pair.b);
        if (!a || !b) continue;
        lines.push_back({pair.id, a->holder_name, a->card.number, b->holder_name, b->card.number, text::split(pair.signs, ','), state,
                         pair.decided_at});
    }
    return lines;
}

int open_duplicates(sql::Transaction& tx, OfficeId office) { return store::open_pairs(tx, office); }

std::optional<Duplicate> find_duplicate(sql::Transaction& tx, const Context& context, std::int64_t id) {
    const auto pair = store::find_pair(tx, id);
    if (!pair || !is_staff_of(context.actor, pair->office, Permission::see_person)) return {};
    auto a = shown_card(tx, context, pair->a);
    auto b = shown_card(tx, context, pair->b);
    if (!a || !b) return {};
    return Duplicate{pair->id, state_of(pair->state), text::split(pair->signs, ','), std::move(*a), std::move(*b)};
}

Result<MergePreview, Refusal> preview_merge(sql::Transaction& tx, const Context& context, std::int64_t id, CardId kept) {
    const auto pair = store::find_pair(tx, id);
    if (!pair) return Refusal::no_such_card;
    if (!may_work(context, pair->office)) return Refusal::not_yours;
    if (pair->state != "open") return Refusal::changed_meanwhile;
    const auto two = two_of(tx, *pair, kept);
    if (!two) return two.error();
    return MergePreview{two->kept.card.id, two->merged.card.id, two->merged.on_register, static_cast<bool>(two->kept.card.application)};
}

std::optional<MergeWish> merge_wish(sql::Transaction& tx, const Context& context, std::int64_t id) {
    const auto pair = store::find_pair(tx, id);
    if (!pair || !may_work(context, pair->office)) return {};
    auto wish = store::find_wish(tx, id);
    if (!wish) return {};
    const bool is_mine = wish->asked_by == context.actor.audit_name();
    return MergeWish{wish->kept, std::move(wish->asked_by), wish->asked_at, is_mine};
}

Result<Done, Refusal> withdraw_merge_wish(sql::Transaction& tx, const Context& context, std::int64_t id) {
    const auto pair = store::find_pair(tx, id);
    if (!pair) return Refusal::no_such_card;
    if (!may_work(context, pair->office)) return Refusal::not_yours;
    const auto wish = store::find_wish(tx, id);
    if (!wish) return Refusal::changed_meanwhile;
    store::drop_wish(tx, id);
    audit::record(tx, context, {pair->office, "duplicate.merge_withdrawn", "registration_card:" + wish->kept.text(), "{}"});
    return Done{};
}

Result<MergeOutcome, Refusal> merge(sql::Transaction& tx, const Context& context, std::int64_t id, CardId kept) {
    const auto pair = store::find_pair(tx, id);
    if (!pair) return Refusal::no_such_card;
    if (!may_work(context, pair->office)) return Refusal::not_yours;
    if (pair->state != "open") return Refusal::changed_meanwhile;
    const auto two = two_of(tx, *pair, kept);
    if (!two) return two.error();
    const auto by = context.actor.audit_name();
    const auto wish = store::find_wish(tx, id);
    if (!wish || wish->kept != kept) {
        store::put_wish(tx, id, pair->office, {kept, by, context.now});
        record(tx, context, two->merged.card, "card.merge_asked", "{\"kept\":\"" + kept.text() + "\"}");
        return MergeOutcome::asked;
    }
    if (!store::agree_to_wish(tx, id, kept, by)) return Refusal::needs_other_person;
    if (!store::decide_pair(tx, id, "open", "merged", context.now, context.actor.audit_name())) return Refusal::changed_meanwhile;
    const auto& goes = two->merged;
    if (!store::take_card_turn(tx, goes.card.id, goes.version) || !store::take_card_turn(tx, kept, two->kept.version))
        return Refusal::changed_meanwhile;
    const auto life = store::life_of(tx, goes.card.id);
    store::MergeRow row{0,
                        kept,
                        goes.card.id,
                        goes.card.state,
                        goes.card.inactive_reason,
                        life.inactive_at,
                        goes.on_register,
                        goes.card.seeker,
                        goes.version + 1,
                        context.now};
    if (!store::add_merge(tx, id, pair->office, row, context.actor.audit_name())) return Refusal::changed_meanwhile;
    // Counted twice by mistake: the ledger corrects it, it does not say that somebody left.
    leave_register(tx, context, goes, "corrected", "merged", today_at(tx, context, pair->office));
    store::set_inactive(tx, goes.card.id, CardState::inactive, "duplicate", context.now);
    if (two->kept.card.seeker) store::set_seeker(tx, goes.card.id, two->kept.card.seeker);
    record(tx, context, goes.card, "card.merged", "{\"kept\":\"" + kept.text() + "\",\"asked_by\":\"" + wish->asked_by + "\"}");
    announce(tx, goes.card.application);
    return MergeOutcome::merged;
}

std::optional<Date> merge_undo_until(sql::Transaction& tx, const Context& context, std::int64_t id) {
    const auto pair = store::find_pair(tx, id);
    if (!pair || !is_staff_of(context.actor, pair->office, Permission::see_person)) return {};
    const auto done = store::find_merge(tx, id);
    if (!done) return {};
    const auto days = office::parameter(tx, pair->office, "undo_days", today_at(tx, context, pair->office)).number();
    return done->merged_at.in(zone_of(tx, pair->office)).date + days;
}

Result<Done, Refusal> undo_merge(sql::Transaction& tx, const Context& context, std::int64_t id) {
    const auto pair = store::find_pair(tx, id);
    if (!pair) return Refusal::no_such_card;
    if (!may_work(context, pair->office)) return Refusal::not_yours;
    const auto done = store::find_merge(tx, id);
    const auto until = merge_undo_until(tx, context, id);
    if (!done || !until) return Refusal::wrong_state;
    const auto today = today_at(tx, context, pair->office);
    if (today > *until) return Refusal::wrong_state;
    const auto row = store::find_card(tx, done->merged);
    if (!row) return Refusal::no_such_card;
    // Exactly as it was, or not at all: whoever touched the card since decided something that must not be lost.
    if (row->version != done->version_after) return Refusal::changed_meanwhile;
    if (done->before_seeker && is_active(done->before_state) && done->before_seeker != row->card.seeker &&
        store::active_card_of(tx, done->before_seeker))
        return Refusal::changed_meanwhile;
    if (!store::take_card_turn(tx, row->card.id, row->version) ||
        !store::undo_merge(tx, done->id, context.now, context.actor.audit_name()) ||
        !store::decide_pair(tx, id, "merged", "open", context.now, context.actor.audit_name()))
        return Refusal::changed_meanwhile;
    store::set_seeker(tx, row->card.id, done->before_seeker);
    store::put_back(tx, row->card.id, done->before_state, done->before_reason, done->before_at, done->before_on_register);
    if (done->before_on_register) {
        auto card = row->card;
        card.seeker = done->before_seeker;
        const auto application = store::find_application(tx, context.platform.vault, card.application);
        write_ledger(tx, context, card, application ? &*application : nullptr, "corrected", "unmerged", today);
    }
    record(tx, context, row->card, "card.merge_undone");
    announce(tx, row->card.application);
    return Done{};
}

Result<Done, Refusal> mark_as_different(sql::Transaction& tx, const Context& context, std::int64_t id) {
    const auto pair = store::find_pair(tx, id);
    if (!pair) return Refusal::no_such_card;
    if (!may_work(context, pair->office)) return Refusal::not_yours;
    if (!store::decide_pair(tx, id, "open", "different", context.now, context.actor.audit_name())) return Refusal::changed_meanwhile;
    store::drop_wish(tx, id);
    audit::record(tx, context,
                  {pair->office, "duplicate.different", "registration_card:" + pair->a.text(), "{\"other\":\"" + pair->b.text() + "\"}"});
    return Done{};
}

std::string_view sign_label(std::string_view sign) {
    if (sign == "name_same") return msg("nama sama");
    if (sign == "name_similar") return msg("nama mirip");
    if (sign == "birth_date_same") return msg("tanggal lahir sama");
    if (sign == "phone_same") return msg("telepon sama");
    if (sign == "nik_same") return msg("NIK sama");
    return sign;
}

}  // namespace registration
