#pragma once

#include "platform/http/http.hpp"
#include "platform/sql/sql.hpp"

namespace booking {

constexpr int windows_made_days_ahead = 120;

// Background work and what follows from events of other modules.
void make_coming_windows(Context& context);
void close_past_days(Context& context);
void tend_waiting_lists(Context& context);
void return_school_places(Context& context);
void hold_draws(Context& context);

void follow_rules(sql::Transaction& tx, const Context& context, const http::Event& event);
void close_approved(sql::Transaction& tx, const Context& context, const http::Event& event);
void close_refused(sql::Transaction& tx, const Context& context, const http::Event& event);
void end_wish_of_file(sql::Transaction& tx, const Context& context, const http::Event& event);
void cancel_withdrawn(sql::Transaction& tx, const Context& context, const http::Event& event);

}  // namespace booking
