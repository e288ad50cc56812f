#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/booking/model.hpp"
#include "modules/booking/model_waiting.hpp"

// A quota change and what it did to people.
namespace booking {

using ChangeId = Id<struct ChangeTag>;
using ReturnOfferId = Id<struct ReturnOfferTag>;

// Why somebody keeps the day before others do. A class is one window and one of protected or not.
enum class Protection { none, lane, moved_before, traveller };
enum class KeepRule { is_here, is_protected, early_number };
// How the new place was found: the same part of the day, or another one.
enum class MoveRule { same_part, other_part };

// quota: one or several windows of a day. closed: a whole day, a late public holiday. limited: "layanan terbatas".
enum class ChangeKind { quota, closed, limited };

// What "layanan terbatas" changes besides the quotas.
struct Limits {
    int percent{100};
    std::vector<std::string> services_off;
    bool screening{};
    int seats{};  // people in the hall at once; 0 = as always
    std::string notice;
};

struct DayChange {
    ChangeId id;
    OfficeId office;
    ChangeKind kind{ChangeKind::quota};
    Date from;
    Date to;
    std::string reason;
    std::string plan;
    AccountId decided_by;
    Instant decided_at;
    Instant answer_until;
    Limits limits;
};

// What a moved person said. Silence keeps the new place.
enum class MoveAnswer { none, accepted, chose_again, waits, came_anyway };

struct ChangedWindow {
    WindowId window;
    int old_quota{};
    int new_quota{};
    int old_online_quota{};
    int added_reserve{};
    bool old_by_hand{};
    bool old_suspended{};
    std::string old_suspended_reason;
};

struct ChangedRoom {
    WindowId window;
    int number_before{};
    int number_after{};
};

struct ChangedPerson {
    TicketId ticket;
    int position{};
    WindowId from;
    int from_number{};
    TicketChannel from_channel{TicketChannel::online};
    int from_sequence{};
    WindowId to;  // none: no place was found
    int to_number{};
    Protection protection{Protection::none};
    std::optional<MoveRule> rule;  // none: no place was found
    MoveAnswer answer{MoveAnswer::none};
    std::optional<Instant> answered_at;
};

// What a change did to a place that was out of sale: took a held or an offered one, or made a new one.
enum class PlaceBefore { held, offered, none };
struct ChangedPlace {
    PlaceId place;
    PlaceBefore was{PlaceBefore::none};
    OfferId offer;  // none: nobody had it offered
};

enum class ReturnOfferState { open, accepted, declined, lapsed };
struct ReturnOffer {
    ReturnOfferId id;
    OfficeId office;
    ChangeId change;
    TicketId ticket;
    WindowId window;
    int number{};
    TicketChannel channel{TicketChannel::online};
    Instant offered_at;
    Instant expires_at;
    ReturnOfferState state{ReturnOfferState::open};
};

std::string_view code(Protection protection);
std::string_view code(MoveRule rule);
std::string_view code(ChangeKind kind);
std::string_view code(MoveAnswer answer);
std::string_view code(ReturnOfferState state);
std::string_view code(PlaceBefore was);
Protection parse_protection(std::string_view code);
ChangeKind parse_change_kind(std::string_view code);
MoveAnswer parse_move_answer(std::string_view code);
ReturnOfferState parse_return_offer_state(std::string_view code);
PlaceBefore parse_place_before(std::string_view code);

}  // namespace booking
