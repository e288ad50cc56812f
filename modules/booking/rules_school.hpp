#pragma once

#include "base/date.hpp"

namespace booking {

// Places of a day's quota that schools may take, rounded so that the share is never smaller than promised.
int school_part(int quota, int school_percent);

// When the unnamed places of a block go back: so many hours before the window opens; of a block taken later than that,
// when it opens.
Instant returns_at(Instant opens, Instant made_at, int hours_before);

// What a smaller quota takes of the places that a school has not named yet: the same part of them as of the quota, rounded
// so that the school keeps the whole ones; all; or none, and then others are moved for them.
enum class SchoolCut { shares, gives_all, keeps };
int places_given_up(int unnamed, int old_quota, int quota, SchoolCut rule);

}  // namespace booking
