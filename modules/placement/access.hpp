#pragma once

#include "modules/placement/model.hpp"
#include "platform/context.hpp"

namespace placement {

bool is_holder(const Context& context, registration::ApplicationId file);
// The account that works for this company; only a verified company hears of people.
bool speaks_for(const Context& context, const employers::Employer& employer);
bool refers_at(const Context& context, OfficeId office);

}  // namespace placement
