#include "modules/vacancies/actions_abroad.hpp"

#include "modules/employers/actions_licence.hpp"
#include "modules/vacancies/access.hpp"
#include "modules/vacancies/actions_gate.hpp"
#include "modules/vacancies/actions_news.hpp"
#include "modules/vacancies/rules.hpp"
#include "modules/vacancies/store.hpp"

namespace vacancies {

namespace {

constexpr std::string_view because_of_licence = R"({"because":"licence_lapsed"})";

bool is_paused_for_licence(const Vacancy& vacancy) {
    return vacancy.state == VacancyState::paused && vacancy.held_because == licence_lapsed;
}

}  // namespace

bool lacks_licence(sql::Transaction& tx, const Vacancy& vacancy, Date today) {
    return vacancy.overseas && !employers::licence_in_force(tx, vacancy.employer, today);
}

void follow_licence(sql::Transaction& tx, const Context& context, employers::EmployerId employer) {
    LicenceNews paused;
    LicenceNews may_return;
    const auto count = [](LicenceNews& news, const Vacancy& vacancy) {
        ++news.count;
        news.office = vacancy.office;
        news.licence = vacancy.licence;
        news.title = vacancy.title;
    };
    // False: its desk saved it since it was read.
    const auto follow = [&](Vacancy vacancy) {
        const auto in_force = employers::licence_in_force(tx, employer, today_at(tx, context, vacancy.office));
        if (is_paused_for_licence(vacancy) && in_force) {
            vacancy.licence = *in_force;
            count(may_return, vacancy);
        } else if (vacancy.state == VacancyState::published && !in_force) {
            // It keeps the permission with which it was shown last.
            vacancy.state = VacancyState::paused;
            vacancy.held_because = licence_lapsed;
            if (!save(tx, context, vacancy, "vacancy.paused", std::string(because_of_licence))) return false;
            count(paused, vacancy);
        } else if (vacancy.state == VacancyState::published && vacancy.licence != *in_force) {
            vacancy.licence = *in_force;
            return bool(save(tx, context, vacancy, "vacancy.licence_replaced"));
        }
        return true;
    };
    for (auto vacancy : store::open_of_employer(tx, context.platform.vault, employer)) {
        const auto id = vacancy.id;
        while (vacancy.overseas && !follow(vacancy)) vacancy = store::find(tx, context.platform.vault, id, store::WithContact::yes).value();
    }
    if (paused.count > 0) tell_licence_over(tx, context, employer, paused);
    if (may_return.count > 0) tell_licence_back(tx, context, employer, may_return);
}

std::vector<employers::EmployerId> without_licence(sql::Transaction& tx, const Context& context, OfficeId office) {
    auto all = store::employers_abroad(tx, office);
    const auto today = today_at(tx, context, office);
    std::erase_if(all, [&](employers::EmployerId one) { return employers::licence_in_force(tx, one, today).has_value(); });
    return all;
}

std::vector<Vacancy> paused_for_licence(sql::Transaction& tx, const Context& context, employers::EmployerId employer) {
    auto all = vacancies_of(tx, context, employer);
    std::erase_if(all, [](const Vacancy& one) { return !is_paused_for_licence(one); });
    return all;
}

int count_paused_for_licence(sql::Transaction& tx, const Context& context) {
    if (!reviews(context, context.actor.office)) return 0;
    return store::count_held(tx, context.actor.office, VacancyState::paused, licence_lapsed);
}

}  // namespace vacancies
