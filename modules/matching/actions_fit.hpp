#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/matching/model_fit.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// What placement asks: who fits a vacancy, and how one person and one vacancy go together.
namespace matching {

// People who agreed to be shown, best first, each with the same reasons that they read themselves. Nobody for whom a
// condition is not met, unless an officer set it aside; nobody who has blocked the firm. Of the vacancy's office; for its staff and its
// employer only. No names: who shows them masks them until the person agrees. Whom the asker leaves out takes nobody's place in the list.
class LeftOut {
  public:
    virtual ~LeftOut() = default;
    virtual bool has(registration::ApplicationId) const { return false; }  // asked best first, until enough are found
};
std::vector<Fit> people_for(sql::Transaction& tx, const Context& context, vacancies::VacancyId vacancy, int limit,
                            const LeftOut& left_out = {});

// Where a file stands already, because the person applied or was asked: it is suggested to them no more. A module after this one
// keeps that and says at start how it is found; without a file, for all of them.
struct Standing {
    registration::ApplicationId file;
    vacancies::VacancyId vacancy;
};
using StandingsOf = std::vector<Standing> (*)(sql::Transaction& tx, registration::ApplicationId file);
void use_standings(StandingsOf standings_of);
std::vector<Standing> standings(sql::Transaction& tx, registration::ApplicationId file = {});

// How many others applied to a vacancy, or agreed to meet its firm, and wait for an answer: said to whoever thinks of it.
// Kept by the same module.
using ApplicantsAt = int (*)(sql::Transaction& tx, vacancies::VacancyId vacancy, registration::ApplicationId but_not);
void use_applicants(ApplicantsAt applicants_at);
int other_applicants(sql::Transaction& tx, vacancies::VacancyId vacancy, registration::ApplicationId but_not);

// The person behind this file does not want this firm to find them. No right is asked; the firm is never told.
bool has_blocked(sql::Transaction& tx, registration::ApplicationId file, employers::EmployerId employer);

// Of the person behind this application, whether or not it fits: `failed` says what is not met. Empty without a profile,
// without the consent that this reader needs, or without such a vacancy. The person reads their own always.
std::optional<Fit> fit_of(sql::Transaction& tx, const Context& context, registration::ApplicationId application,
                          vacancies::VacancyId vacancy);

// How many people of the vacancy's office fit it, of those who agreed to suggestions or to be shown. A count, never a list; who has
// blocked the firm counts, so that nobody reads it off.
int supply_count(sql::Transaction& tx, const Context& context, vacancies::VacancyId vacancy);

// Who reads a sentence: the person themselves ("Anda"), or a company or officer about them ("pelamar"), who is not told
// what somebody needs at work.
enum class Told { themselves, others };
// In the reader's language. `wage`, `place` and the like are filled in from the reason.
std::string sentence(const Context& context, const Reason& reason, bool speaks_for, Told told = Told::themselves);
std::string sentence(const Context& context, const Failed& failed, Told told = Told::themselves);  // what is not met
std::string way_out(const Context& context, const Failed& failed);                                 // what would change it
std::string_view label(Band band);                                                                 // Indonesian; "Sangat cocok"

}  // namespace matching
