#pragma once

#include "platform/context.hpp"
#include "platform/http/http.hpp"

namespace matching {

void begin_day(Context& context);       // the batch once a night from 02.00 WIB on; old records go
void follow_prices(Context& context);   // a step every ten minutes
void follow_changes(Context& context);  // keeps the snapshot near the record, so that nobody waits for it
void close_vacancy(sql::Transaction& tx, const Context& context, const http::Event& event);

}  // namespace matching
