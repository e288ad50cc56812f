#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "modules/identity/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// What a manager or administrator does with the accounts of others. Nobody does any of it to their own account.
namespace identity {

// Those whom the actor may manage, and for reading the administrators among their office.
std::vector<Account> staff(sql::Transaction& tx, const Context& context);

// Invited: a new invitation, 72 hours. Active: a link for a new password, 24 hours. Earlier links end.
Result<std::string, Refusal> renew_link(sql::Transaction& tx, const Context& context, AccountId id);
Result<Done, Refusal> change_roles(sql::Transaction& tx, const Context& context, AccountId id, const std::vector<Role>& roles);
// The telephone is lost: the second person's part. The account's sessions end; its owner signs in with the password, sets
// the second factor up anew and prints new recovery codes.
Result<Done, Refusal> reset_second_factor(sql::Transaction& tx, const Context& context, AccountId id);
Result<Done, Refusal> disable_account(sql::Transaction& tx, const Context& context, AccountId id);
Result<Done, Refusal> enable_account(sql::Transaction& tx, const Context& context, AccountId id);

}  // namespace identity
