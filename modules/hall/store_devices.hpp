#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/hall/model_devices.hpp"
#include "platform/sql/sql.hpp"

// SQL of boards and kiosks.
namespace hall::store {

// Gives the call its number. From here to the end of the transaction no other call of the office gets one, so a board that
// has heard number n has heard all before it.
std::int64_t add(sql::Transaction& tx, const BoardCall& call);
std::vector<BoardCall> calls_after(sql::Transaction& tx, OfficeId office, std::int64_t after,
                                   int limit);                                                     // the newest `limit`, oldest first
std::vector<BoardCall> calls_of_day(sql::Transaction& tx, OfficeId office, Date date, int limit);  // newest first
int forget_calls(sql::Transaction& tx, Date before);
Board board(sql::Transaction& tx, OfficeId office);  // without its calls
void put_notice(sql::Transaction& tx, OfficeId office, std::string_view notice, std::optional<Date> until);
// Whether this is news: the boards said otherwise.
bool put_full(sql::Transaction& tx, OfficeId office, Date date, bool is_full);

bool add(sql::Transaction& tx, const Device& device, Instant now);  // false: the name is taken
bool put(sql::Transaction& tx, const Device& device);               // false: the name is taken
bool remove(sql::Transaction& tx, DeviceId id);
std::optional<Device> find_device(sql::Transaction& tx, DeviceId id);
std::optional<Device> find_device_by_key(sql::Transaction& tx, std::string_view key_index);
std::vector<Device> devices(sql::Transaction& tx, OfficeId office);
void put_pairing(sql::Transaction& tx, DeviceId id, std::string_view pairing_index, Instant until);
// The device whose code this is; the code is used up with it.
std::optional<DeviceId> pair(sql::Transaction& tx, OfficeId office, std::string_view pairing_index, std::string_view key_index,
                             Instant now);
void saw(sql::Transaction& tx, DeviceId id, Instant now);

std::optional<booking::TicketId> number_of_press(sql::Transaction& tx, DeviceId device, std::string_view press);
int numbers_since(sql::Transaction& tx, DeviceId device, Instant since);
// False when this press has given a number already.
bool add_number(sql::Transaction& tx, const Device& device, std::string_view press, booking::TicketId ticket, Instant now);
int forget_numbers(sql::Transaction& tx, Instant before);

}  // namespace hall::store
