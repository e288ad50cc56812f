#pragma once

#include "modules/partners/model.hpp"
#include "platform/context.hpp"

namespace partners {

// The school's own account, or the program itself (import, demonstration).
bool works_for(const Context& context, const School& school);
// Who keeps the register of schools of this office.
bool keeps_register(const Context& context, OfficeId office);

}  // namespace partners
