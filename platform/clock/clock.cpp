#include "platform/clock/clock.hpp"

#include <sys/random.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

namespace {

std::int64_t system_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

// 2026-03-03T01:00:00Z
std::int64_t parse_utc(std::string_view text) {
    if (text.size() == 20 && text[10] == 'T' && text[16] == ':' && text[19] == 'Z') {
        const auto date = Date::parse(text.substr(0, 10));
        const auto time = TimeOfDay::parse(text.substr(11, 5));
        const char tens = text[17], ones = text[18];
        if (date && time && time->minutes < 1440 && tens >= '0' && tens <= '5' && ones >= '0' && ones <= '9')
            return std::int64_t{date->days} * 86'400 + time->minutes * 60 + (tens - '0') * 10 + (ones - '0');
    }
    throw std::runtime_error("ANTARKERJA_NOW is not a time like 2026-03-03T01:00:00Z");
}

// How far the program's time is from the machine's: fixed at the first question, so that time goes on from there.
std::int64_t shift_ms() {
    static const std::int64_t shift = [] {
        const char* text = std::getenv("ANTARKERJA_NOW");
        return text && *text ? parse_utc(text) * 1000 - system_ms() : std::int64_t{0};
    }();
    return shift;
}

}  // namespace

namespace wall_clock {

std::int64_t unix_ms() { return system_ms() + shift_ms(); }
Instant now() { return {unix_ms() / 1000}; }

std::int64_t monotonic_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace wall_clock

namespace ids {

std::int64_t next() {
    constexpr std::int64_t start_of_2020_ms = 1'577'836'800'000;
    static const std::int64_t process = [] {
        std::uint16_t bits = 0;
        if (::getrandom(&bits, sizeof bits, 0) != sizeof bits) throw std::runtime_error("no random numbers");
        return std::int64_t{bits & 1023};
    }();
    // Milliseconds and sequence in one number that only grows: a full sequence, or a clock that was set back, borrows
    // from the next millisecond.
    static std::atomic<std::int64_t> last{0};
    // The machine's own time, never the shifted one: a demonstration set back must not repeat an id.
    const std::int64_t by_clock = (system_ms() - start_of_2020_ms) << 12;
    std::int64_t seen = last.load();
    std::int64_t mine;
    do mine = seen < by_clock ? by_clock : seen + 1;
    while (!last.compare_exchange_weak(seen, mine));
    return ((mine >> 12) << 22) | (process << 12) | (mine & 4095);
}

}  // namespace ids
