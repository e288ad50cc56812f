#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/employers/model.hpp"
#include "modules/placement/actions.hpp"
#include "modules/placement/actions_views.hpp"

// Antar kerja: an officer looks who fits a vacancy, and sends them with a letter.
namespace placement {

// A firm's vacancies that somebody can be referred to.
struct FirmLine {
    employers::Employer employer;
    std::vector<vacancies::Vacancy> vacancies;
    bool has_interest{};         // this officer has a tie to it
    std::optional<Views> views;  // whom it opened today
};
std::vector<FirmLine> firms_like(sql::Transaction& tx, const Context& context, std::string_view words);

struct PersonToRefer {
    registration::ApplicationId file;
    std::string name;
    std::string card_number;
    std::string education;
    bool is_local{};  // lives where the office is
    bool is_there{};  // applied or was referred already
    bool declines{};  // has blocked the firm: for the officer's eyes, never the firm's
    Why why;
};
// Who fits, and agreed to be looked for: the best first, people of the place before others where the office's rule says so.
std::vector<PersonToRefer> people_who_fit(sql::Transaction& tx, const Context& context, const vacancies::Vacancy& vacancy);
// Somebody who stands at the counter: by name, or by the card's number or its code.
std::vector<PersonToRefer> people_named(sql::Transaction& tx, const Context& context, const vacancies::Vacancy& vacancy,
                                        std::string_view words);
std::optional<PersonToRefer> person_to_refer(sql::Transaction& tx, const Context& context, const vacancies::Vacancy& vacancy,
                                             registration::ApplicationId file);

// UU 27/2022 art. 20: nobody's data goes to a company without their yes. Asked at the counter, the letter is theirs at
// once; asked by message, it is when they agree.
enum class Consent { asked_here, by_message };
struct Referred {
    std::vector<CandidacyId> candidacies;  // with the number of a letter each
    int known{};                           // who were there already
};
// All of them in one go, each with the next number of the office's letters.
Result<Referred, Refusal> refer(sql::Transaction& tx, const Context& context, vacancies::VacancyId vacancy,
                                const std::vector<registration::ApplicationId>& files, Consent consent);
std::vector<Candidacy> referred_to(sql::Transaction& tx, const Context& context, vacancies::VacancyId vacancy);
// For officers of the office, and for the person whom a letter is about. Slow: call it outside a transaction. Empty: none of
// them may be printed by this reader, or the person has not agreed.
std::optional<std::string> render_letters(const Context& context, const std::vector<CandidacyId>& ids);

// What anybody reads who scans a letter; names nobody in full.
struct LetterView {
    std::string number;
    std::string masked_name;
    std::string company;
    std::string title;
    std::string office;
    Date made_on;
    CandidacyState state{};
};
std::optional<LetterView> letter_behind(sql::Transaction& tx, const Context& context, std::string_view token);

Result<Done, Refusal> declare_interest(sql::Transaction& tx, const Context& context, employers::EmployerId employer,
                                       std::string_view words);
Result<Done, Refusal> end_interest(sql::Transaction& tx, const Context& context, InterestId id);
std::vector<Interest> own_interests(sql::Transaction& tx, const Context& context);
bool has_interest(sql::Transaction& tx, const Context& context, employers::EmployerId employer);
bool knows_tie(sql::Transaction& tx, AccountId account, employers::EmployerId employer);  // for employers::use_ties

}  // namespace placement
