#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/booking/model.hpp"
#include "modules/hall/model.hpp"
#include "modules/hall/model_devices.hpp"
#include "modules/office/model.hpp"
#include "platform/context.hpp"

// The slip of paper with a number.
namespace hall {

// "Loket 2", "Ruang B": a number alone is a counter's.
std::string counter_name(const Context& context, std::string_view counter);

// "Perkiraan menunggu 5 sampai 12 menit."; empty where nothing honest can be said.
std::string wait_said(const Context& context, const Outlook& outlook);

// "Ruang tunggu sedang penuh. Silakan kembali sekitar pukul 10.40; urutan Anda tetap."
std::string outside_said(const Context& context, const Outlook& outlook, Zone zone);

struct Slip {
    office::Office office;
    booking::Ticket ticket;
    std::string service;
    std::optional<Outlook> outlook;
    std::vector<Need> needs;  // large print is honoured, the help that was asked for is named; why is known nowhere
};
std::string slip_bytes(const Context& context, const Slip& slip, int paper_mm);
std::string test_slip_bytes(const Context& context, const office::Office& office, const Device& device);

enum class Printed { on_paper, as_file, unreachable };
// Never longer than a second and a half; see platform/receipts.
Printed print(const Device& device, const office::Office& office, std::string_view name, std::string_view bytes);

}  // namespace hall
