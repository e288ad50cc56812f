#include "modules/booking/rules_waiting.hpp"

#include <algorithm>

namespace booking {

namespace {

constexpr int noon = 12 * 60;
constexpr int evening_from = 17 * 60;
constexpr int quiet_from = 21 * 60;
constexpr int quiet_until = 7 * 60;
constexpr int last_minutes = 30;    // before closing time an offer is of no use
constexpr int shortest_offer = 10;  // minutes

}  // namespace

bool fits(PartOfDay part, const Window& window) {
    const int opens = window.opens.minutes;
    const int closes = window.closes.minutes;
    switch (part) {
        case PartOfDay::any: return true;
        case PartOfDay::morning: return opens < noon;
        case PartOfDay::afternoon: return opens < evening_from && closes > noon;
        case PartOfDay::evening: return closes > evening_from;
    }
    return false;
}

std::vector<PartOfDay> parts_of(const Window& window) {
    std::vector<PartOfDay> parts;
    for (const auto one : {PartOfDay::any, PartOfDay::morning, PartOfDay::afternoon, PartOfDay::evening}) {
        if (fits(one, window)) parts.push_back(one);
    }
    return parts;
}

Instant due_at(Instant returned, std::uint64_t chance, int minutes_min, int minutes_max) {
    const auto first = static_cast<std::uint64_t>(minutes_min) * 60;
    const auto span = static_cast<std::uint64_t>(std::max(0, minutes_max - minutes_min)) * 60 + 1;
    return {returned.seconds + static_cast<std::int64_t>(first + chance % span)};
}

std::optional<Instant> offer_until(Instant now, Zone zone, int minutes, const Window& window) {
    auto at = now.in(zone);
    auto end = now;
    // The clock stands still at night.
    const auto morning_after = [&] {
        const auto day = at.time.minutes >= quiet_from ? at.date + 1 : at.date;
        end = instant({day, {quiet_until}, zone});
        at = end.in(zone);
    };
    for (int left = minutes; left > 0;) {
        if (at.time.minutes >= quiet_from || at.time.minutes < quiet_until) morning_after();
        const int today = std::min(left, quiet_from - at.time.minutes);
        end = {end.seconds + std::int64_t{today} * 60};
        left -= today;
        at = end.in(zone);
    }
    const Instant closing{instant({window.date, window.closes, zone}).seconds - last_minutes * 60};
    end = std::min(end, closing);
    if (end.seconds - now.seconds < shortest_offer * 60) return {};
    return end;
}

bool is_settled(Instant joined, Instant returned) { return joined.seconds <= returned.seconds - settling_minutes * 60; }

bool must_come_to_counter(int missed, Date last_missed, Date today, int limit, int pause_days) {
    return limit > 0 && missed >= limit && today - last_missed <= pause_days;
}

bool is_late(const Window& window, LocalTime arrived, int grace_minutes) {
    return arrived.date == window.date && arrived.time.minutes > window.closes.minutes + grace_minutes;
}

std::string_view code(PartOfDay part) {
    switch (part) {
        case PartOfDay::any: return "any";
        case PartOfDay::morning: return "morning";
        case PartOfDay::afternoon: return "afternoon";
        case PartOfDay::evening: return "evening";
    }
    return {};
}

std::string_view code(WaitingState state) {
    switch (state) {
        case WaitingState::waiting: return "waiting";
        case WaitingState::served: return "served";
        case WaitingState::left: return "left";
        case WaitingState::over: return "over";
    }
    return {};
}

std::string_view code(PlaceState state) {
    switch (state) {
        case PlaceState::held: return "held";
        case PlaceState::offered: return "offered";
        case PlaceState::taken: return "taken";
        case PlaceState::freed: return "freed";
    }
    return {};
}

std::string_view code(PlaceCause cause) {
    switch (cause) {
        case PlaceCause::cancelled: return "cancelled";
        case PlaceCause::withdrawn: return "withdrawn";
        case PlaceCause::moved: return "moved";
        case PlaceCause::school_unused: return "school_unused";
        case PlaceCause::quota_raised: return "quota_raised";
        case PlaceCause::draw_unused: return "draw_unused";
    }
    return {};
}

std::string_view code(OfferState state) {
    switch (state) {
        case OfferState::open: return "open";
        case OfferState::accepted: return "accepted";
        case OfferState::declined: return "declined";
        case OfferState::lapsed: return "lapsed";
        case OfferState::withdrawn: return "withdrawn";
    }
    return {};
}

namespace {

template <class Enum, std::size_t count>
std::optional<Enum> among(const Enum (&all)[count], std::string_view text) {
    for (const auto one : all) {
        if (code(one) == text) return one;
    }
    return {};
}

}  // namespace

std::optional<PartOfDay> parse_part_of_day(std::string_view text) {
    using enum PartOfDay;
    return among({any, morning, afternoon, evening}, text);
}

std::optional<WaitingState> parse_waiting_state(std::string_view text) {
    using enum WaitingState;
    return among({waiting, served, left, over}, text);
}

std::optional<PlaceState> parse_place_state(std::string_view text) {
    using enum PlaceState;
    return among({held, offered, taken, freed}, text);
}

std::optional<PlaceCause> parse_place_cause(std::string_view text) {
    using enum PlaceCause;
    return among({cancelled, withdrawn, moved, school_unused, quota_raised, draw_unused}, text);
}

std::optional<OfferState> parse_offer_state(std::string_view text) {
    using enum OfferState;
    return among({open, accepted, declined, lapsed, withdrawn}, text);
}

}  // namespace booking
