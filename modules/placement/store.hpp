#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/matching/actions_fit.hpp"
#include "modules/placement/model.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/sql/sql.hpp"

// Candidacies, what a vacancy takes of them, ties to firms, cards looked up. No rule and no access check stands here.
namespace placement::store {

// --- what one vacancy takes ---
enum class Counts { yes, no };  // towards the most applications that a company wants
// The next number within the vacancy; empty when `most` applications came already (0 = no limit).
std::optional<int> take_number(sql::Transaction& tx, vacancies::VacancyId vacancy, OfficeId office, int most, Counts counts);
void give_back_application(sql::Transaction& tx, vacancies::VacancyId vacancy);
// One opening for one person: false when all of them are taken.
bool take_opening(sql::Transaction& tx, vacancies::VacancyId vacancy, int openings);
void give_back_opening(sql::Transaction& tx, vacancies::VacancyId vacancy);
// How many were hired; the row stays held until the transaction ends.
int hold_hired(sql::Transaction& tx, vacancies::VacancyId vacancy);

// --- candidacies ---
enum class Added { yes, known, forbidden };
struct Guards {
    AccountId referrer{};  // whose tie to the employer would forbid it
    int contacts_max{};    // of companies that found this person, since `contacts_since`; 0 = no limit
    Instant contacts_since{};
};
Added add_candidacy(sql::Transaction& tx, const crypto::Vault& vault, const Candidacy& candidacy, std::string_view person_key,
                    const Guards& guards);
std::optional<Candidacy> find_candidacy(sql::Transaction& tx, const crypto::Vault& vault, CandidacyId id);
std::optional<Candidacy> find_candidacy(sql::Transaction& tx, const crypto::Vault& vault, vacancies::VacancyId vacancy,
                                        registration::ApplicationId file);
std::vector<Candidacy> of_file(sql::Transaction& tx, const crypto::Vault& vault, registration::ApplicationId file);  // newest first
std::vector<Candidacy> of_vacancy(sql::Transaction& tx, const crypto::Vault& vault, vacancies::VacancyId vacancy);   // by number
std::set<registration::ApplicationId> files_at(sql::Transaction& tx, vacancies::VacancyId vacancy);                  // in whatever state
// At which vacancies this file stands, in whatever state; none = every file.
std::vector<matching::Standing> standings(sql::Transaction& tx, registration::ApplicationId file);
// Who applied there or agreed to meet the company, and waits for an answer; one file is left out.
int applicants_at(sql::Transaction& tx, vacancies::VacancyId vacancy, registration::ApplicationId but_not);
std::vector<Candidacy> waiting_at(sql::Transaction& tx, const crypto::Vault& vault, vacancies::VacancyId vacancy);
std::vector<Candidacy> overdue(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office, Date today, int limit);
// Where the company's answer falls due on this day, and how many wait for it.
struct Due {
    vacancies::VacancyId vacancy;
    int people{};
};
std::vector<Due> due_on(sql::Transaction& tx, OfficeId office, Date day);
// Vacancies at which somebody waits, in the order of their ids.
std::vector<vacancies::VacancyId> vacancies_with_waiting(sql::Transaction& tx, vacancies::VacancyId after, int limit);
// Who agreed to meet the company and has not met it, in the order of their yes; and how many people that is, by company.
std::vector<Candidacy> introduced_to(sql::Transaction& tx, const crypto::Vault& vault, OfficeId office, employers::EmployerId employer);
std::vector<std::pair<employers::EmployerId, int>> introduced_by_employer(sql::Transaction& tx, OfficeId office);
// State, days and reason as they stand in `candidacy`, if nobody was faster.
bool keep(sql::Transaction& tx, const Candidacy& candidacy);
// From now on this file is known to be this person's: false where they have another one at the same vacancy.
bool set_person(sql::Transaction& tx, CandidacyId id, std::string_view person_key);

struct Counted {
    vacancies::VacancyId vacancy;
    int in_all{};
    int fresh{};  // sent, nobody has said anything
    int open{};
    std::optional<Date> answer_by;  // the nearest promised day of an open one
};
std::vector<Counted> counted(sql::Transaction& tx, employers::EmployerId employer);

// The next number of an office's letters in this year.
int next_letter(sql::Transaction& tx, OfficeId office, int year);

// --- ties to firms ---
bool add_interest(sql::Transaction& tx, const crypto::Vault& vault, const Interest& interest, OfficeId office, AccountId account);
bool end_interest(sql::Transaction& tx, InterestId id, AccountId account, Instant now);
std::vector<Interest> interests(sql::Transaction& tx, const crypto::Vault& vault, AccountId account);
bool has_interest(sql::Transaction& tx, AccountId account, employers::EmployerId employer);

// --- cards looked up ---
// False: with these it would be more than `most` on one day.
bool count_checked(sql::Transaction& tx, employers::EmployerId employer, OfficeId office, Date day, int lines, int most);

std::vector<std::string> faults(sql::Transaction& tx);

}  // namespace placement::store
