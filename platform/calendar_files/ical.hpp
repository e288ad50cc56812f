#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

// One appointment for the calendar in somebody's phone (RFC 5545).
namespace ical {

enum class State { confirmed, cancelled };

struct Appointment {
    std::string uid;  // stays the same for the appointment's life: "ticket-812@disnaker.example"
    int sequence{};   // grows with every change, so that calendars replace what they have
    State state{State::confirmed};
    std::string title;
    std::string place;
    std::string description;        // may have several lines
    std::string organiser;          // the office's name; left out when it or the address is empty
    std::string organiser_address;  // "mailto:…" or "https://…"
    std::string url;                // the ticket's page; may be empty
    Instant start;
    Instant end;
    Instant stamp;  // when this file was made
    Zone zone{Zone::wib};
};

// text/calendar; METHOD is PUBLISH, or CANCEL for a cancelled one. Control characters are left out.
std::string appointment_ics(const Appointment& appointment);

// Something that belongs to a whole day: the last day of a vacancy.
struct DayEntry {
    std::string uid;
    std::string title;
    std::string description;
    std::string url;
    Date day;
};

// A calendar that somebody subscribes to: every entry, `title` as its name.
std::string days_ics(std::string_view title, const std::vector<DayEntry>& entries, Instant stamp);

}  // namespace ical
