#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/booking/model.hpp"

// What stands in the hall and is nobody's: boards and kiosks.
namespace hall {

using DeviceId = Id<struct DeviceTag>;

// A touch screen that gives numbers. It is known by a key that it got once, in exchange for a code that a manager saw.
struct Device {
    DeviceId id;
    OfficeId office;
    std::string name;
    std::string printer;  // "192.168.1.50:9100"; "" = none: slips are kept as files
    int paper_mm{80};
    std::optional<Instant> pairing_until;  // a code is waiting to be typed
    std::optional<Instant> paired_at;
    std::optional<Instant> seen_at;
};

// One thing that the boards of an office were told. Labels and counters only: never a name.
// come_in: waited outside and may come in; full, free: the hall, for those who wait outside.
enum class BoardWord { called, again, undone, notice, come_in, full, free };
struct BoardCall {
    OfficeId office;
    std::int64_t number{};  // of the office's boards; grows by one
    Date date;
    Instant at;
    BoardWord word{BoardWord::called};
    booking::TicketId ticket;
    std::string label;
    std::string counter;
};
struct Board {
    std::int64_t last_number{};
    std::string notice;                // for today; "" = none
    std::optional<Date> notice_until;  // the last day
    std::optional<Date> full_on;       // the day of which boards say that the hall is full
    std::vector<BoardCall> let_in;     // may come in and were not called since, newest first
    std::vector<BoardCall> calls;      // of the day, newest first, each ticket once, none that was undone
};

enum class DeviceRefusal {
    no_such_device,
    name_missing,
    name_taken,
    printer_unfit,
    code_unknown,      // wrong, used or expired
    too_many_numbers,  // this kiosk gave more than people can touch
    no_such_service,
    not_open_now,
    full,
    no_such_ticket,
    not_today,
    ticket_over,
    notice_too_long,
};

constexpr int come_in_shown_s = 600;
constexpr int pairing_minutes = 30;
constexpr int numbers_a_minute = 20;  // one kiosk
constexpr int early_minutes = 60;     // before its hours a window already gives numbers

}  // namespace hall
