#pragma once

#include "modules/matching/model_profile.hpp"
#include "platform/context.hpp"

namespace matching {

bool is_holder(const Context& context, registration::ApplicationId application);
bool works_at(const Context& context, OfficeId office);

}  // namespace matching
