#include "modules/matching/actions_fit.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "modules/employers/actions.hpp"
#include "modules/matching/access.hpp"
#include "modules/matching/actions_profile.hpp"
#include "modules/matching/engine.hpp"
#include "modules/matching/rules_choice.hpp"
#include "modules/matching/rules_fit.hpp"
#include "modules/matching/store_block.hpp"
#include "modules/matching/store_counsel.hpp"
#include "modules/matching/store_prices.hpp"
#include "modules/vacancies/actions.hpp"

namespace matching {

namespace {

using vacancies::Vacancy;

bool is_for(sql::Transaction& tx, const Context& context, const Vacancy& vacancy) {
    if (works_at(context, vacancy.office)) return true;
    if (!context.may(Permission::employer)) return false;
    const auto own = employers::own_employer(tx, context);
    return own && own->id == vacancy.employer;
}

// Whom many companies want in their lists costs them a price, so that not all of them ask the same few people.
struct Listed {
    Fit fit;
    std::int32_t price{};
    std::int32_t value() const { return fit.score - price; }
};

// By score less price; among equals a draw that no number has an advantage in.
bool comes_before(const Listed& a, const Listed& b) {
    if (a.value() != b.value()) return a.value() > b.value();
    const auto& [one, other] = std::tie(a.fit, b.fit);
    const auto key = static_cast<std::uint64_t>(one.vacancy.value) | 1;
    return lot_of(key, one.profile.value) < lot_of(key, other.profile.value);
}

StandingsOf known_standings = nullptr;
ApplicantsAt known_applicants = nullptr;

}  // namespace

void use_standings(StandingsOf standings_of) { known_standings = standings_of; }

std::vector<Standing> standings(sql::Transaction& tx, registration::ApplicationId file) {
    return known_standings == nullptr ? std::vector<Standing>{} : known_standings(tx, file);
}

void use_applicants(ApplicantsAt applicants_at) { known_applicants = applicants_at; }

int other_applicants(sql::Transaction& tx, vacancies::VacancyId vacancy, registration::ApplicationId but_not) {
    return known_applicants == nullptr ? 0 : known_applicants(tx, vacancy, but_not);
}

std::vector<Fit> people_for(sql::Transaction& tx, const Context& context, vacancies::VacancyId id, int limit, const LeftOut& left_out) {
    const auto vacancy = vacancies::find_vacancy(tx, context, id);
    if (!vacancy || !is_for(tx, context, *vacancy) || limit <= 0) return {};
    const auto today = vacancies::today_at(tx, context, vacancy->office);
    const auto now = snapshot(tx, context);
    std::map<ProfileId, std::vector<Override>> by_person;
    for (auto& one : store::overrides_for(tx, id, context.now)) by_person[one.profile].push_back(std::move(one));
    std::map<ProfileId, std::int32_t> prices;
    for (const auto& one : store::person_prices(tx, vacancy->office)) prices[one.profile] = one.price;
    const auto blockers = store::blockers_of(tx, vacancy->office, vacancy->employer);
    std::vector<Listed> best;
    for (const auto& known : now->people()) {
        const auto& one = *known;
        if (one.office != vacancy->office || !one.consent.shown_masked || blockers.contains(one.person_key)) continue;
        const auto overrides = by_person.find(one.id);
        const auto relaxed = overrides == by_person.end() ? Relaxed{} : relaxed_by(overrides->second, id);
        if (overrides != by_person.end() && has(overrides->second, OverrideKind::veto, id)) continue;
        if (relaxed.items.empty() && !failed_items(one, *vacancy, today).empty()) continue;
        auto fit = judge(one, *vacancy, expert_weights(), today, relaxed);
        if (!fit.failed.empty()) continue;
        const auto price = prices.find(one.id);
        best.push_back({std::move(fit), price == prices.end() ? 0 : price->second});
    }
    std::ranges::sort(best, comes_before);
    std::vector<Fit> shown;
    for (auto& one : best) {
        if (std::ssize(shown) == limit) break;
        if (!left_out.has(one.fit.application)) shown.push_back(std::move(one.fit));
    }
    return shown;
}

std::optional<Fit> fit_of(sql::Transaction& tx, const Context& context, registration::ApplicationId application, vacancies::VacancyId id) {
    const auto profile = saved_profile(tx, context, application);
    const auto vacancy = vacancies::find_vacancy(tx, context, id);
    if (!profile || !vacancy) return {};
    if (!is_holder(context, application) && !(profile->consent.shown_masked && is_for(tx, context, *vacancy))) return {};
    return judge(*profile, *vacancy, expert_weights(), vacancies::today_at(tx, context, profile->office),
                 relaxed_by(store::overrides_of(tx, profile->id, context.now), id));
}

int supply_count(sql::Transaction& tx, const Context& context, vacancies::VacancyId id) {
    const auto vacancy = vacancies::find_vacancy(tx, context, id);
    if (!vacancy) return 0;
    const auto today = vacancies::today_at(tx, context, vacancy->office);
    const auto now = snapshot(tx, context);
    return static_cast<int>(std::ranges::count_if(
        now->people(), [&](const auto& one) { return one->office == vacancy->office && failed_items(*one, *vacancy, today).empty(); }));
}

}  // namespace matching
