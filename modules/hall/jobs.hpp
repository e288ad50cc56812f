#pragma once

#include "platform/http/http.hpp"
#include "platform/sql/sql.hpp"

namespace hall {

// What follows from booking: who is checked in stands in the hall, whose visit ends is gone.
void join(sql::Transaction& tx, const Context& context, const http::Event& event);
void leave(sql::Transaction& tx, const Context& context, const http::Event& event);
void know_person(sql::Transaction& tx, const Context& context, const http::Event& event);
void forget_file(sql::Transaction& tx, const Context& context, const http::Event& event);

// At the office's own midnight: nobody stands in yesterday's hall, nobody sits at a counter, and why somebody had priority
// and what somebody needed is forgotten.
void end_days(Context& context);

void tell_near(Context& context);
// Where the office says so: booked, and the time of the number is over by more than the grace.
void mark_absent(Context& context);

}  // namespace hall
