#include "platform/calendar_files/ical.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace ical {
namespace {

struct Freed {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
    void operator()(char* text) const { icalmemory_free_buffer(text); }
};
using Component = std::unique_ptr<icalcomponent, Freed>;
using Text = std::unique_ptr<char, Freed>;

// What a calendar may show; line ends stay in a description.
std::string shown(std::string_view text, bool several_lines) {
    std::string out;
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (character == '\n' && several_lines)
            out += character;
        else if (byte < 0x20 || byte == 0x7f)
            out += character == '\n' || character == '\t' ? " " : "";
        else
            out += character;
    }
    return out;
}

const char* tzid(Zone zone) {
    switch (zone) {
        case Zone::wib: return "Asia/Jakarta";
        case Zone::wita: return "Asia/Makassar";
        case Zone::wit: return "Asia/Jayapura";
    }
    return "UTC";
}

icaltimetype local_time(Instant instant, Zone zone) {
    const auto local = instant.in(zone);
    auto time = icaltime_null_time();
    time.year = local.date.year();
    time.month = local.date.month();
    time.day = local.date.day();
    time.hour = local.time.minutes / 60;
    time.minute = local.time.minutes % 60;
    return time;
}

icaltimetype utc_time(Instant instant) {
    return icaltime_from_timet_with_zone(static_cast<time_t>(instant.seconds), 0, icaltimezone_get_utc_timezone());
}

void add(icalcomponent* to, icalproperty* property) { icalcomponent_add_property(to, property); }

icalproperty* zoned(icalproperty* property, Zone zone) {
    icalproperty_add_parameter(property, icalparameter_new_tzid(tzid(zone)));
    return property;
}

// A fixed offset, never daylight saving time: the whole rule is one line.
icalcomponent* zone_component(Zone zone) {
    auto* component = icalcomponent_new(ICAL_VTIMEZONE_COMPONENT);
    add(component, icalproperty_new_tzid(tzid(zone)));
    auto* standard = icalcomponent_new(ICAL_XSTANDARD_COMPONENT);
    auto begin = icaltime_null_time();
    begin.year = 1970;
    begin.month = begin.day = 1;
    add(standard, icalproperty_new_dtstart(begin));
    add(standard, icalproperty_new_tzoffsetfrom(offset_hours(zone) * 3600));
    add(standard, icalproperty_new_tzoffsetto(offset_hours(zone) * 3600));
    add(standard, icalproperty_new_tzname(std::string(name(zone)).c_str()));
    icalcomponent_add_component(component, standard);
    return component;
}

icalcomponent* day_component(const DayEntry& entry, Instant stamp) {
    auto* event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
    auto day = icaltime_null_date();
    day.year = entry.day.year();
    day.month = entry.day.month();
    day.day = entry.day.day();
    add(event, icalproperty_new_uid(shown(entry.uid, false).c_str()));
    add(event, icalproperty_new_dtstamp(utc_time(stamp)));
    add(event, icalproperty_new_dtstart(day));
    add(event, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
    add(event, icalproperty_new_summary(shown(entry.title, false).c_str()));
    if (!entry.description.empty()) add(event, icalproperty_new_description(shown(entry.description, true).c_str()));
    if (!entry.url.empty()) add(event, icalproperty_new_url(shown(entry.url, false).c_str()));
    return event;
}

icalcomponent* event_component(const Appointment& appointment) {
    const bool cancelled = appointment.state == State::cancelled;
    auto* event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
    add(event, icalproperty_new_uid(shown(appointment.uid, false).c_str()));
    add(event, icalproperty_new_dtstamp(utc_time(appointment.stamp)));
    add(event, icalproperty_new_sequence(appointment.sequence));
    add(event, zoned(icalproperty_new_dtstart(local_time(appointment.start, appointment.zone)), appointment.zone));
    add(event, zoned(icalproperty_new_dtend(local_time(appointment.end, appointment.zone)), appointment.zone));
    add(event, icalproperty_new_status(cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
    add(event, icalproperty_new_summary(shown(appointment.title, false).c_str()));
    if (!appointment.place.empty()) add(event, icalproperty_new_location(shown(appointment.place, false).c_str()));
    if (!appointment.description.empty()) add(event, icalproperty_new_description(shown(appointment.description, true).c_str()));
    if (!appointment.url.empty()) add(event, icalproperty_new_url(shown(appointment.url, false).c_str()));
    // RFC 5546, 3.2.1: a published event names its organiser.
    if (!appointment.organiser.empty() && !appointment.organiser_address.empty()) {
        auto* organiser = icalproperty_new_organizer(shown(appointment.organiser_address, false).c_str());
        auto quoted = shown(appointment.organiser, false);
        std::erase(quoted, '"');  // a parameter cannot hold one (RFC 5545, 3.2)
        icalproperty_add_parameter(organiser, icalparameter_new_cn(quoted.c_str()));
        add(event, organiser);
    }
    return event;
}

}  // namespace

std::string appointment_ics(const Appointment& appointment) {
    const bool cancelled = appointment.state == State::cancelled;
    const Component calendar{icalcomponent_new(ICAL_VCALENDAR_COMPONENT)};
    if (!calendar) throw std::runtime_error("libical cannot make a calendar");
    add(calendar.get(), icalproperty_new_version("2.0"));
    add(calendar.get(), icalproperty_new_prodid("-//AntarKerja//antarkerja//ID"));
    add(calendar.get(), icalproperty_new_method(cancelled ? ICAL_METHOD_CANCEL : ICAL_METHOD_PUBLISH));
    icalcomponent_add_component(calendar.get(), zone_component(appointment.zone));
    icalcomponent_add_component(calendar.get(), event_component(appointment));
    const Text text{icalcomponent_as_ical_string_r(calendar.get())};
    if (!text) throw std::runtime_error("libical cannot write a calendar");
    return text.get();
}

std::string days_ics(std::string_view title, const std::vector<DayEntry>& entries, Instant stamp) {
    const Component calendar{icalcomponent_new(ICAL_VCALENDAR_COMPONENT)};
    if (!calendar) throw std::runtime_error("libical cannot make a calendar");
    add(calendar.get(), icalproperty_new_version("2.0"));
    add(calendar.get(), icalproperty_new_prodid("-//AntarKerja//antarkerja//ID"));
    add(calendar.get(), icalproperty_new_method(ICAL_METHOD_PUBLISH));
    auto* const name = icalproperty_new_x(shown(title, false).c_str());
    icalproperty_set_x_name(name, "X-WR-CALNAME");
    add(calendar.get(), name);
    for (const auto& entry : entries) icalcomponent_add_component(calendar.get(), day_component(entry, stamp));
    const Text text{icalcomponent_as_ical_string_r(calendar.get())};
    if (!text) throw std::runtime_error("libical cannot write a calendar");
    return text.get();
}

}  // namespace ical
