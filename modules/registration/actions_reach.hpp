#pragma once

#include <optional>

#include "modules/registration/model.hpp"
#include "modules/registration/model_reach.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

namespace registration {

std::optional<Reach> find_reach(sql::Transaction& tx, const Context& context, ApplicationId id);
// One indexed read, nothing decrypted.
std::optional<Circumstances> find_circumstances(sql::Transaction& tx, ApplicationId id);

}  // namespace registration
