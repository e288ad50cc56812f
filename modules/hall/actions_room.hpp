#pragma once

#include <optional>

#include "modules/hall/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// How many may be in the hall at once. Whoever arrives when it is full keeps the place in the line and waits outside; whoever
// is called first is let in first. Nobody is refused, and a call brings in whoever is called.
namespace hall {

struct Room {
    int inside{};  // checked in and not finished
    int limit{};   // 0 = as many as come
    int outside{};
};
Room room(sql::Transaction& tx, OfficeId office, Date date);

// As many of those outside as there is room for, in the order in which they will be called.
// The boards tell them, and whether there is room for more.
void let_in(sql::Transaction& tx, const Context& context, OfficeId office, Date date);
// The same when a limit was raised, or a seat became free without anybody leaving.
void fill_rooms(Context& context);

// When somebody outside should come back: a little before the call, and not before the own slot.
Instant come_back_at(sql::Transaction& tx, const Context& context, const Place& place, const Outlook& outlook);

}  // namespace hall
