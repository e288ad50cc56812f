#pragma once

#include "platform/context.hpp"

// Companies of the demonstration: one with a desk (accounts `perusahaan`), verified ones of many trades, two that wait for a
// call, a branch, a household, and what officers saw on their way. No company in it exists.
void add_demo_employers(const Context& context);
