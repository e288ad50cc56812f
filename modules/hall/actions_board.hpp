#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/hall/model.hpp"
#include "modules/hall/model_devices.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// What every board of the office shows and says.
namespace hall {

// In the transaction of the call: boards hear it after the commit, each once and in the order of the calls.
void show_on_board(sql::Transaction& tx, const Context& context, const Place& place, BoardWord word);

// Whether people wait outside, told when that changes.
void show_room(sql::Transaction& tx, const Context& context, OfficeId office, Date date, bool is_full);

constexpr int calls_shown = 5;
Board board(sql::Transaction& tx, OfficeId office, Date today);
std::vector<BoardCall> board_calls_after(sql::Transaction& tx, OfficeId office, std::int64_t after);

// A sentence for today, or until a day; an empty one takes it down.
Result<Done, DeviceRefusal> put_notice(sql::Transaction& tx, const Context& context, std::string_view notice, std::optional<Date> until);

// Boards forget yesterday.
void forget_past_calls(Context& context);

// Announced topic: "board:OFFICE".

}  // namespace hall
