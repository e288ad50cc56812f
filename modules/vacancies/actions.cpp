#include "modules/vacancies/actions.hpp"

#include "modules/employers/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/vacancies/access.hpp"
#include "modules/vacancies/actions_life.hpp"
#include "modules/vacancies/actions_published.hpp"
#include "modules/vacancies/rules.hpp"
#include "modules/vacancies/store.hpp"

namespace vacancies {

namespace {

constexpr int of_one_employer_max = 500;

bool is_its_desk(sql::Transaction& tx, const Context& context, const Vacancy& vacancy) {
    if (reviews(context, vacancy.office)) return true;
    if (!is_company(context)) return false;
    const auto own = employers::own_employer(tx, context);
    return own && own->id == vacancy.employer;
}

}  // namespace

std::optional<Vacancy> find_vacancy(sql::Transaction& tx, const Context& context, VacancyId id) {
    auto vacancy = store::find(tx, context.platform.vault, id, store::WithContact::yes);
    if (!vacancy || is_its_desk(tx, context, *vacancy)) return vacancy;
    if (vacancy->revision == 0) return {};
    vacancy->contact.clear();
    return vacancy;
}

std::vector<Vacancy> vacancies_of(sql::Transaction& tx, const Context& context, employers::EmployerId employer) {
    auto all = store::of_employer(tx, employer, of_one_employer_max);
    if (!all.empty() && !is_its_desk(tx, context, all.front())) std::erase_if(all, [](const Vacancy& one) { return one.revision == 0; });
    return all;
}

bool is_public(const Vacancy& vacancy, Date today) { return vacancy.state == VacancyState::published && vacancy.valid_until >= today; }

Date today_at(sql::Transaction& tx, const Context& context, OfficeId office) {
    const auto found = office::find_office(tx, office);
    return context.local(found ? found->zone : Zone::wib).date;
}

std::int64_t newest_revision(sql::Transaction& tx) { return store::newest_revision(tx); }

std::vector<Vacancy> changed_after(sql::Transaction& tx, const Context&, std::int64_t revision, int limit) {
    return store::changed_after(tx, revision, limit);
}

void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults) {
    for (auto& fault : store::faults(tx)) faults.push_back(std::move(fault));
}

}  // namespace vacancies
