#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/booking/model_waiting.hpp"

// A day whose online places are drawn (undian) instead of going to whoever is quickest.
namespace booking {

using DrawId = Id<struct DrawTag>;
using DrawEntryId = Id<struct DrawEntryTag>;

enum class DrawState { open, drawn, called_off };
struct Draw {
    DrawId id;
    OfficeId office;
    std::string service;
    Date date;
    Instant opens_at;   // from when people enter
    Instant closes_at;  // until when; then it is drawn
    std::string commitment;
    std::string seed;  // "" until drawn
    DrawState state{DrawState::open};
    Instant announced_at;
    std::optional<Instant> drawn_at;
    std::string ballot;  // the published file, once drawn
    std::string reason;  // why it was called off
};

struct DrawEntry {
    DrawEntryId id;
    DrawId draw;
    registration::ApplicationId application;
    std::string person_key;
    std::string code;
    PartOfDay part_of_day{PartOfDay::any};
    Instant entered_at;
    std::optional<int> rank;
    WindowId window;
    TicketId ticket;
};

struct DrawSetUp {
    OfficeId office;
    std::string service{"ak1"};
    Date date;
    Instant opens_at;
    Instant closes_at;
    std::string seed_hex;  // 32 bytes of crypto::random_bytes; a test brings its own
};

enum class DrawRefusal {
    no_such_draw,
    no_such_day,  // no window of the service on that day
    times_unfit,
    day_taken,  // there is a draw for that day, or numbers were given online already
    not_open,
    already_entered,
    already_booked,
    application_not_ready,
    take_number_at_counter,  // depends on the register: one answer for all such cases
    reason_missing,
    too_early,
};

}  // namespace booking
