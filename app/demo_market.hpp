#pragma once

#include "platform/context.hpp"

// What the companies of the demonstration look for: about 120 vacancies in both towns, in every state of their life. None of
// them exists.
void add_demo_market(const Context& context);
