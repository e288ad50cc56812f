#include "modules/employers/actions_own.hpp"

#include "modules/employers/access.hpp"
#include "modules/employers/actions.hpp"
#include "modules/employers/rules.hpp"
#include "modules/employers/store.hpp"
#include "modules/office/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/i18n/language.hpp"

namespace employers {

namespace {

std::optional<Refusal> unfit(Employer& employer) {
    const auto faults = tidy(employer);
    if (faults.empty()) return {};
    return faults.front().why == Unfit::missing ? Refusal::field_missing : Refusal::field_unfit;
}

}  // namespace

Result<Done, Refusal> register_employer(sql::Transaction& tx, const Context& context, const Employer& typed) {
    auto employer = typed;
    if (const auto why = unfit(employer)) return *why;
    const auto office = office::find_office(tx, employer.office);
    if (!office || office->state != office::OfficeState::open) return Refusal::field_missing;
    employer.id = {ids::next()};
    employer.state = EmployerState::submitted;
    employer.head_office = {};
    employer.account = {};
    employer.verified_by_call.clear();
    employer.verified_at.reset();
    employer.refusal_reason.clear();
    employer.source = "portal";
    employer.language = code(context.language);
    employer.made_at = context.now;
    const auto& vault = context.platform.vault;
    const auto request =
        vault.blind_index("employers_employer.request", firm_key(employer.name) + "|" + employer.nib + "|" + employer.contact_phone);
    if (store::add_employer(tx, vault, employer, request) != store::Kept::yes) return Done{};
    audit::record(tx, context,
                  {employer.office, "employer.registered", "employers_employer:" + employer.id.text(), R"({"source":"portal"})"});
    return Done{};
}

Result<Done, Refusal> change_profile(sql::Transaction& tx, const Context& context, const Employer& typed) {
    const auto own = own_employer(tx, context);
    if (!own) return Refusal::no_employer_of_yours;
    if (own->version != typed.version) return Refusal::changed_meanwhile;
    auto wanted = typed;
    if (const auto why = unfit(wanted)) return *why;
    const bool is_renamed = wanted.name != own->name || wanted.nib != own->nib;
    const NameChange change{wanted.name, wanted.nib, context.now};
    wanted.id = own->id;
    wanted.office = own->office;
    wanted.name = own->name;
    wanted.nib = own->nib;
    wanted.head_office = own->head_office;
    if (wanted.head_office) wanted.head_office_name.clear();
    if (store::change_employer(tx, context.platform.vault, wanted, context.actor.audit_name()) != store::Kept::yes)
        return Refusal::changed_meanwhile;
    if (is_renamed)
        store::put_change(tx, *own, change, context.actor.audit_name());
    else
        store::remove_change(tx, own->id);
    audit::record(
        tx, context,
        {own->office, "employer.profile_changed", "employers_employer:" + own->id.text(), is_renamed ? R"({"waits":"name"})" : ""});
    return Done{};
}

std::optional<NameChange> waiting_change(sql::Transaction& tx, const Context& context, const Employer& employer) {
    if (!works_for(context, employer) && !keeps_register(context, employer.office)) return {};
    return store::find_change(tx, employer.id);
}

}  // namespace employers
