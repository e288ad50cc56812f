#pragma once

#include <optional>

#include "modules/registration/model.hpp"
#include "modules/registration/model_reach.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/sql/sql.hpp"

namespace registration::store {

std::optional<Reach> find_reach(sql::Transaction& tx, const crypto::Vault& vault, ApplicationId id);
std::optional<Circumstances> find_circumstances(sql::Transaction& tx, ApplicationId id);

}  // namespace registration::store
