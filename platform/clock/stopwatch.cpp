#include "platform/clock/stopwatch.hpp"

#include <chrono>

namespace wall_clock {

std::int64_t monotonic_us() {
    using namespace std::chrono;
    return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace wall_clock
