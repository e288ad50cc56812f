#include "modules/placement/actions_introduced.hpp"

#include <algorithm>

#include "modules/employers/actions.hpp"
#include "modules/placement/access.hpp"
#include "modules/placement/rules.hpp"
#include "modules/placement/store.hpp"
#include "modules/registration/actions.hpp"

namespace placement {
namespace {

bool may_read(sql::Transaction& tx, const Context& context, OfficeId office, employers::EmployerId id) {
    if (refers_at(context, office)) return true;
    const auto employer = employers::find_employer(tx, context, id);
    return employer && speaks_for(context, *employer);
}

}  // namespace

std::vector<Introduced> introduced_to(sql::Transaction& tx, const Context& context, employers::EmployerId employer) {
    std::vector<Introduced> people;
    for (const auto& one : store::introduced_to(tx, context.platform.vault, context.actor.office, employer))
        if (may_read(tx, context, one.office, employer))
            people.push_back({one.id, one.file, one.vacancy, one.introduced_at.value_or(one.made_at)});
    return people;
}

std::vector<CompanyWithPeople> companies_with_introduced(sql::Transaction& tx, const Context& context) {
    std::vector<CompanyWithPeople> all;
    if (!refers_at(context, context.actor.office)) return all;
    for (const auto& [id, people] : store::introduced_by_employer(tx, context.actor.office))
        if (const auto employer = employers::find_employer(tx, context, id)) all.push_back({id, employer->name, people});
    std::ranges::sort(all, {}, [](const CompanyWithPeople& one) { return std::pair(one.name, one.employer); });
    return all;
}

std::optional<std::string> name_of_introduced(sql::Transaction& tx, const Context& context, CandidacyId id) {
    const auto candidacy = store::find_candidacy(tx, context.platform.vault, id);
    if (!candidacy || !is_name_shown(*candidacy) || !may_read(tx, context, candidacy->office, candidacy->employer)) return {};
    const auto file = registration::find_outline(tx, candidacy->file);
    return file ? std::optional(file->name) : std::nullopt;
}

}  // namespace placement
