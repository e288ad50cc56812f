#include "modules/placement/actions_exemption.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/employers/actions.hpp"
#include "modules/employers/actions_local.hpp"
#include "modules/matching/actions_fit.hpp"
#include "modules/office/actions.hpp"
#include "modules/placement/access.hpp"
#include "modules/placement/store.hpp"
#include "modules/placement/store_exemption.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"

namespace placement {

namespace {

constexpr std::size_t words_max = 300;
constexpr int shown = 100;

bool has_way_out(sql::Transaction& tx, const Context& context, OfficeId office_id) {
    const auto office = office::find_office(tx, office_id);
    if (!office) return false;
    const auto rule = employers::local_rule(tx, office_id, context.local(office->zone).date);
    return rule.is_on && rule.has_exemption;
}

bool is_public_today(sql::Transaction& tx, const Context& context, const vacancies::Vacancy& vacancy) {
    return vacancies::is_public(vacancy, vacancies::today_at(tx, context, vacancy.office));
}

void note(sql::Transaction& tx, const Context& context, const Exemption& exemption, std::string_view verb) {
    audit::record(tx, context,
                  {exemption.office, verb, "placement_exemption:" + exemption.id.text(),
                   R"({"vacancy":")" + exemption.vacancy.text() + "\"" +
                       (exemption.supply ? R"(,"supply":)" + std::to_string(*exemption.supply) : "") + "}"});
}

}  // namespace

Result<ExemptionId, ExemptionRefusal> ask_exemption(sql::Transaction& tx, const Context& context, vacancies::VacancyId id,
                                                    std::string_view typed) {
    const auto own = employers::own_employer(tx, context);
    const auto vacancy = vacancies::find_vacancy(tx, context, id);
    if (!own || !speaks_for(context, *own) || !vacancy || vacancy->employer != own->id || !is_public_today(tx, context, *vacancy))
        return ExemptionRefusal::no_such_vacancy;
    if (!has_way_out(tx, context, own->office)) return ExemptionRefusal::no_rule;
    const auto reason = text::clean_line(typed, words_max);
    if (!reason || reason->empty()) return ExemptionRefusal::words_missing;
    const Exemption exemption{
        .id = {ids::next()}, .office = own->office, .vacancy = id, .employer = own->id, .reason = *reason, .asked_at = context.now};
    if (!store::add_exemption(tx, exemption, context.actor.audit_name())) return ExemptionRefusal::asked_already;
    note(tx, context, exemption, "exemption.asked");
    return exemption.id;
}

Result<Done, ExemptionRefusal> answer_exemption(sql::Transaction& tx, const Context& context, ExemptionId id, ExemptionState answer,
                                                std::string_view typed) {
    auto exemption = store::find_exemption(tx, id);
    if (!exemption || !refers_at(context, exemption->office)) return ExemptionRefusal::no_such_vacancy;
    if (employers::has_tie(tx, context, exemption->employer)) return ExemptionRefusal::has_tie;
    if (exemption->state != ExemptionState::asked || answer == ExemptionState::asked) return ExemptionRefusal::answered_already;
    const auto words = text::clean_line(typed, words_max);
    if (!words || words->empty()) return ExemptionRefusal::words_missing;
    exemption->state = answer;
    exemption->note = *words;
    exemption->supply = matching::supply_count(tx, context, exemption->vacancy);
    if (!store::answer_exemption(tx, *exemption, context.actor.audit_name(), context.now)) return ExemptionRefusal::answered_already;
    note(tx, context, *exemption, answer == ExemptionState::granted ? "exemption.granted" : "exemption.declined");
    return Done{};
}

bool is_exempt(sql::Transaction& tx, vacancies::VacancyId vacancy) { return store::is_exempt(tx, vacancy); }

std::vector<ExemptionLine> own_exemptions(sql::Transaction& tx, const Context& context) {
    std::vector<ExemptionLine> lines;
    const auto own = employers::own_employer(tx, context);
    if (!own || !speaks_for(context, *own) || !has_way_out(tx, context, own->office)) return lines;
    for (auto& vacancy : vacancies::vacancies_of(tx, context, own->id)) {
        if (!is_public_today(tx, context, vacancy)) continue;
        auto exemption = store::newest_exemption(tx, vacancy.id);
        lines.push_back({std::move(vacancy), std::move(exemption)});
    }
    return lines;
}

std::vector<AskedExemption> asked_exemptions(sql::Transaction& tx, const Context& context) {
    std::vector<AskedExemption> all;
    if (!refers_at(context, context.actor.office)) return all;
    for (auto& exemption : store::exemptions(tx, context.actor.office, shown)) {
        AskedExemption one;
        if (const auto vacancy = vacancies::find_vacancy(tx, context, exemption.vacancy)) {
            one.title = vacancy->title;
            one.company = vacancy->employer_name;
            one.has_interest = context.actor.account && store::has_interest(tx, context.actor.account, vacancy->employer);
        }
        one.supply = exemption.supply ? *exemption.supply : matching::supply_count(tx, context, exemption.vacancy);
        one.exemption = std::move(exemption);
        all.push_back(std::move(one));
    }
    return all;
}

int waiting_exemptions(sql::Transaction& tx, const Context& context) {
    if (!refers_at(context, context.actor.office)) return 0;
    return static_cast<int>(
        std::ranges::count(store::exemptions(tx, context.actor.office, shown), ExemptionState::asked, &Exemption::state));
}

}  // namespace placement
