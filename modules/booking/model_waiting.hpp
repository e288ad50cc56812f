#pragma once

#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/booking/model.hpp"

// The waiting list and the places that come back.
namespace booking {

using WaitingId = Id<struct WaitingTag>;
using PlaceId = Id<struct PlaceTag>;
using OfferId = Id<struct OfferTag>;

enum class PartOfDay { any, morning, afternoon, evening };

// What somebody waits for. AK-1 waits with an application; another service with a name and a phone.
struct WaitingWish {
    OfficeId office;
    std::string service{"ak1"};
    registration::ApplicationId application;
    Date from;
    Date to;  // included
    PartOfDay part_of_day{PartOfDay::any};
    std::string name;         // without an application
    std::string phone_typed;  // without an application
    std::string about;
};

// waiting > served (took an offer) | left (asked to) | over (the last day passed, the file ended, offers unanswered)
enum class WaitingState { waiting, served, left, over };
struct Waiting {
    WaitingId id;
    OfficeId office;
    std::string service;
    registration::ApplicationId application;
    std::string person_key;
    std::string holder_name;
    std::string about;
    std::string language;
    Date from;
    Date to;
    PartOfDay part_of_day{PartOfDay::any};
    WaitingState state{WaitingState::waiting};
    Instant joined_at;
    TicketId ticket;
    bool goes_first{};  // a smaller quota took this person's place: before everybody who joined by themselves
};

// held (for a short time that nobody can know) > offered > taken; a place that nobody waits for is freed for sale.
enum class PlaceState { held, offered, taken, freed };
enum class PlaceCause { cancelled, withdrawn, moved, school_unused, quota_raised, draw_unused };
struct ReturnedPlace {
    PlaceId id;
    OfficeId office;
    WindowId window;
    TicketChannel channel{TicketChannel::online};
    PlaceCause cause{PlaceCause::cancelled};
    std::string given_by;  // person_key: the place is not offered to whoever gave it up
    Instant returned_at;
    Instant due_at;
    PlaceState state{PlaceState::held};
};

enum class OfferState { open, accepted, declined, lapsed, withdrawn };  // withdrawn: the quota was lowered
struct Offer {
    OfferId id;
    PlaceId place;
    WaitingId waiting;
    Instant offered_at;
    Instant expires_at;
    OfferState state{OfferState::open};
};

enum class WaitingRefusal {
    no_such_service,
    application_not_ready,
    dates_unfit,
    already_waiting,
    take_number_at_counter,  // depends on the register: one answer for all such cases
    field_missing,
    not_on_the_list,
    offer_over,
    place_gone,
};

}  // namespace booking
