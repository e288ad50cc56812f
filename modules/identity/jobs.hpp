#pragma once

#include "platform/context.hpp"

namespace identity {

// Sessions, links and attempt counts that mean nothing any more.
void forget_what_is_over(Context& context);

}  // namespace identity
