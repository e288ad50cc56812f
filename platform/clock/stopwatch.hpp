#pragma once

#include <cstdint>

namespace wall_clock {
std::int64_t monotonic_us();  // for measurements only
std::int64_t worked_us();     // what the processors spent on this program, all threads: a busy machine does not lengthen it
}  // namespace wall_clock
