#pragma once

#include <optional>

#include "base/result.hpp"
#include "modules/employers/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// What a company does for itself.
namespace employers {

// From outside, before there is an account. The answer is the same for a firm that is known, unknown or refused before; the
// same form sent twice is one registration.
Result<Done, Refusal> register_employer(sql::Transaction& tx, const Context& context, const Employer& typed);

// The account's own company. A new name or business number waits for an officer, and the old one stays meanwhile; everything
// else holds at once. `typed.version` is the version that was read.
Result<Done, Refusal> change_profile(sql::Transaction& tx, const Context& context, const Employer& typed);
std::optional<NameChange> waiting_change(sql::Transaction& tx, const Context& context, const Employer& employer);

}  // namespace employers
