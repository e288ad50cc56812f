#pragma once

#include "base/id.hpp"
#include "platform/context.hpp"

namespace feedback {

bool works_at(const Context& context, OfficeId office);

}  // namespace feedback
