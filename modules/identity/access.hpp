#pragma once

#include <vector>

#include "modules/identity/model.hpp"
#include "platform/access/permission.hpp"

namespace identity {

PermissionSet permissions_of(Role role);
PermissionSet permissions_of(const std::vector<Role>& roles);

// Who makes an administrator is one: otherwise a manager could lift themselves through a second account.
bool may_grant(const PermissionSet& granter, Role role);
bool may_manage(const PermissionSet& manager, OfficeId managers_office, const Account& account);

}  // namespace identity
