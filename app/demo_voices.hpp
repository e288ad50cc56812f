#pragma once

#include "platform/context.hpp"

// What people of the demonstration said: questionnaires of the last months, and three complaints.
void add_demo_voices(const Context& context);
