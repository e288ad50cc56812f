#include "modules/booking/rules_school.hpp"

namespace booking {

int school_part(int quota, int school_percent) { return (quota * school_percent + 99) / 100; }

Instant returns_at(Instant opens, Instant made_at, int hours_before) {
    const Instant due{opens.seconds - std::int64_t{hours_before} * 3600};
    return made_at <= due ? due : opens;
}

}  // namespace booking
