#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/matching/model_fit.hpp"
#include "modules/placement/actions.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// What every verb of this module begins and ends with. Internal.
namespace placement {

Date today_at(sql::Transaction& tx, const Context& context, OfficeId office);

// The candidacy, if it is this person's own; if this company or an officer without a tie to it may decide it.
Result<Candidacy, Refusal> own(sql::Transaction& tx, const Context& context, CandidacyId id);
Result<Candidacy, Refusal> to_decide(sql::Transaction& tx, const Context& context, CandidacyId id);

// Keeps the step with its journal row and its row in the ledger; refused when somebody was faster.
Result<Done, Refusal> keep_step(sql::Transaction& tx, const Context& context, Candidacy& candidacy, CandidacyState to);
// With no for an answer: ends it, gives the reason and tells the person.
Result<Done, Refusal> keep_answer(sql::Transaction& tx, const Context& context, Candidacy& candidacy, CandidacyState to, Reason reason);

void note(sql::Transaction& tx, const Context& context, const Candidacy& candidacy, std::string_view kind, std::string_view reason = "");
void note(sql::Transaction& tx, const Context& context, const Placement& placement, std::string_view kind, Date effective_on);
// The person; the same words at most once on an occasion, usually the state that was reached.
void tell(sql::Transaction& tx, const Context& context, const Candidacy& candidacy, std::string_view text,
          std::vector<std::pair<std::string, std::string>> more = {}, std::string occasion = "");

// The company, about one of its vacancies; the same words at most once on an occasion.
void tell_company(sql::Transaction& tx, const Context& context, const vacancies::Vacancy& vacancy, std::string_view text,
                  std::string occasion, std::vector<std::pair<std::string, std::string>> more = {});

// What matching says of the two, in words. The person, the company and the officer read the same ones.
Why words_of(const Context& context, const matching::Fit& fit);
// The same, looked up; empty where the person keeps no profile for it.
Why why_of(sql::Transaction& tx, const Context& context, const vacancies::Vacancy& vacancy, registration::ApplicationId file);

// Whose file this is, by the KTP that an office saw; "" before.
std::string proved_person(const registration::Application& file);
bool may_come_forward(const registration::Application& file);  // handed in, not withdrawn, no training
// The register says that they work: a placement, or what they reported themselves. Until they report that they look for work,
// or hand in anew.
bool has_work(sql::Transaction& tx, const registration::Application& file);

// Who fits and may be asked, best first: nobody who is at this vacancy already, nobody who works.
std::vector<matching::Fit> people_to_ask(sql::Transaction& tx, const Context& context, vacancies::VacancyId vacancy, int most);

}  // namespace placement
