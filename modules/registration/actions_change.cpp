#include "modules/registration/actions_change.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/registration/actions_card.hpp"
#include "modules/registration/actions_counter.hpp"
#include "modules/registration/actions_duplicates.hpp"
#include "modules/registration/actions_file.hpp"
#include "modules/registration/actions_telling.hpp"
#include "modules/registration/catalogue.hpp"
#include "modules/registration/gate.hpp"
#include "modules/registration/rules_life.hpp"
#include "modules/registration/store_life.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"

namespace registration {
namespace {

std::string_view code_of(OldSheet old_card) { return old_card == OldSheet::returned ? "returned" : "lost"; }

bool is_renewable(sql::Transaction& tx, const Card& card, Date today) {
    return may_be_renewed(card, today, office::parameter(tx, card.office, "renewal_days_before", today).number());
}

}  // namespace

// --- renewal ---

bool may_renew(sql::Transaction& tx, const Context& context, const Card& card) {
    return is_staff_of(context.actor, card.office, Permission::edit_application) &&
           is_renewable(tx, card, today_at(tx, context, card.office));
}

Result<ApplicationId, Refusal> begin_renewal(sql::Transaction& tx, const Context& context, CardId id, OldSheet old_card) {
    const auto row = taken_card(tx, context, id, Permission::edit_application);
    if (!row) return row.error();
    if (const auto open = store::open_renewal(tx, id)) return *open;
    if (!is_renewable(tx, row->card, today_at(tx, context, row->card.office))) return Refusal::wrong_state;
    const auto before = store::find_application(tx, context.platform.vault, row->card.application);
    if (!before) return Refusal::no_such_application;
    auto made = submit_application(tx, context, row->card.office, Channel::counter, before->answers);
    if (!made) return made.error();
    if (const auto present = mark_present(tx, context, made->id); !present) return present.error();
    // AK/II is gone through again: as long as nobody has read it, the file cannot be approved.
    auto intake = before->intake;
    intake.read_by_person = false;
    if (const auto saved = save_intake(tx, context, made->id, intake); !saved) return saved.error();
    for (auto photo : store::documents(tx, before->id)) {
        if (photo.kind != "photo" || photo.file.empty()) continue;
        photo.id = DocumentId{ids::next()};
        photo.application = made->id;
        photo.added_at = context.now;
        store::add_document(tx, photo, row->card.office);
    }
    if (!store::add_renewal(tx, made->id, row->card, code_of(old_card), context.now, context.actor.audit_name()))
        return Refusal::changed_meanwhile;
    record(tx, context, row->card, "card.renewal_begun",
           "{\"application\":\"" + made->id.text() + "\",\"old_card\":\"" + std::string(code_of(old_card)) + "\"}");
    return made->id;
}

Result<Done, Refusal> mark_as_renewal(sql::Transaction& tx, const Context& context, ApplicationId application, CardId id,
                                      OldSheet old_card) {
    const auto row = taken_card(tx, context, id, Permission::edit_application);
    if (!row) return row.error();
    const auto file = opened(tx, context, application, Permission::edit_application);
    if (!file) return file.error();
    if (file->office != row->card.office || is_closed(file->state)) return Refusal::wrong_state;
    if (!is_renewable(tx, row->card, today_at(tx, context, row->card.office))) return Refusal::wrong_state;
    if (!store::add_renewal(tx, application, row->card, code_of(old_card), context.now, context.actor.audit_name()))
        return Refusal::changed_meanwhile;
    record(tx, context, row->card, "card.renewal_begun",
           "{\"application\":\"" + application.text() + "\",\"old_card\":\"" + std::string(code_of(old_card)) + "\"}");
    return Done{};
}

std::vector<Term> past_terms(sql::Transaction& tx, const Context& context, CardId id) {
    std::vector<Term> terms;
    const auto row = store::find_card(tx, id);
    if (!row || !may_touch(context.actor, row->card.office, row->card.application, Permission::see_person)) return terms;
    for (const auto& one : store::terms_of(tx, id)) terms.push_back({one.term, one.issued_on, one.valid_until});
    return terms;
}

// --- data ---

std::vector<std::string> changed_fields(const Typed& before, const Typed& after) {
    std::vector<std::string> fields;
    const auto look_at = [&](const std::string& field) {
        if (std::ranges::find(fields, field) == fields.end() && all(before, field) != all(after, field)) fields.push_back(field);
    };
    for (const auto& [field, value] : after) look_at(field);
    for (const auto& [field, value] : before) look_at(field);
    return fields;
}

Result<Changed, Refusal> change_data(sql::Transaction& tx, const Context& context, CardId id, const Typed& typed,
                                     std::string_view typed_reason, std::optional<int> if_version) {
    const auto row = store::find_card(tx, id);
    if (!row) return Refusal::no_such_card;
    if (!is_staff_of(context.actor, row->card.office, Permission::edit_application)) return Refusal::not_yours;
    if (!row->card.application || row->card.state == CardState::revoked || row->card.inactive_reason == "duplicate")
        return Refusal::wrong_state;
    auto application = opened(tx, context, row->card.application, Permission::edit_application);
    if (!application) return application.error();
    if (if_version && *if_version != application->version) return Refusal::changed_meanwhile;
    const auto reason = text::clean_line(typed_reason, 200);
    if (!reason) return Refusal::field_unfit;
    const auto today = today_at(tx, context, row->card.office);
    const auto before = typed_from(application->answers);
    const auto merged = merge(before, typed);
    Changed changed{errors_in(merged, today), {}};
    if (!changed.errors.empty()) return changed;
    const auto old_phone = application->answers.phone;
    application->answers = read_answers(merged, today).answers;
    changed.fields = changed_fields(before, typed_from(application->answers));
    if (changed.fields.empty()) return changed;
    const auto key = context.platform.vault.blind_index("nik", application->answers.nik->reveal());
    // The corrected NIK stands in the register already: one person twice, to be merged and not overwritten.
    if (key != application->person_key && row->card.seeker && store::set_person_key(tx, row->card.seeker, key) == store::KeyKept::taken) {
        changed.fields.clear();
        changed.nik_is_anothers = true;
        return changed;
    }
    // Both turns: the answers are the application's, the holder's name is the card's.
    if (!store::take_turn(tx, application->id, application->version, context.now)) return Refusal::changed_meanwhile;
    if (!store::take_card_turn(tx, id, row->version)) return Refusal::changed_meanwhile;
    ++application->version;
    const auto versions = store::answer_versions(tx, context.platform.vault, application->id);
    store::add_answer_version(
        tx, context.platform.vault, *application,
        {static_cast<int>(versions.size()) + 1, before, changed.fields, *reason, context.now, context.actor.audit_name()});
    application->person_key = key;
    store::save_answers(tx, context.platform.vault, *application, context.now);
    store::set_holder(tx, id, application->answers.name, application->answers.birth_date);
    trace_card(tx, context, id);
    std::string names;
    for (const auto& field : changed.fields) names += (names.empty() ? "\"" : ",\"") + field + "\"";
    record(tx, context, row->card, "card.data_changed", "{\"fields\":[" + names + "]}");
    tell_old_number(tx, context, *application, old_phone);
    announce(tx, application->id);
    return changed;
}

std::vector<DataChange> data_changes(sql::Transaction& tx, const Context& context, CardId id) {
    std::vector<DataChange> changes;
    const auto row = store::find_card(tx, id);
    if (!row || !row->card.application || !is_staff_of(context.actor, row->card.office, Permission::see_person)) return changes;
    const auto application = store::find_application(tx, context.platform.vault, row->card.application);
    if (!application) return changes;
    auto after = application->answers;
    const auto today = today_at(tx, context, row->card.office);
    auto versions = store::answer_versions(tx, context.platform.vault, application->id);
    for (auto one = versions.rbegin(); one != versions.rend(); ++one) {
        auto before = read_answers(one->answers, today).answers;
        changes.push_back({one->changed_at, one->reason, one->fields, before, after});
        after = std::move(before);
    }
    return changes;
}

// --- from elsewhere ---

Result<Done, Refusal> keep_previous_card(sql::Transaction& tx, const Context& context, CardId id, const PreviousCard& typed) {
    const auto row = taken_card(tx, context, id, Permission::edit_application);
    if (!row) return row.error();
    const auto issuer = text::clean_line(typed.issuer, 120);
    const auto number = text::clean_line(typed.number, 60);
    if (!issuer || !number || issuer->empty()) return Refusal::field_missing;
    if (typed.issued_on && *typed.issued_on > today_at(tx, context, row->card.office)) return Refusal::field_unfit;
    store::keep_previous_card(tx, context.platform.vault, row->card, {*issuer, *number, typed.issued_on}, context.now,
                              context.actor.audit_name());
    record(tx, context, row->card, "card.previous_card_noted");
    return Done{};
}

std::optional<PreviousCard> previous_card(sql::Transaction& tx, const Context& context, CardId id) {
    const auto row = store::find_card(tx, id);
    if (!row || !is_staff_of(context.actor, row->card.office, Permission::see_person)) return {};
    auto found = store::previous_card(tx, context.platform.vault, id);
    if (!found) return {};
    return PreviousCard{std::move(found->issuer), std::move(found->number), found->issued_on};
}

// --- certified copies ---

namespace {

Legalisation legalisation_from(const store::LegalisationRow& row, const store::CardRow& card) {
    return {row.id, row.card, row.number, row.made_on, row.copies, row.signatory, card.card.number, card.holder_name};
}

}  // namespace

Result<Legalisation, Refusal> legalise(sql::Transaction& tx, const Context& context, CardId id, int copies) {
    const auto row = taken_card(tx, context, id, Permission::print_card);
    if (!row) return row.error();
    const auto today = today_at(tx, context, row->card.office);
    if (verdict(row->card, today) != Verdict::valid) return Refusal::wrong_state;
    if (copies < 1 || copies > 50) return Refusal::field_unfit;
    const auto signatory = office::signatory_on(tx, row->card.office, today);
    if (!signatory) return Refusal::no_signatory;
    const auto year = std::to_string(today.year());
    const auto sequence = store::next_number(tx, row->card.office, (row->card.training ? "training:copy:" : "copy:") + year, 1, 999'999);
    if (!sequence) return Refusal::number_exhausted;
    const auto number = (row->card.training ? "CONTOH-" : "") + std::to_string(*sequence) + "/LEG/" + year;
    const store::LegalisationRow made{ids::next(),     id,          row->card.office,          number, today, copies,
                                      signatory->name, context.now, context.actor.audit_name()};
    if (!store::add_legalisation(tx, made)) return Refusal::changed_meanwhile;
    record(tx, context, row->card, "card.copies_certified", "{\"copies\":" + std::to_string(copies) + "}");
    return legalisation_from(made, *row);
}

std::optional<Legalisation> find_legalisation(sql::Transaction& tx, const Context& context, std::int64_t id) {
    const auto found = store::find_legalisation(tx, id);
    if (!found || !is_staff_of(context.actor, found->office, Permission::print_card)) return {};
    const auto card = store::find_card(tx, found->card);
    if (!card) return {};
    return legalisation_from(*found, *card);
}

std::vector<Legalisation> legalisations_of(sql::Transaction& tx, const Context& context, CardId id) {
    std::vector<Legalisation> found;
    const auto card = store::find_card(tx, id);
    if (!card || !is_staff_of(context.actor, card->card.office, Permission::see_day_list)) return found;
    for (const auto& one : store::legalisations_of(tx, id)) found.push_back(legalisation_from(one, *card));
    return found;
}

}  // namespace registration
