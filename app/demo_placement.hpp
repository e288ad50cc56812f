#pragma once

#include "platform/context.hpp"

// People of the demonstration who applied or were referred, at each step between the application and the work.
void add_demo_placements(const Context& context);
