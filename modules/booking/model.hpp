#pragma once

#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/office/model.hpp"
#include "modules/registration/model.hpp"

namespace booking {

using WindowId = Id<struct WindowTag>;
using TicketId = Id<struct TicketTag>;

// One opening of one service on one day: "AK-1, Wednesday 25 November, 19.00-21.00, 30 places". Made from the office's
// window rules; the quota may be changed for the day. `last_number` only grows: a cancelled number is never given twice.
struct Window {
    WindowId id;
    OfficeId office;
    office::WindowRuleId rule;
    std::string service;
    std::string name;  // "Job Café Sahabat"
    std::string place;
    Date date;
    TimeOfDay opens;
    TimeOfDay closes;
    int quota{};
    int taken{};
    int online_quota{};  // the part that may be booked online
    int online_taken{};
    int reserve{};  // beyond the quota, only at the counter, for people whom the register made us refuse online
    int reserve_taken{};
    int last_number{};
    bool suspended{};
    std::string suspended_reason;
    bool by_draw{};  // its online places are drawn: nobody books them until then
};

enum class WindowState { open, full, over, suspended, too_far };

// booked > checked_in > called > done ; booked > cancelled | no_show ; checked_in, called > left. README.md draws it.
enum class TicketState { booked, checked_in, called, done, no_show, cancelled, left };
enum class TicketChannel { online, counter, reserve, school, late_entry };

struct Ticket {
    TicketId id;
    OfficeId office;
    WindowId window;
    std::string service;
    int number{};
    char letter{'A'};
    std::string code;                         // 8 characters; for AK-1 the application's own
    registration::ApplicationId application;  // none for other services
    std::string holder_name;
    TicketState state{TicketState::booked};
    TicketChannel channel{TicketChannel::online};
    Instant taken_at;
    std::optional<Instant> checked_in_at;
    std::optional<Instant> called_at;
    std::optional<Instant> closed_at;
    std::string outcome;  // typed, per service
    bool other_day{};     // checked in on another day than booked

    std::string label() const;  // "A-023"
};

enum class Refusal {
    no_such_window,
    window_suspended,
    window_over,
    too_far_ahead,
    already_booked,  // this application holds an open ticket
    quota_full,
    service_not_online,
    application_not_ready,   // still a draft, withdrawn or already decided
    take_number_at_counter,  // depends on the register: one answer for all such cases
    no_such_ticket,
    not_yours,
    wrong_state,
    not_today,
    quota_unfit,
    reason_missing,
    plan_changed,
    changed_meanwhile,
    no_such_outcome,
    field_missing,
    no_such_change,
    newer_change_first,
    answer_over,
};

}  // namespace booking
