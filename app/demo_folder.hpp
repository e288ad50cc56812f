#pragma once

#include <string>

#include "app/installation.hpp"
#include "app/modules.hpp"

// A data folder with fictional people in it says so, so that nobody mistakes it for a real one, or adds to a real one.
// DIR/demo: "filling" while it is being written, "filled" afterwards.

// Decides before anything is written whether this folder may become or stay one: config.demo, or WrongUsage.
void settle_demo(Config& config);
bool is_filled_demo(const Config& config);
// Does it under the mark; what ends half-way is refused at the next start.
void fill_marked(const Config& config, const Installation& open, const std::vector<DemoStep>& steps);
