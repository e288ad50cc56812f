#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/employers/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// The register of employers, for the modules after it. What a company does for itself stands in actions_own.hpp, what an
// officer decides about it in actions_review.hpp.
namespace employers {

std::optional<Employer> find_employer(sql::Transaction& tx, const Context& context, EmployerId id);
// The employer that the actor's account works for.
std::optional<Employer> own_employer(sql::Transaction& tx, const Context& context);
std::vector<Employer> employers(sql::Transaction& tx, const Context& context, OfficeId office, std::optional<EmployerState> state);
// By the beginnings of words of the name, or by the business number; at most twenty.
std::vector<Employer> employers_like(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view words);

// Empty unless verified.
std::optional<PublicEmployer> public_employer(sql::Transaction& tx, EmployerId id);
// It is verified, and nobody suspends it before this transaction ends: for those who show something because of it.
bool hold_verified(sql::Transaction& tx, EmployerId id);

// id none: a new one, `submitted`. The program itself (import, demonstration) also says state, call-back and account of a
// new one. Afterwards neither state nor account change here: actions_review.hpp.
Result<EmployerId, Refusal> save_employer(sql::Transaction& tx, const Context& context, const Employer& employer);

// The register of vacancies says how it stands with this employer, each time that changes.
void note_reported(sql::Transaction& tx, const Context& context, EmployerId id, const Reported& reported);
Reported reported_by(sql::Transaction& tx, EmployerId id);

// An officer who said that they have a tie to a company leaves its file to a colleague. A module after this one keeps the ties and
// says at start how one is found.
using TieOf = bool (*)(sql::Transaction& tx, AccountId account, EmployerId employer);
void use_ties(TieOf tie_of);
bool has_tie(sql::Transaction& tx, const Context& context, EmployerId employer);

std::string_view sentence(Refusal why);
std::string_view label(EmployerState state);
std::string_view label(Ownership ownership);
std::string_view label(Size size);

// For `antarkerja check`.
void check_invariants(sql::Transaction& tx, std::vector<std::string>& faults);

// Published events, subject: employer id. employers.verified, employers.suspended, employers.resumed, employers.renamed.

}  // namespace employers
