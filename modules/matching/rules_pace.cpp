#include "modules/matching/rules_pace.hpp"

#include <algorithm>

#include "modules/matching/rules_points.hpp"

namespace matching {

namespace {

constexpr std::int64_t day_s = 24 * 3600;
constexpr std::int64_t places_known_before = 5 * 1000;  // thousandths; a guess until application rates are measured
constexpr std::int64_t pace_max = 4000;                 // thousandths: one step raises a price to 4.5 times at most
constexpr std::int32_t first_price = 300;               // a hundredth of the best score there is

// exp(x) of thousandths, in 2^28ths: (1 + x / 1024)^1024, the same on every machine.
constexpr int exp_bits = 28;
std::int64_t exp_of(std::int64_t thousandths) {
    std::int64_t power = (std::int64_t{1} << exp_bits) + (thousandths << exp_bits) / (1000 * 1024);
    for (int doubling = 0; doubling < 10; ++doubling) power = power * power >> exp_bits;
    return power;
}

std::int32_t best_score() {
    const auto& worth = expert_weights().worth;
    return static_cast<std::int32_t>(std::uint64_t{worth.chance.back()} * worth.wish.back() >> 16);
}

}  // namespace

std::int32_t price_after(const Pace& pace) {
    const std::int64_t actual = std::int64_t{1000} * std::max(0, pace.taken) + places_known_before;
    const std::int64_t target = pace.expected + places_known_before;
    const auto ratio = std::min(1000 * actual / target, pace_max);
    const std::int64_t from = ratio > 1000 ? std::max(pace.before, first_price) : pace.before;
    const auto next = from * exp_of((ratio - 1000) / 2) >> exp_bits;
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(next, 0, best_score()));
}

std::int64_t seconds_to_batch(Instant from) {
    const auto minutes = from.in(Zone::wib).time.minutes;
    const auto now_s = std::int64_t{minutes} * 60 + from.seconds % 60;
    const auto batch_s = std::int64_t{batch_begins_at} * 60;
    return now_s < batch_s ? batch_s - now_s : batch_s + day_s - now_s;
}

std::int32_t places_expected(int left, Instant from, Instant to) {
    const auto whole = seconds_to_batch(from);
    const auto passed = std::clamp<std::int64_t>(to.seconds - from.seconds, 0, whole);
    return static_cast<std::int32_t>(1000 * std::int64_t{std::max(0, left)} * passed / whole);
}

}  // namespace matching
