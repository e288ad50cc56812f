#include "modules/vacancies/actions_gate.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/employers/actions.hpp"
#include "modules/employers/actions_licence.hpp"
#include "modules/vacancies/access.hpp"
#include "modules/vacancies/rules.hpp"
#include "modules/vacancies/store.hpp"
#include "modules/vacancies/store_change.hpp"
#include "platform/audit/audit.hpp"
#include "platform/events.hpp"

namespace vacancies {

Result<Vacancy, Refusal> opened(sql::Transaction& tx, const Context& context, VacancyId id, int version, Who who) {
    auto vacancy = store::find(tx, context.platform.vault, id, store::WithContact::yes);
    if (!vacancy) return Refusal::no_such_vacancy;
    if (!reviews(context, vacancy->office)) {
        if (who == Who::office_only || !is_company(context)) return Refusal::no_such_vacancy;
        const auto own = employers::own_employer(tx, context);
        if (!own || own->id != vacancy->employer) return Refusal::no_such_vacancy;
    }
    if (employers::has_tie(tx, context, vacancy->employer)) return Refusal::has_tie;
    if (vacancy->version != version) return Refusal::changed_meanwhile;
    return std::move(*vacancy);
}

Result<Done, Refusal> save(sql::Transaction& tx, const Context& context, Vacancy vacancy, std::string_view verb, std::string details) {
    if (vacancy.published_at) vacancy.revision = store::next_revision(tx);
    if (!store::change(tx, context.platform.vault, vacancy, context.actor.audit_name())) return Refusal::changed_meanwhile;
    note(tx, context, vacancy, verb, std::move(details));
    tell_register(tx, context, vacancy.employer);
    if (verb == "vacancy.published") events::publish(tx, context, {"vacancies.published", vacancy.office, vacancy.id.value});
    const bool is_over =
        vacancy.state == VacancyState::filled || vacancy.state == VacancyState::expired || vacancy.state == VacancyState::cancelled;
    if (is_over) {
        if (auto change = store::waiting_change(tx, vacancy.id)) {
            change->state = ChangeState::lapsed;
            change->decided_at = context.now;
            (void)store::decide_change(tx, *change);
        }
        events::publish(tx, context, {"vacancies.closed", vacancy.office, vacancy.id.value});
    }
    return Done{};
}

bool may_be_shown_abroad(sql::Transaction& tx, Vacancy& vacancy, Date today) {
    vacancy.licence = {};
    if (!vacancy.overseas) return true;
    if (const auto licence = employers::licence_in_force(tx, vacancy.employer, today)) vacancy.licence = *licence;
    return bool(vacancy.licence);
}

void accept_reasons(Vacancy& vacancy, const Reasons& accepted) {
    for (auto& one : vacancy.asked) {
        const auto said = std::ranges::find(accepted, one.kind, &Reasons::value_type::first);
        if (said == accepted.end()) continue;
        if (one.reason.empty()) one.reason = text::clean_line(said->second, 400).value_or("");
        one.accepted = !one.reason.empty();
    }
}

void note(sql::Transaction& tx, const Context& context, const Vacancy& vacancy, std::string_view verb, std::string details) {
    audit::record(tx, context, {vacancy.office, verb, "vacancies_vacancy:" + vacancy.id.text(), std::move(details)});
}

void tell_register(sql::Transaction& tx, const Context& context, employers::EmployerId employer) {
    employers::note_reported(tx, context, employer, store::reported_by(tx, employer));
}

}  // namespace vacancies
