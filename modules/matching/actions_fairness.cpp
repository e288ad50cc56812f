#include "modules/matching/actions_fairness.hpp"

#include <algorithm>
#include <map>

#include "modules/matching/engine.hpp"
#include "modules/matching/rules_choice.hpp"
#include "modules/matching/store_fit.hpp"
#include "modules/office/actions.hpp"
#include "modules/reference/actions.hpp"
#include "modules/registration/actions.hpp"
#include "platform/audit/audit.hpp"

namespace matching {

namespace {

constexpr std::int64_t quarter_s = 90 * 24 * 3600;

// Read here, added up, and forgotten: no score, no list and no table ever sees it.
std::vector<std::string> groups_of(const registration::Application& application, Date today) {
    const auto& answers = application.answers;
    const auto district = reference::find_area(answers.village_code.substr(0, 8));
    return {answers.sex ? (*answers.sex == Sex::female ? "P" : "L") : "",
            answers.birth_date ? age_band(answers.birth_date->age_on(today)) : "", district ? district->name : "",
            answers.education.empty() ? "" : answers.education.front().level};
}

}  // namespace

std::optional<FairnessView> fairness(sql::Transaction& tx, const Context& context) {
    const auto office = office::find_office(tx, context.actor.office);
    if (!office || !context.may(Permission::see_audit)) return {};
    const auto today = context.local(office->zone).date;
    FairnessView view{.batch = store::newest_batch(tx),
                      .board = {},
                      .min_cell = settings().min_cell,
                      .alarm_percent = office::parameter(tx, office->id, "advice_fairness_percent", today).number(),
                      .basis = office::parameter(tx, office->id, "advice_fairness_basis", today).value};
    const Instant since{context.now.seconds - quarter_s};
    view.pins = store::count_overrides(tx, office->id, "pin", since);
    view.vetoes = store::count_overrides(tx, office->id, "veto", since);
    view.relaxations = store::count_overrides(tx, office->id, "relax", since);
    if (!view.batch) return view;

    const auto now = snapshot(tx, context);
    std::map<ProfileId, std::vector<int>> ranks;
    for (const auto& one : store::slots(tx, office->id)) {
        auto& own = ranks[one.profile];
        // What was not opened yet stands in the order in which it was given.
        own.push_back(one.rank > 0 ? one.rank : static_cast<int>(own.size()) + 1);
    }
    std::vector<Seen> people;
    for (const auto& known : now->people()) {
        const auto& one = *known;
        if (one.office != office->id || !one.consent.suggestions) continue;
        const auto application = registration::find_application(tx, context, one.application);
        if (!application) continue;
        const auto feasible = now->best(one, expert_weights(), today, static_cast<std::size_t>(settings().floor)).size();
        people.push_back({groups_of(*application, today), ranks[one.id], feasible >= static_cast<std::size_t>(settings().floor)});
    }
    std::vector<Load> loads;
    for (const auto& one : store::prices(tx)) loads.push_back({one.price.given, one.price.capacity});
    view.board = board_of({"sex", "age", "district", "education"}, people, loads, {view.min_cell, 10 * view.alarm_percent});
    audit::record(tx, context, {office->id, "matching.fairness_read", "office_office:" + office->id.text(), ""});
    return view;
}

}  // namespace matching
