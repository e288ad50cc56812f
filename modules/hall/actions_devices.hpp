#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/hall/model.hpp"
#include "modules/hall/model_devices.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// Kiosks: made by a manager, paired once, then giving numbers and receiving people without anybody beside them.
namespace hall {

std::vector<Device> devices(sql::Transaction& tx, const Context& context);  // of the own office
std::optional<Device> find_device(sql::Transaction& tx, const Context& context, DeviceId id);
Result<DeviceId, DeviceRefusal> save_device(sql::Transaction& tx, const Context& context, const Device& device);  // no id: a new one
Result<Done, DeviceRefusal> remove_device(sql::Transaction& tx, const Context& context, DeviceId id);             // its key dies with it
// Eight characters to be typed at the kiosk within half an hour; an earlier code is void. Shown once, kept as a hash.
Result<std::string, DeviceRefusal> new_pairing_code(sql::Transaction& tx, const Context& context, DeviceId id);
// The key that the kiosk keeps. A kiosk paired again loses the key it had before.
Result<std::string, DeviceRefusal> pair(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view code);
std::optional<Device> device_of_key(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view key);

// What the kiosk itself does: the program acts, at this office.
Context as_kiosk(const Context& context, const Device& device);

// What a kiosk offers: each service of the office that has hours today.
struct Offer {
    std::string service;
    booking::WindowId window;  // that gives numbers now; none: full, or not open at this hour
    int left{};
    bool full{};      // open, but nothing is left
    TimeOfDay opens;  // of the next hours today, where it is not open yet
};
std::vector<Offer> offers(sql::Transaction& tx, const Context& context, OfficeId office);

// A number for somebody who stands here: taken and received in one act. The same press gives the same number.
Result<booking::Ticket, DeviceRefusal> draw_number(sql::Transaction& tx, const Context& context, const Device& device,
                                                   std::string_view service, Lane lane, std::string_view press);
// Somebody with a number is here: by the code, or what a scanner read.
Result<booking::Ticket, DeviceRefusal> arrive(sql::Transaction& tx, const Context& context, const Device& device, std::string_view typed);

std::string_view sentence(DeviceRefusal why);

}  // namespace hall
