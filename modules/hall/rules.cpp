#include "modules/hall/rules.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace hall {

namespace {

constexpr std::array lines{Line::booked, Line::walk_in, Line::priority};
constexpr std::array lanes{Lane::none, Lane::pregnant, Lane::elderly, Lane::disability, Lane::illness};
constexpr std::array needs{Need::large_print, Need::sign_language, Need::wheelchair, Need::companion};
constexpr std::array states{PlaceState::waiting, PlaceState::called,  PlaceState::held,
                            PlaceState::parked,  PlaceState::skipped, PlaceState::gone};
constexpr std::array acts{
    Act::arrived,   Act::called,   Act::called_out_of_order, Act::recalled,    Act::call_undone,    Act::held,           Act::resumed,
    Act::parked,    Act::skipped,  Act::brought_back,        Act::transferred, Act::waits_again,    Act::finished,       Act::left,
    Act::sent_home, Act::day_over, Act::lane_given,          Act::screened,    Act::counter_opened, Act::counter_closed, Act::merged};

template <class List>
auto parse(const List& list, std::string_view text) -> std::optional<typename List::value_type> {
    for (const auto one : list) {
        if (code(one) == text) return one;
    }
    return {};
}

int weight(const Policy& policy, Line line) {
    switch (line) {
        case Line::booked: return policy.booked;
        case Line::walk_in: return policy.walk_in;
        case Line::priority: return policy.priority;
    }
    return 0;
}

int& credit(Credits& credits, Line line) {
    switch (line) {
        case Line::booked: return credits.booked;
        case Line::walk_in: return credits.walk_in;
        case Line::priority: return credits.priority;
    }
    return credits.walk_in;
}

}  // namespace

bool Counter::serves(std::string_view service) const { return services.empty() || std::ranges::find(services, service) != services.end(); }

Waiting waiting(const Place& place) { return {place.ticket, place.line, place.turn, place.arrival, place.overtaken, place.overtaken_max}; }

std::optional<Choice> choose(const std::vector<Waiting>& waiting, const Policy& policy, const Credits& credits) {
    std::array<std::optional<std::size_t>, lines.size()> first;  // of each line
    std::optional<std::size_t> bound;                            // the earliest who may not be overtaken again
    for (std::size_t index = 0; index < waiting.size(); ++index) {
        const auto& one = waiting[index];
        auto& head = first[static_cast<std::size_t>(one.line)];
        if (!head || std::tuple(one.turn, one.arrival) < std::tuple(waiting[*head].turn, waiting[*head].arrival)) head = index;
        if (one.overtaken >= one.overtaken_max && (!bound || one.arrival < waiting[*bound].arrival)) bound = index;
    }

    Choice choice{.credits = credits};
    std::optional<Line> owed;
    int given = 0;
    for (const auto line : lines) {
        if (!first[static_cast<std::size_t>(line)]) continue;
        // A line of weight nothing is called when nobody else waits, or by the bound.
        given += weight(policy, line);
        credit(choice.credits, line) += weight(policy, line);
        const auto better = [&] {
            if (weight(policy, line) == 0) return false;
            return weight(policy, *owed) == 0 || credit(choice.credits, line) > credit(choice.credits, *owed);
        };
        if (!owed || better()) owed = line;
    }
    if (!owed) return {};
    choice.index = *first[static_cast<std::size_t>(*owed)];
    if (bound && waiting[*bound].arrival < waiting[choice.index].arrival) {
        choice.index = *bound;
        choice.by_bound = true;
    }
    credit(choice.credits, waiting[choice.index].line) -= given;
    return choice;
}

std::vector<booking::TicketId> order(std::vector<Waiting> waiting, const Policy& policy, Credits credits) {
    std::vector<booking::TicketId> made;
    made.reserve(waiting.size());
    while (const auto next = choose(waiting, policy, credits)) {
        const auto chosen = waiting[next->index];
        made.push_back(chosen.ticket);
        credits = next->credits;
        waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(next->index));
        for (auto& one : waiting) one.overtaken += one.arrival < chosen.arrival;
    }
    return made;
}

Line line_of(const Arrival& arrival, const Policy& policy) {
    if (arrival.lane != Lane::none) return Line::priority;
    if (!arrival.booked_before_today || arrival.other_day) return Line::walk_in;
    return arrival.now.minutes > arrival.slot_ends.minutes + policy.late_grace_min ? Line::walk_in : Line::booked;
}

Slot slot_of(const booking::Window& window, int number, const Policy& policy) {
    const int open_for = window.closes.minutes - window.opens.minutes;
    if (policy.slot_min <= 0 || policy.slot_min >= open_for || window.quota <= 0) return {window.opens, window.closes};
    const int slots = open_for / policy.slot_min;
    const int place = std::clamp(number - 1, 0, window.quota - 1);
    const int slot = place * slots / window.quota;
    const int from = window.opens.minutes + slot * policy.slot_min;
    return {{from}, {slot + 1 == slots ? window.closes.minutes : from + policy.slot_min}};
}

bool fits(const Counter& counter, const Place& place, const std::vector<Counter>& counters) {
    if (!counter.serves(place.service)) return false;
    const auto needs_it = [&](Need need) { return std::ranges::find(place.needs, need) != place.needs.end(); };
    // Only what some counter can give is waited for: nobody waits for a counter that this office does not have.
    const auto somewhere = [&](bool Counter::*has) {
        return std::ranges::any_of(counters, [&](const Counter& one) { return one.*has && one.officer && one.serves(place.service); });
    };
    if (needs_it(Need::wheelchair) && !counter.step_free && somewhere(&Counter::step_free)) return false;
    return !needs_it(Need::sign_language) || counter.sign_language || !somewhere(&Counter::sign_language);
}

bool may_move_to(PlaceState from, PlaceState to) {
    using enum PlaceState;
    switch (to) {
        case waiting: return from == called || from == parked || from == skipped || from == held;
        case called: return from == waiting || from == held;
        case held: return from == called;
        case parked: return from == called || from == waiting || from == held;
        case skipped: return from == called || from == waiting;
        case gone: return from != gone;
    }
    return false;
}

std::string_view code(Line line) {
    switch (line) {
        case Line::booked: return "booked";
        case Line::walk_in: return "walk_in";
        case Line::priority: return "priority";
    }
    return {};
}

std::string_view code(Lane lane) {
    switch (lane) {
        case Lane::none: return "";
        case Lane::pregnant: return "pregnant";
        case Lane::elderly: return "elderly";
        case Lane::disability: return "disability";
        case Lane::illness: return "illness";
    }
    return {};
}

std::string_view code(Need need) {
    switch (need) {
        case Need::large_print: return "large_print";
        case Need::sign_language: return "sign_language";
        case Need::wheelchair: return "wheelchair";
        case Need::companion: return "companion";
    }
    return {};
}

std::string_view code(PlaceState state) {
    switch (state) {
        case PlaceState::waiting: return "waiting";
        case PlaceState::called: return "called";
        case PlaceState::held: return "held";
        case PlaceState::parked: return "parked";
        case PlaceState::skipped: return "skipped";
        case PlaceState::gone: return "gone";
    }
    return {};
}

std::string_view code(Act act) {
    switch (act) {
        case Act::arrived: return "arrived";
        case Act::called: return "called";
        case Act::called_out_of_order: return "called_out_of_order";
        case Act::recalled: return "recalled";
        case Act::call_undone: return "call_undone";
        case Act::held: return "held";
        case Act::resumed: return "resumed";
        case Act::parked: return "parked";
        case Act::skipped: return "skipped";
        case Act::brought_back: return "brought_back";
        case Act::transferred: return "transferred";
        case Act::waits_again: return "waits_again";
        case Act::finished: return "finished";
        case Act::left: return "left";
        case Act::sent_home: return "sent_home";
        case Act::day_over: return "day_over";
        case Act::lane_given: return "lane_given";
        case Act::screened: return "screened";
        case Act::counter_opened: return "counter_opened";
        case Act::counter_closed: return "counter_closed";
        case Act::merged: return "merged";
    }
    return {};
}

std::optional<Line> parse_line(std::string_view text) { return parse(lines, text); }
std::optional<Lane> parse_lane(std::string_view text) { return parse(lanes, text); }
std::optional<Need> parse_need(std::string_view text) { return parse(needs, text); }
std::optional<PlaceState> parse_place_state(std::string_view text) { return parse(states, text); }
std::optional<Act> parse_act(std::string_view text) { return parse(acts, text); }

}  // namespace hall
