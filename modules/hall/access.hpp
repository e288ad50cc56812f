#pragma once

#include "modules/hall/model.hpp"
#include "platform/context.hpp"

namespace hall {

bool works_at(const Context& context, OfficeId office);

}  // namespace hall
