#pragma once

#include "platform/context.hpp"

namespace oversight {

// A manager or an inspector of this office, or the program itself.
bool may_read(const Context& context, OfficeId office);

}  // namespace oversight
