#pragma once

#include <string>
#include <string_view>

#include "base/date.hpp"

// One appointment for the calendar in somebody's phone (RFC 5545).
namespace ical {

enum class State { confirmed, cancelled };

struct Appointment {
    std::string uid;              // stays the same for the appointment's life: "ticket-812@disnaker.example"
    int sequence{};               // grows with every change, so that calendars replace what they have
    State state{State::confirmed};
    std::string title;
    std::string place;
    std::string description;      // may have several lines
    std::string organiser;        // the office's name; left out when it or the address is empty
    std::string organiser_address;  // "mailto:…" or "https://…"
    std::string url;              // the ticket's page; may be empty
    Instant start;
    Instant end;
    Instant stamp;                // when this file was made
    Zone zone{Zone::wib};
};

// text/calendar; METHOD is PUBLISH, or CANCEL for a cancelled one. Control characters are left out.
std::string appointment_ics(const Appointment& appointment);

}  // namespace ical
