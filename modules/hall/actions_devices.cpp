#include "modules/hall/actions_devices.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/booking/actions.hpp"
#include "modules/booking/actions_hall.hpp"
#include "modules/booking/actions_kiosk.hpp"
#include "modules/hall/actions.hpp"
#include "modules/hall/store_devices.hpp"
#include "modules/office/actions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/i18n/language.hpp"
#include "platform/receipts/receipts.hpp"

namespace hall {
namespace {

constexpr std::size_t name_max = 40;
constexpr std::size_t press_max = 64;

std::string key_index(const Context& context, std::string_view key) { return context.platform.vault.blind_index("hall_device.key", key); }
std::string pairing_index(const Context& context, OfficeId office, std::string_view code) {
    return context.platform.vault.blind_index("hall_device.pairing", office.text() + ":" + std::string(code));
}

void note(sql::Transaction& tx, const Context& context, OfficeId office, DeviceId device, std::string_view verb, std::string details = "") {
    audit::record(tx, context, {office, verb, "hall_device:" + device.text(), std::move(details)});
}

// Few of them mean something to somebody at a screen; the rest is the staff's to explain.
DeviceRefusal of_booking(booking::Refusal why) {
    if (why == booking::Refusal::quota_full) return DeviceRefusal::full;
    if (why == booking::Refusal::no_such_ticket) return DeviceRefusal::no_such_ticket;
    if (why == booking::Refusal::not_today) return DeviceRefusal::not_today;
    if (why == booking::Refusal::wrong_state || why == booking::Refusal::application_not_ready ||
        why == booking::Refusal::changed_meanwhile)
        return DeviceRefusal::ticket_over;
    return DeviceRefusal::not_open_now;
}

std::optional<Device> own(sql::Transaction& tx, const Context& context, DeviceId id) {
    auto device = store::find_device(tx, id);
    if (!device || !context.actor.office || device->office != context.actor.office) return {};
    return device;
}

}  // namespace

std::vector<Device> devices(sql::Transaction& tx, const Context& context) {
    if (!context.actor.office) return {};
    return store::devices(tx, context.actor.office);
}

std::optional<Device> find_device(sql::Transaction& tx, const Context& context, DeviceId id) { return own(tx, context, id); }

Result<DeviceId, DeviceRefusal> save_device(sql::Transaction& tx, const Context& context, const Device& wanted) {
    auto device = wanted;
    const auto name = text::clean_line(device.name, name_max);
    if (!name || name->empty()) return DeviceRefusal::name_missing;
    device.name = *name;
    if (!device.printer.empty()) {
        const auto address = receipts::parse_address(device.printer);
        if (!address) return DeviceRefusal::printer_unfit;
        device.printer = address->text();
    }
    if (device.paper_mm != 58) device.paper_mm = 80;
    if (device.id) {
        if (!own(tx, context, device.id)) return DeviceRefusal::no_such_device;
        if (!store::put(tx, device)) return DeviceRefusal::name_taken;
        note(tx, context, context.actor.office, device.id, "device.changed");
        return device.id;
    }
    device.id = {ids::next()};
    device.office = context.actor.office;
    if (!device.office) return DeviceRefusal::no_such_device;
    if (!store::add(tx, device, context.now)) return DeviceRefusal::name_taken;
    note(tx, context, device.office, device.id, "device.added");
    return device.id;
}

Result<Done, DeviceRefusal> remove_device(sql::Transaction& tx, const Context& context, DeviceId id) {
    if (!own(tx, context, id) || !store::remove(tx, id)) return DeviceRefusal::no_such_device;
    note(tx, context, context.actor.office, id, "device.removed");
    return Done{};
}

Result<std::string, DeviceRefusal> new_pairing_code(sql::Transaction& tx, const Context& context, DeviceId id) {
    const auto device = own(tx, context, id);
    if (!device) return DeviceRefusal::no_such_device;
    auto code = crypto::random_code(8);
    store::put_pairing(tx, id, pairing_index(context, device->office, code), {context.now.seconds + pairing_minutes * 60});
    note(tx, context, device->office, id, "device.pairing_code_shown");
    return code;
}

Result<std::string, DeviceRefusal> pair(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view typed) {
    const auto code = booking::code_of(typed);
    if (code.size() != 8) return DeviceRefusal::code_unknown;
    auto key = crypto::random_token();
    const auto device = store::pair(tx, office, pairing_index(context, office, code), key_index(context, key), context.now);
    if (!device) return DeviceRefusal::code_unknown;
    note(tx, context, office, *device, "device.paired");
    return key;
}

std::optional<Device> device_of_key(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view key) {
    if (key.empty()) return {};
    auto device = store::find_device_by_key(tx, key_index(context, key));
    if (!device || device->office != office) return {};
    return device;
}

Context as_kiosk(const Context& context, const Device& device) {
    auto kiosk = context;
    kiosk.actor = Actor{};
    kiosk.actor.kind = ActorKind::system;
    kiosk.actor.office = device.office;
    kiosk.actor.name = device.name;
    return kiosk;
}

std::vector<Offer> offers(sql::Transaction& tx, const Context& context, OfficeId office_id) {
    std::vector<Offer> made;
    const auto office = office::find_office(tx, office_id);
    if (!office) return made;
    const auto now = context.local(office->zone);
    const auto day = booking::day_windows(tx, context, office_id, now.date);
    for (const auto& service : office::services(tx, office_id)) {
        if (!service.offered) continue;
        Offer offer{.service = service.code};
        bool has_hours = false;
        for (const auto& [window, state] : day) {
            if (window.service != service.code || window.suspended || state == booking::WindowState::over) continue;
            has_hours = true;
            if (window.opens.minutes - early_minutes > now.time.minutes) {
                if (offer.opens.minutes == 0 || window.opens < offer.opens) offer.opens = window.opens;
                continue;
            }
            const int left = window.quota - window.taken;
            if (left <= 0)
                offer.full = true;
            else if (!offer.window) {
                offer.window = window.id;
                offer.left = left;
            }
        }
        if (has_hours) made.push_back(offer);
    }
    return made;
}

Result<booking::Ticket, DeviceRefusal> draw_number(sql::Transaction& tx, const Context& context, const Device& device,
                                                   std::string_view service, Lane lane, std::string_view press) {
    if (press.empty() || press.size() > press_max) return DeviceRefusal::not_open_now;
    if (const auto before = store::number_of_press(tx, device.id, press)) {
        if (auto ticket = booking::find_ticket(tx, *before)) return *ticket;
    }
    // Locks the row: two screens with one key do not draw side by side.
    store::saw(tx, device.id, context.now);
    if (store::numbers_since(tx, device.id, {context.now.seconds - 60}) >= numbers_a_minute) return DeviceRefusal::too_many_numbers;

    const auto kiosk = as_kiosk(context, device);
    const auto list = offers(tx, kiosk, device.office);
    const auto offer = std::ranges::find(list, service, &Offer::service);
    if (offer == list.end()) return DeviceRefusal::no_such_service;
    if (!offer->window) return offer->full ? DeviceRefusal::full : DeviceRefusal::not_open_now;
    const auto taken = booking::take_nameless_place(tx, kiosk, offer->window);
    if (!taken) return of_booking(taken.error());
    auto here = booking::check_in(tx, kiosk, taken->id, booking::DayRule::booked_day_only);
    if (!here) return of_booking(here.error());
    // A lane that the office does not offer is no reason to send somebody away without a number.
    if (lane != Lane::none) static_cast<void>(give_lane(tx, kiosk, here->id, lane));
    if (!store::add_number(tx, device, press, here->id, context.now)) return DeviceRefusal::too_many_numbers;
    note(tx, kiosk, device.office, device.id, "device.number_given", R"({"ticket":")" + here->id.text() + "\"}");
    return *here;
}

Result<booking::Ticket, DeviceRefusal> arrive(sql::Transaction& tx, const Context& context, const Device& device, std::string_view typed) {
    const auto code = booking::code_of(typed);
    if (code.empty() || code.size() > 20) return DeviceRefusal::no_such_ticket;
    const auto ticket = booking::find_ticket_by_code(tx, code);
    if (!ticket || ticket->office != device.office) return DeviceRefusal::no_such_ticket;
    if (ticket->state == booking::TicketState::checked_in || ticket->state == booking::TicketState::called) return *ticket;
    const auto kiosk = as_kiosk(context, device);
    auto here = booking::check_in(tx, kiosk, ticket->id, booking::DayRule::booked_day_only);
    if (!here) return of_booking(here.error());
    store::saw(tx, device.id, context.now);
    note(tx, kiosk, device.office, device.id, "device.received", R"({"ticket":")" + here->id.text() + "\"}");
    return *here;
}

std::string_view sentence(DeviceRefusal why) {
    switch (why) {
        case DeviceRefusal::no_such_device: return msg("Alat ini tidak ada lagi di kantor Anda.");
        case DeviceRefusal::name_missing: return msg("Beri nama yang dikenali petugas, misalnya “Pintu depan”.");
        case DeviceRefusal::name_taken: return msg("Nama itu sudah dipakai alat lain.");
        case DeviceRefusal::printer_unfit: return msg("Isi alamat pencetak di jaringan kantor dengan angka, misalnya 192.168.1.50:9100.");
        case DeviceRefusal::code_unknown: return msg("Kode ini salah, sudah dipakai, atau sudah lewat 30 menit.");
        case DeviceRefusal::too_many_numbers:
            return msg("Terlalu banyak nomor diambil dalam satu menit. Tunggu sebentar, lalu sentuh lagi.");
        case DeviceRefusal::no_such_service: return msg("Layanan ini tidak dibuka hari ini.");
        case DeviceRefusal::not_open_now: return msg("Layanan ini sedang tidak memberi nomor. Tanyakan kepada petugas.");
        case DeviceRefusal::full: return msg("Nomor untuk hari ini sudah habis.");
        case DeviceRefusal::no_such_ticket:
            return msg("Kode ini tidak ditemukan di kantor ini. Periksa lagi, atau tunjukkan KTP kepada petugas.");
        case DeviceRefusal::not_today:
            return msg("Nomor ini untuk hari lain. Tanyakan kepada petugas apakah Anda dapat diterima hari ini.");
        case DeviceRefusal::ticket_over: return msg("Nomor ini tidak berlaku lagi. Ambil nomor baru, atau tanyakan kepada petugas.");
        case DeviceRefusal::notice_too_long: return msg("Tulis paling panjang 160 huruf, dalam satu baris.");
    }
    return {};
}

}  // namespace hall
