#include "app/demo_placement.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "modules/employers/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/placement/actions_company.hpp"
#include "modules/placement/actions_placed.hpp"
#include "modules/placement/actions_referral.hpp"
#include "modules/placement/rules.hpp"
#include "modules/registration/actions_counter.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/sql/sql.hpp"

namespace {

template <class T>
T expect(Result<T, placement::Refusal> answer) {
    if (!answer) throw std::runtime_error("the demonstration: " + std::string(placement::sentence(answer.error())));
    return std::move(*answer);
}

Context as_person(const Context& context, OfficeId office, registration::ApplicationId file) {
    auto person = context;
    person.actor = {.kind = ActorKind::applicant,
                    .account = {},
                    .applicant = file.value,
                    .office = office,
                    .name = "",
                    .permissions = {Permission::hold_application},
                    .session_key = "",
                    .bearer = false};
    return person;
}

// Open vacancies of companies that have an account, those with room for several people first.
std::vector<vacancies::Vacancy> open_vacancies(sql::Transaction& tx, const Context& context, OfficeId office, Date today) {
    std::vector<vacancies::Vacancy> all;
    for (const auto& employer : employers::employers(tx, context, office, employers::EmployerState::verified)) {
        if (!employer.account) continue;
        for (auto& vacancy : vacancies::vacancies_of(tx, context, employer.id))
            if (placement::takes_applications(vacancy, today) && vacancy.open_heads() > 2) all.push_back(std::move(vacancy));
    }
    std::ranges::stable_sort(all, std::ranges::greater{}, &vacancies::Vacancy::openings);
    return all;
}

}  // namespace

void add_demo_placements(const Context& context) {
    context.platform.database.write([&](sql::Transaction& tx) {
        const auto office = *office::find_office(tx, "balikpapan");
        auto officer = context;
        officer.actor.kind = ActorKind::system;
        officer.actor.office = office.id;
        const auto today = context.local(office.zone).date;
        const auto open = open_vacancies(tx, officer, office.id, today);
        const auto people = registration::applications(tx, officer, office.id, "approved", "", 12);
        if (open.empty() || people.size() < 10) return;
        const auto& first = open.front();
        const auto& second = open[open.size() > 1 ? 1 : 0];
        const auto apply = [&](std::size_t at, const vacancies::Vacancy& vacancy, std::string_view note) {
            return expect(placement::apply(tx, as_person(context, office.id, people[at].id), vacancy.id, note)).id;
        };
        apply(0, first, "Saya dapat mulai minggu depan.");
        apply(1, first, "");
        const auto invited = apply(2, first, "");
        expect(placement::invite(tx, officer, invited));
        const auto agreed = apply(3, first, "Saya pernah mengerjakan pekerjaan serupa.");
        expect(placement::invite(tx, officer, agreed));
        expect(placement::agree(tx, as_person(context, office.id, people[3].id), agreed));
        const auto answered = apply(4, first, "");
        expect(placement::answer(tx, officer, answered, placement::Reason::experience));
        if (second.id != first.id) apply(0, second, "");
        const auto referred = expect(placement::refer(tx, officer, second.id, {people[5].id, people[6].id}, placement::Consent::asked_here));
        expect(placement::refer(tx, officer, first.id, {people[7].id}, placement::Consent::by_message));
        if (!referred.candidacies.empty()) expect(placement::hire(tx, officer, referred.candidacies.front(), today - 3));
    });
}
