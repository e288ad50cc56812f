#pragma once

#include "modules/employers/model.hpp"
#include "platform/context.hpp"

namespace employers {

// Who keeps the register of companies of this office.
bool keeps_register(const Context& context, OfficeId office);
// The company's own account, or the program itself (import, demonstration).
bool works_for(const Context& context, const Employer& employer);

}  // namespace employers
