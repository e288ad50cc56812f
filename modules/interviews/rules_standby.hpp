#pragma once

#include "modules/interviews/model.hpp"

// How many on standby a company should have, from how many came to the office's own past days. Pure, in whole numbers. Nobody is
// called to a slot and a line that is somebody else's: standby waits for one that comes free.
namespace interviews {

// Whether a slot that comes free may be theirs. Not where none could suit, or where both sides would rather meet others.
bool stands_by(const Appointment& one);

// Past days of the office: how many had a time, how many of them came. Never of one person.
struct Shows {
    int days{};
    int invited{};
    int came{};
};
// Of one day, as it is marked now: who has a time came, unless they are marked.
Shows attendance_of(const Plan& plan);

// What the office expects before it has seen a day, and for how many people that expectation counts beside what it saw.
struct Prior {
    int percent{};  // 0 = the office has set none: nothing is advised
    int people{};
};
// Of `placed` people: how many come as a rule, and how many on standby make up for the others: ceil(placed / rate) - placed,
// never more than there are times.
struct Advice {
    int come{};
    int standby{};
};
Advice advice(const Shows& seen, const Prior& prior, int placed);

}  // namespace interviews
