#include "modules/interviews/rules_standby.hpp"

#include <algorithm>

namespace interviews {

bool stands_by(const Appointment& one) {
    return one.state == MeetingState::waiting && one.why != "never_there" && one.why != "no_shared" && one.why != "enough" &&
           one.why != "not_agreed";
}

Shows attendance_of(const Plan& plan) {
    Shows seen{.days = 1};
    for (const auto& guest : plan.guests) {
        const bool has_time = std::ranges::any_of(
            plan.meetings, [&](const Appointment& one) { return one.file == guest.file && one.state == MeetingState::placed; });
        seen.invited += has_time || guest.is_missed;
        seen.came += has_time && !guest.is_missed;
    }
    return seen;
}

Advice advice(const Shows& seen, const Prior& prior, int placed) {
    if (prior.percent == 0 || placed == 0) return {};
    // The rate is `came` of `invited`, both in hundredths of a person: what was seen, and the expectation as if it had been seen.
    const std::int64_t came = std::int64_t{100} * seen.came + std::int64_t{prior.percent} * prior.people;
    const std::int64_t invited = std::int64_t{100} * (seen.invited + prior.people);
    if (came <= 0) return {0, placed};
    const auto to_invite = (placed * invited + came - 1) / came;
    return {static_cast<int>(placed * came / invited), static_cast<int>(std::min<std::int64_t>(to_invite - placed, placed))};
}

}  // namespace interviews
