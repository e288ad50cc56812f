#pragma once

#include <cstdint>

namespace wall_clock {
std::int64_t monotonic_us();  // for measurements only
}
