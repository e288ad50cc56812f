#include "modules/employers/actions.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/employers/access.hpp"
#include "modules/employers/rules.hpp"
#include "modules/employers/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/events.hpp"

namespace employers {

namespace {

Refusal refusal_of(store::Kept kept) {
    switch (kept) {
        case store::Kept::account_taken: return Refusal::account_taken;
        case store::Kept::nib_known: return Refusal::nib_known;
        case store::Kept::yes:
        case store::Kept::request_known:
        case store::Kept::changed_meanwhile: break;
    }
    return Refusal::changed_meanwhile;
}

// An old list may lack much; a person who types fills in what is asked for.
std::optional<Refusal> unfit(const Context& context, Employer& employer) {
    const bool is_program = context.actor.kind == ActorKind::system;
    for (const auto& fault : tidy(employer)) {
        if (fault.why != Unfit::missing) return Refusal::field_unfit;
        if (!is_program || fault.field == Field::name) return Refusal::field_missing;
    }
    return {};
}

bool is_fit_head_office(sql::Transaction& tx, const Context& context, const Employer& employer) {
    if (!employer.head_office) return true;
    if (employer.head_office == employer.id) return false;
    const auto head = store::find_employer(tx, context.platform.vault, employer.head_office);
    if (!head || head->office != employer.office || head->head_office) return false;
    return !employer.id || store::branches(tx, context.platform.vault, employer.id).empty();
}

Result<EmployerId, Refusal> add(sql::Transaction& tx, const Context& context, Employer employer) {
    const bool is_program = context.actor.kind == ActorKind::system;
    employer.id = {ids::next()};
    employer.made_at = context.now;
    if (employer.source.empty()) employer.source = is_program ? "import" : "visit";
    if (!is_program) {
        employer.state = EmployerState::submitted;
        employer.account = {};
        employer.verified_by_call.clear();
        employer.refusal_reason.clear();
    }
    if (employer.state == EmployerState::verified) {
        if (employer.verified_by_call.empty()) return Refusal::call_back_missing;
        if (!employer.verified_at) employer.verified_at = context.now;
    } else {
        employer.verified_at.reset();
    }
    const auto kept = store::add_employer(tx, context.platform.vault, employer, "");
    if (kept != store::Kept::yes) return refusal_of(kept);
    return employer.id;
}

TieOf known_tie = nullptr;

}  // namespace

void use_ties(TieOf tie_of) { known_tie = tie_of; }

bool has_tie(sql::Transaction& tx, const Context& context, EmployerId employer) {
    return known_tie != nullptr && context.actor.account && known_tie(tx, context.actor.account, employer);
}

std::optional<Employer> find_employer(sql::Transaction& tx, const Context& context, EmployerId id) {
    auto employer = store::find_employer(tx, context.platform.vault, id);
    if (!employer || (!keeps_register(context, employer->office) && !works_for(context, *employer))) return {};
    return employer;
}

std::optional<Employer> own_employer(sql::Transaction& tx, const Context& context) {
    auto employer = store::employer_of_account(tx, context.platform.vault, context.actor.account);
    if (!employer || !works_for(context, *employer)) return {};
    return employer;
}

std::vector<Employer> employers(sql::Transaction& tx, const Context& context, OfficeId office, std::optional<EmployerState> state) {
    if (!keeps_register(context, office)) return {};
    return store::employers(tx, context.platform.vault, office, state);
}

std::vector<Employer> employers_like(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view words) {
    constexpr std::size_t most = 20;
    std::vector<Employer> found;
    if (!keeps_register(context, office)) return found;
    if (text::squeeze(words).empty()) return found;
    for (const auto& one : store::names(tx, office)) {
        if (found.size() == most) break;
        if (!fits_search(one.name, one.nib, words)) continue;
        if (auto employer = store::find_employer(tx, context.platform.vault, one.id)) found.push_back(std::move(*employer));
    }
    return found;
}

std::optional<PublicEmployer> public_employer(sql::Transaction& tx, EmployerId id) { return store::public_employer(tx, id); }

bool hold_verified(sql::Transaction& tx, EmployerId id) { return store::hold_verified(tx, id); }

Result<EmployerId, Refusal> save_employer(sql::Transaction& tx, const Context& context, const Employer& typed) {
    if (!keeps_register(context, typed.office)) return Refusal::no_such_employer;
    auto employer = typed;
    if (const auto why = unfit(context, employer)) return *why;
    if (!is_fit_head_office(tx, context, employer)) return Refusal::head_office_unfit;
    if (employer.head_office) employer.head_office_name.clear();
    if (!employer.id) {
        const auto added = add(tx, context, employer);
        if (added)
            audit::record(tx, context,
                          {employer.office, "employer.registered", "employers_employer:" + added->text(),
                           R"({"source":")" + employer.source + "\"}"});
        return added;
    }
    const auto known = store::find_employer(tx, context.platform.vault, employer.id);
    if (!known || known->office != employer.office) return Refusal::no_such_employer;
    if (has_tie(tx, context, employer.id)) return Refusal::has_tie;
    const auto kept = store::change_employer(tx, context.platform.vault, employer, context.actor.audit_name());
    if (kept != store::Kept::yes) return refusal_of(kept);
    audit::record(tx, context, {employer.office, "employer.changed", "employers_employer:" + employer.id.text(), ""});
    if (known->name != employer.name) events::publish(tx, context, {"employers.renamed", employer.office, employer.id.value});
    return employer.id;
}

void note_reported(sql::Transaction& tx, const Context& context, EmployerId id, const Reported& reported) {
    if (const auto employer = store::find_employer(tx, context.platform.vault, id))
        store::put_reported(tx, *employer, reported, context.now);
}

Reported reported_by(sql::Transaction& tx, EmployerId id) { return store::reported(tx, id); }

void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults) {
    for (auto& fault : store::faults(tx)) faults.push_back(std::move(fault));
}

}  // namespace employers
