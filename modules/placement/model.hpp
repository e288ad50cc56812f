#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/personal.hpp"
#include "modules/employers/model.hpp"
#include "modules/registration/model.hpp"
#include "modules/vacancies/model.hpp"

namespace placement {

using CandidacyId = Id<struct CandidacyTag>;
using PlacementId = Id<struct PlacementTag>;
using InterestId = Id<struct InterestTag>;

// What a company opens of somebody: education and skills of a person who fits, or name and number of one who agreed.
enum class ViewKind { fitting, contact };

// How somebody came to a vacancy: by their own tap, with a letter of the office, or because the company asked somebody who
// fits and agreed to be looked for.
enum class Origin { applied, referred, found };

// sent > invited > introduced > interviewed > accepted | not_accepted | no_show; every open one also > withdrawn | closed.
// A referral begins as introduced: the letter names the person. README.md draws it and names the function of each step.
enum class CandidacyState { sent, invited, introduced, interviewed, accepted, not_accepted, no_show, withdrawn, closed };

// Why it is no, in words that can be said to a person. The first eight are the company's to choose, the last four are
// the program's: nobody is left without an answer.
enum class Reason {
    other_closer,
    skill,
    certificate,
    experience,
    education,
    hours,
    distance,
    wage,
    filled,
    cancelled,
    unanswered,             // by the company, until the promised day
    invitation_unanswered,  // by the person
};
constexpr int reasons_of_company = 8;
constexpr int reasons_in_all = 12;

// One person and one vacancy.
struct Candidacy {
    CandidacyId id;
    OfficeId office;  // the vacancy's
    vacancies::VacancyId vacancy;
    employers::EmployerId employer;
    registration::ApplicationId file;
    int number{};  // within the vacancy: what a company calls somebody whose name it does not know
    Origin origin{Origin::applied};
    CandidacyState state{CandidacyState::sent};
    Personal note;
    Instant made_at;
    Date answer_by;  // the promised day, by the calendar of the office
    std::optional<Instant> introduced_at;
    std::optional<Instant> answered_at;
    std::optional<Reason> reason;
    std::string letter;  // number of the letter of referral; "" = none
    std::string referred_by;
    int version{1};
};

// reported > placed > confirmed > ended; reported > refused. Nothing counts before a person of the office verified it.
enum class PlacementState { reported, placed, confirmed, ended, refused };

// Antar kerja lokal, antar daerah, antar negara: within the regency, beyond it, abroad.
enum class Channel { local, interregional, overseas };
enum class MatchOrigin { referral, portal, job_fair, school, self_found };
enum class Evidence { company_report, contract, company_letter, person_statement };

struct Placement {
    PlacementId id;
    OfficeId office;
    CandidacyId candidacy;  // none: the person found the work without the office
    registration::ApplicationId file;
    vacancies::VacancyId vacancy;
    employers::EmployerId employer;
    std::string employer_name;
    std::string occupation;  // KBJI
    std::string industry;    // KBLI
    std::string contract;    // as in vacancies: permanent, fixed_term …; "" = not told
    std::int64_t wage_low{};
    std::int64_t wage_high{};
    Channel channel{Channel::local};
    MatchOrigin origin{MatchOrigin::portal};
    Evidence evidence{Evidence::company_report};
    Date start_on;
    PlacementState state{PlacementState::reported};
    std::string reported_by;
    Instant reported_at;
    std::string verified_by;
    std::optional<Instant> verified_at;
    std::optional<Date> confirmed_on;
    std::optional<Date> ended_on;
    int version{1};
};

// An officer said that they have a tie to a firm: they neither refer to it nor verify for it.
struct Interest {
    InterestId id;
    employers::EmployerId employer;
    std::string employer_name;
    Personal words;
    Instant declared_at;
};

enum class Refusal {
    no_such_vacancy,
    vacancy_not_open,
    file_not_ready,
    already_applied,
    applications_full,
    note_too_long,
    consent_missing,
    no_such_candidacy,
    wrong_state,
    changed_meanwhile,
    reason_missing,
    not_introduced,
    openings_taken,
    start_unfit,
    start_in_future,
    end_unfit,
    not_your_company,
    has_interest,
    nobody_chosen,
    too_many_chosen,
    no_such_employer,
    words_missing,
    no_such_placement,
    evidence_missing,
    too_early,
    no_lines,
    too_many_lines,
    checks_used_up,
    contacts_used_up,
    person_declines,
    has_work,
};

}  // namespace placement
