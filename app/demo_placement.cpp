#include "app/demo_placement.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include "modules/employers/actions.hpp"
#include "modules/matching/actions_fit.hpp"
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

// Open vacancies of companies that have an account and room for several people, those that fit most people first.
std::vector<vacancies::Vacancy> open_vacancies(sql::Transaction& tx, const Context& context, OfficeId office, Date today) {
    std::vector<vacancies::Vacancy> all;
    for (const auto& employer : employers::employers(tx, context, office, employers::EmployerState::verified)) {
        if (!employer.account) continue;
        for (auto& vacancy : vacancies::vacancies_of(tx, context, employer.id))
            if (placement::takes_applications(vacancy, today) && vacancy.open_heads() > 2) all.push_back(std::move(vacancy));
    }
    constexpr int people_counted = 6;
    std::vector<std::pair<std::size_t, vacancies::Vacancy>> counted;
    for (auto& vacancy : all)
        counted.emplace_back(matching::people_for(tx, context, vacancy.id, people_counted).size(), std::move(vacancy));
    std::ranges::stable_sort(counted, std::ranges::greater{}, &std::pair<std::size_t, vacancies::Vacancy>::first);
    all.clear();
    for (auto& [fits, vacancy] : counted) all.push_back(std::move(vacancy));
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
        const auto people = registration::applications(tx, officer, office.id, "approved", "", 14);
        if (open.empty()) return;
        const auto& first = open.front();
        const auto& second = open[open.size() > 1 ? 1 : 0];
        // Those who fit come first: their reasons are there to read.
        std::vector<registration::ApplicationId> files;
        for (const auto& fit : matching::people_for(tx, officer, first.id, 5)) files.push_back(fit.application);
        std::vector<std::string> names;
        for (const auto& one : people) {
            if (std::ranges::find(names, one.name) != names.end()) continue;  // the person who has two cards
            names.push_back(one.name);
            files.push_back(one.id);
        }
        if (files.size() < 10) return;
        const auto apply = [&](std::size_t at, const vacancies::Vacancy& vacancy, std::string_view note) {
            return expect(placement::apply(tx, as_person(context, office.id, files[at]), vacancy.id, note)).id;
        };
        apply(0, first, "Saya dapat mulai minggu depan.");
        apply(1, first, "");
        const auto invited = apply(2, first, "");
        expect(placement::invite(tx, officer, invited));
        const auto agreed = apply(3, first, "Saya pernah mengerjakan pekerjaan serupa.");
        expect(placement::invite(tx, officer, agreed));
        expect(placement::agree(tx, as_person(context, office.id, files[3]), agreed));
        const auto answered = apply(4, first, "");
        expect(placement::answer(tx, officer, answered, placement::Reason::experience));
        if (second.id != first.id) apply(0, second, "");
        const auto referred = expect(placement::refer(tx, officer, second.id, {files[8], files[9]}, placement::Consent::asked_here));
        expect(placement::refer(tx, officer, first.id, {files[7]}, placement::Consent::by_message));
        if (!referred.candidacies.empty()) expect(placement::hire(tx, officer, referred.candidacies.front(), today - 3));
    });
}
