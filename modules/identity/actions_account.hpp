#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/identity/actions_sign_in.hpp"
#include "modules/identity/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// One's own account.
namespace identity {

// Counts a try and compares; opens its own transactions, as sign_in does.
Result<Done, Refusal> prove_own_password(const Context& context, std::string_view password);
// The session goes on under a new token, all others end.
Result<Opened, Refusal> change_password(sql::Transaction& tx, const Context& context, std::string_view token,
                                        std::string_view password_hash, std::string_view user_agent);
std::vector<Session> own_sessions(sql::Transaction& tx, const Context& context);
Result<Done, Refusal> end_session(sql::Transaction& tx, const Context& context, SessionId id);
int recovery_codes_left(sql::Transaction& tx, const Context& context);
// An administrator steps down; the last one cannot.
Result<Done, Refusal> give_up_administration(sql::Transaction& tx, const Context& context);

}  // namespace identity
