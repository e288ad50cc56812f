#include "platform/clock/lapse.hpp"

#include "platform/clock/clock.hpp"

Lapse::Lapse() : began_ms_(wall_clock::monotonic_ms()) {}

std::int64_t Lapse::seconds() const { return (wall_clock::monotonic_ms() - began_ms_) / 1000; }
