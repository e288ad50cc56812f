#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/employers/model.hpp"
#include "modules/placement/actions.hpp"

// What a company does with those who came to its vacancies. An officer of its office may do the same for it.
namespace placement {

struct VacancyLine {
    vacancies::Vacancy vacancy;
    int in_all{};
    int fresh{};  // nobody has said anything to them yet
    int open{};
    std::optional<Date> answer_by;
};
// The actor's company: empty when there is none, or it is not verified.
std::optional<employers::Employer> company_of(sql::Transaction& tx, const Context& context);
std::vector<VacancyLine> company_vacancies(sql::Transaction& tx, const Context& context);
// A vacancy that this actor may decide about.
std::optional<vacancies::Vacancy> vacancy_to_decide(sql::Transaction& tx, const Context& context, vacancies::VacancyId id);

// What a company sees of a person. Before the person agreed: nothing that tells name, age, sex, religion, face or address.
struct CandidateView {
    Candidacy candidacy;
    std::string education;  // "SMK, Teknik Kendaraan Ringan"
    std::vector<std::string> skills;
    std::vector<std::string> positions;  // "Mekanik, 3 tahun": without the employer, which may tell the name
    std::string note;
    Why why;
    std::string name;  // these two only once they agreed
    std::string phone;
    std::optional<Placement> placement;
    bool is_closed{};  // agreed, yet the company has not opened the contact today
};
struct Candidates {
    std::vector<CandidateView> views;                 // those who wait first
    int left_out{};                                   // beyond what a page holds; they follow as others are answered
    std::vector<registration::ApplicationId> closed;  // contacts that a company has not opened today: actions_views.hpp opens them
};
Candidates candidates(sql::Transaction& tx, const Context& context, vacancies::VacancyId id);

// People who fit and agreed to be looked for, and who are not there yet: without name or number.
struct FittingPerson {
    registration::ApplicationId file;
    std::string education;
    std::vector<std::string> skills;
    std::vector<std::string> positions;
    Why why;
};
struct Fitting {
    std::vector<FittingPerson> people;                // those whom the company opened today
    std::vector<registration::ApplicationId> closed;  // those whom it has not
    bool is_cut{};                                    // more people fit than a page holds
};
Fitting fitting_people(sql::Transaction& tx, const Context& context, vacancies::VacancyId id);
// Asks one of them; a company only whom it was shown. Nobody is asked by companies more often than the office's rule says.
Result<CandidacyId, Refusal> approach(sql::Transaction& tx, const Context& context, vacancies::VacancyId vacancy,
                                      registration::ApplicationId file);

Result<Done, Refusal> invite(sql::Transaction& tx, const Context& context, CandidacyId id);
Result<Done, Refusal> mark_interviewed(sql::Transaction& tx, const Context& context, CandidacyId id);
Result<Done, Refusal> mark_no_show(sql::Transaction& tx, const Context& context, CandidacyId id);
Result<Done, Refusal> answer(sql::Transaction& tx, const Context& context, CandidacyId id, Reason reason);
// Takes one of the openings, reports it filled, answers the others when it was the last. The placement waits for an officer.
Result<PlacementId, Refusal> hire(sql::Transaction& tx, const Context& context, CandidacyId id, Date start_on);

// Several at once: those for whom the step does not fit are left as they are. Gives how many were done.
Result<int, Refusal> invite_all(sql::Transaction& tx, const Context& context, const std::vector<CandidacyId>& ids);
Result<int, Refusal> answer_all(sql::Transaction& tx, const Context& context, const std::vector<CandidacyId>& ids, Reason reason);

}  // namespace placement
