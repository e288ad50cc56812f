#pragma once

#include <vector>

#include "app/modules.hpp"

// A believable district to look at: two offices, their staff, and fictional people at every stage. No person in it exists.
std::vector<DemoStep> demonstration();
