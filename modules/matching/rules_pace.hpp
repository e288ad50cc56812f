#pragma once

#include <cstdint>

#include "base/date.hpp"

// What a place in a vacancy costs while the day goes on, between two batches. Pure; whole numbers only.
namespace matching {

constexpr int batch_begins_at = 2 * 60;              // minutes after midnight, WIB
constexpr std::int64_t between_price_steps_s = 600;  // a price follows its vacancy so often

// How quickly a vacancy's places went since the last step, beside how quickly they may go to last until the next batch.
struct Pace {
    std::int32_t before{};    // the price
    std::int32_t taken{};     // places
    std::int32_t expected{};  // places, in thousandths
    friend bool operator==(const Pace&, const Pace&) = default;
};

// The price times exp((actual / target - 1) / 2), never above the best score there is. A few places of either kind are
// added to both, so that one person at night moves no price. What costs nothing begins to cost something when it goes too
// fast.
std::int32_t price_after(const Pace& pace);

std::int64_t seconds_to_batch(Instant from);
// Of `left` places that are to last from `from` to the next batch: how many may go until `to`, in thousandths.
std::int32_t places_expected(int left, Instant from, Instant to);

}  // namespace matching
