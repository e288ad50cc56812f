#include "modules/registration/gate.hpp"

#include "modules/office/actions.hpp"
#include "platform/audit/audit.hpp"

namespace registration {

bool is_staff_of(const Actor& actor, OfficeId office, Permission permission) {
    if (actor.kind == ActorKind::system) return true;
    if (actor.kind != ActorKind::staff || !office) return false;
    return actor.office == office && actor.permissions.has(permission);
}

bool may_touch(const Actor& actor, OfficeId office, ApplicationId application, Permission permission) {
    if (actor.kind == ActorKind::applicant)
        return application && actor.applicant == application.value && actor.permissions.has(Permission::hold_application);
    return is_staff_of(actor, office, permission);
}

Result<Application, Refusal> opened(sql::Transaction& tx, const Context& context, ApplicationId id, Permission permission) {
    auto application = store::find_application(tx, context.platform.vault, id);
    if (!application) return Refusal::no_such_application;
    if (!may_touch(context.actor, application->office, id, permission)) return Refusal::not_yours;
    return std::move(*application);
}

Result<Application, Refusal> taken(sql::Transaction& tx, const Context& context, ApplicationId id, Permission permission,
                                   std::optional<int> if_version) {
    auto application = opened(tx, context, id, permission);
    if (!application) return application.error();
    if (if_version && *if_version != application->version) return Refusal::changed_meanwhile;
    // The row has the last word: somebody may have changed the file since it was read.
    if (!store::take_turn(tx, id, application->version, context.now)) return Refusal::changed_meanwhile;
    ++application->version;
    return application;
}

Result<store::CardRow, Refusal> taken_card(sql::Transaction& tx, const Context& context, CardId id, Permission permission) {
    auto row = store::find_card(tx, id);
    if (!row) return Refusal::no_such_card;
    if (!is_staff_of(context.actor, row->card.office, permission)) return Refusal::not_yours;
    if (!store::take_card_turn(tx, id, row->version)) return Refusal::changed_meanwhile;
    ++row->version;
    return std::move(*row);
}

void record(sql::Transaction& tx, const Context& context, const Application& application, std::string_view verb, std::string details) {
    audit::record(tx, context, {application.office, verb, "registration_application:" + application.id.text(), std::move(details)});
}

void record(sql::Transaction& tx, const Context& context, const Card& card, std::string_view verb, std::string details) {
    audit::record(tx, context, {card.office, verb, "registration_card:" + card.id.text(), std::move(details)});
}

void announce(sql::Transaction& tx, ApplicationId id) {
    if (id) tx.announce("application:" + id.text());
}

Zone zone_of(sql::Transaction& tx, OfficeId office) {
    const auto found = office::find_office(tx, office);
    return found ? found->zone : Zone::wib;
}

Date today_at(sql::Transaction& tx, const Context& context, OfficeId office) { return context.local(zone_of(tx, office)).date; }

Demands demands_of(sql::Transaction& tx, OfficeId office, Date today) {
    Demands demands;
    demands.today = today;
    if (const auto found = office::find_office(tx, office)) {
        demands.office_name = found->name;
        demands.office_regency = found->regency_code;
    }
    demands.minimum_age = office::parameter(tx, office, "minimum_age", today).number();
    demands.guardian_below_age = office::parameter(tx, office, "guardian_below_age", today).number();
    demands.residence_refused = office::parameter(tx, office, "residence_rule", today).value == "refuse";
    demands.papers = office::document_requirements(tx, office);
    return demands;
}

void write_ledger(sql::Transaction& tx, const Context& context, const Card& card, const Application* application, std::string_view kind,
                  std::string_view reason, Date effective_on) {
    if (!card.seeker) return;
    store::LedgerRow row;
    row.office = card.office;
    row.seeker = card.seeker;
    row.card = card.id;
    row.kind = kind;
    row.reason = reason;
    row.effective_on = effective_on;
    row.training = card.training;
    if (application) {
        const auto& answers = application->answers;
        if (answers.birth_date) row.age = answers.birth_date->age_on(effective_on);
        if (answers.sex) row.sex = code(*answers.sex);
        if (!answers.education.empty()) {
            row.education = answers.education.front().level;
            row.major = answers.education.front().major;
        }
        if (!answers.desired_occupations.empty()) row.occupation = answers.desired_occupations.front();
        if (answers.purpose) row.purpose = code(*answers.purpose);
        row.channel = code(application->channel);
    } else {
        row.channel = code(Channel::imported);
    }
    store::add_ledger_row(tx, row, context.now, context.actor.audit_name());
}

void leave_register(sql::Transaction& tx, const Context& context, const store::CardRow& row, std::string_view kind, std::string_view reason,
                    Date effective_on) {
    if (!row.on_register) return;
    store::set_on_register(tx, row.card.id, false);
    const auto application = store::find_application(tx, context.platform.vault, row.card.application);
    write_ledger(tx, context, row.card, application ? &*application : nullptr, kind, reason, effective_on);
}

}  // namespace registration
