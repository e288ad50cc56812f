#pragma once

#include "base/result.hpp"
#include "modules/employers/rules_local.hpp"
#include "modules/office/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// The local rule of an office, kept in its rule pack (local_* in office/parameters.cpp) with text and day of effect.
namespace employers {

LocalRule local_rule(sql::Transaction& tx, OfficeId office, Date on);
// All its parts at once, from `valid_from` on; the legal basis belongs to each.
Result<Done, office::Refusal> set_local_rule(sql::Transaction& tx, const Context& context, OfficeId office, const LocalRule& rule);

}  // namespace employers
