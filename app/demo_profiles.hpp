#pragma once

#include "platform/context.hpp"

// Work profiles of some people of the demonstration, and the first batch: who is suggested what.
void add_demo_profiles(const Context& context);
