#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/placement/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// What a person does with vacancies: apply, agree to be introduced, withdraw. They always get an answer.
// The company's side stands in actions_company.hpp, the officer's in actions_referral.hpp and actions_placed.hpp.
namespace placement {

struct Applied {
    CandidacyId id;
    Date answer_by;
};
// Once per file, and once per person whose KTP an office has seen; a note may be left for the company.
Result<Applied, Refusal> apply(sql::Transaction& tx, const Context& context, vacancies::VacancyId vacancy, std::string_view note);
// Why it cannot be done now; empty when it can.
std::optional<Refusal> refusal_to_apply(sql::Transaction& tx, const Context& context, const vacancies::Vacancy& vacancy);
// To the invitation: from now on the company sees the name and the telephone number.
Result<Done, Refusal> agree(sql::Transaction& tx, const Context& context, CandidacyId id);
Result<Done, Refusal> withdraw(sql::Transaction& tx, const Context& context, CandidacyId id);

// Why somebody and a vacancy go together, in sentences of the reader's language: the person, the company and the officer
// read the same ones. Bands, never a number.
struct Why {
    std::string band;
    std::vector<std::string> speaks_for;
    std::vector<std::string> speaks_against;
    std::vector<std::string> to_learn;
    bool empty() const { return band.empty(); }
};

struct OwnCandidacy {
    Candidacy candidacy;
    vacancies::Vacancy vacancy;
    Why why;          // of a single one, not in a list
    bool has_work{};  // the same: the register says that the person works, so they agree to nothing new with this file
};
std::vector<OwnCandidacy> own_candidacies(sql::Transaction& tx, const Context& context);  // newest first
std::optional<OwnCandidacy> own_candidacy(sql::Transaction& tx, const Context& context, CandidacyId id);

// The address in a message: whoever holds it sees this one candidacy and may agree or withdraw, nothing else.
std::string link_of(const Context& context, const Candidacy& candidacy);
struct Linked {
    CandidacyId id;
    Context context;  // of the file's holder
};
std::optional<Linked> open_link(sql::Transaction& tx, const Context& context, std::string_view token);

std::string_view sentence(Refusal why);
// For `antarkerja check`.
void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults);

// Published events (subject: placement id): placement.placed, placement.ended.

}  // namespace placement
