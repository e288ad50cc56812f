#pragma once

#include "platform/context.hpp"

// Schools of the demonstration: one at work (accounts `bkk`), one whose licence ends soon, one that has fallen silent.
void add_demo_schools(const Context& context);
