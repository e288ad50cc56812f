#pragma once

#include "modules/interviews/model.hpp"
#include "platform/context.hpp"

namespace interviews {

bool arranges_at(const Context& context, OfficeId office);
bool is_holder(const Context& context, registration::ApplicationId file);

}  // namespace interviews
