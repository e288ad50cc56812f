#include "modules/booking/rules_school.hpp"

#include <algorithm>
#include <cstdint>

namespace booking {

int school_part(int quota, int school_percent) { return (quota * school_percent + 99) / 100; }

Instant returns_at(Instant opens, Instant made_at, int hours_before) {
    const Instant due{opens.seconds - std::int64_t{hours_before} * 3600};
    return made_at <= due ? due : opens;
}

int places_given_up(int unnamed, int old_quota, int quota, SchoolCut rule) {
    if (unnamed <= 0 || quota >= old_quota) return 0;
    switch (rule) {
        case SchoolCut::gives_all: return unnamed;
        case SchoolCut::keeps: return 0;
        case SchoolCut::shares: break;
    }
    const auto kept = std::int64_t{unnamed} * std::max(0, quota) / old_quota;
    return unnamed - static_cast<int>(kept);
}

}  // namespace booking
