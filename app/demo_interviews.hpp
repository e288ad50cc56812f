#pragma once

#include "platform/context.hpp"

// A Job Café evening to which companies are invited; nobody has arranged it yet.
void add_demo_interviews(const Context& context);
