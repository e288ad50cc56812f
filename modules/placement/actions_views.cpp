#include "modules/placement/actions_views.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "modules/office/actions.hpp"
#include "modules/placement/access.hpp"
#include "modules/placement/gate.hpp"
#include "modules/placement/rules.hpp"
#include "modules/placement/store_views.hpp"
#include "platform/audit/audit.hpp"

namespace placement {
namespace {

constexpr int days_kept = 90;

std::string_view parameter_of(ViewKind kind) {
    return kind == ViewKind::fitting ? std::string_view("people_views_a_day") : std::string_view("contact_views_a_day");
}

// As many as the day still has, in the order in which they stand on the page.
void open(sql::Transaction& tx, const Context& context, const employers::Employer& company, ViewKind kind,
          const std::vector<registration::ApplicationId>& files) {
    if (files.empty()) return;
    const auto today = today_at(tx, context, company.office);
    const int most = office::parameter(tx, company.office, parameter_of(kind), today).number();
    store::hold_day(tx, company.id, company.office, today, kind, most);
    const auto seen = store::viewed(tx, company.id, today, kind);
    for (const auto file : files) {
        if (seen.contains(file)) continue;
        if (store::count_view(tx, company.id, today, kind)) {
            store::add_viewed(tx, company.id, file, today, kind);
            continue;
        }
        if (store::mark_used_up(tx, company.id, today, kind, context.now))
            audit::record(tx, context,
                          {company.office, "views.used_up", "employers_employer:" + company.id.text(),
                           nlohmann::json{{"kind", code(kind)}, {"most", most}}.dump()});
        return;
    }
}

}  // namespace

Sight look_at(const Context& context, vacancies::VacancyId id) {
    const auto read = [&](sql::Transaction& tx) {
        Sight made{vacancy_to_decide(tx, context, id), {}, {}};
        if (!made.vacancy) return made;
        made.candidates = candidates(tx, context, id);
        made.fitting = fitting_people(tx, context, id);
        return made;
    };
    auto& database = context.platform.database;
    auto sight = database.read(read);
    if (sight.candidates.closed.empty() && sight.fitting.closed.empty()) return sight;
    // Matching people takes long, so it is read before and after, and only the counting holds the writer.
    const bool counted = database.write([&](sql::Transaction& tx) {
        const auto company = company_of(tx, context);
        if (!company) return false;
        open(tx, context, *company, ViewKind::contact, sight.candidates.closed);
        open(tx, context, *company, ViewKind::fitting, sight.fitting.closed);
        return true;
    });
    return counted ? database.read(read) : sight;
}

std::vector<Views> views_today(sql::Transaction& tx, const Context& context) {
    std::vector<Views> all;
    const auto office = context.actor.office;
    if (!refers_at(context, office)) return all;
    for (const auto& day : store::view_days(tx, office, today_at(tx, context, office))) {
        if (all.empty() || all.back().employer != day.employer) all.push_back({.employer = day.employer});
        (day.kind == ViewKind::fitting ? all.back().fitting : all.back().contacts) = day.people;
        all.back().used_up = all.back().used_up || day.used_up;
    }
    return all;
}

void forget_views(sql::Transaction& tx, Date today) { store::forget_views(tx, today - days_kept); }

}  // namespace placement
