#pragma once

#include <cstdint>

#include "base/date.hpp"

// The only place that reads the machine's clocks.
namespace wall_clock {
Instant now();                // seconds; ANTARKERJA_NOW (RFC 3339, UTC) shifts it for tests and demonstrations
std::int64_t monotonic_ms();  // for durations and time-outs only
std::int64_t unix_ms();
}  // namespace wall_clock

// Ids that grow with time and never repeat: 41 bits of milliseconds since 2020, 10 bits of process, 12 of sequence.
namespace ids {
std::int64_t next();
}
