#include "modules/booking/rules_quota.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace booking {

namespace {

constexpr int noon = 12 * 60;
constexpr int evening_begins = 17 * 60;

auto moment(const Cut& cut) { return std::tuple(cut.date, cut.opens, cut.window); }

struct Movers {  // one class
    const Cut* cut{};
    std::vector<Holder> people;  // by number
};

// Fills plan.keeps for one window; gives those who must go, protected ones apart, and how many places stay free in it.
int keep(const Cut& cut, QuotaPlan& plan, std::vector<Movers>& movers) {
    std::vector<KeepRule> rule(cut.holders.size(), KeepRule::early_number);
    std::vector<bool> stays(cut.holders.size());
    int left = cut.closes ? 0 : cut.quota - cut.spent;
    const auto give = [&](std::size_t at, KeepRule why) {
        stays[at] = true;
        rule[at] = why;
        --left;
    };
    for (std::size_t at = 0; at < cut.holders.size(); ++at) {
        if (cut.holders[at].state != TicketState::booked) give(at, KeepRule::is_here);
    }
    for (std::size_t at = 0; at < cut.holders.size(); ++at) {
        if (!stays[at] && left > 0 && cut.holders[at].protection != Protection::none) give(at, KeepRule::is_protected);
    }
    for (std::size_t at = 0; at < cut.holders.size(); ++at) {
        if (!stays[at] && left > 0) give(at, KeepRule::early_number);
    }
    Movers protected_ones{&cut, {}};
    Movers others{&cut, {}};
    for (std::size_t at = 0; at < cut.holders.size(); ++at) {
        const auto& holder = cut.holders[at];
        if (stays[at]) {
            plan.keeps.push_back({cut.window, holder, rule[at]});
        } else {
            (holder.protection == Protection::none ? others : protected_ones).people.push_back(holder);
        }
    }
    for (auto& one : {&protected_ones, &others}) {
        if (!one->people.empty()) movers.push_back(std::move(*one));
    }
    return std::max(0, left);
}

void place(const Movers& movers, std::vector<Room>& rooms, const QuotaPolicy& policy, QuotaPlan& plan) {
    const auto& cut = *movers.cut;
    const auto part = part_of(cut.opens);
    const auto is_other = [&](const Room& room) { return part_of(room.opens) != part; };
    std::vector<Room*> candidates;
    for (auto& room : rooms) {
        const bool later = std::tuple(room.date, room.opens, room.window) > moment(cut);
        if (room.free > 0 && later && room.window != cut.window && room.date - cut.date <= policy.days_later_max)
            candidates.push_back(&room);
    }
    const auto cost = [&](const Room& room) { return (room.date - cut.date) + (is_other(room) ? policy.other_part_costs_days : 0); };
    std::ranges::sort(candidates, [&](const Room* a, const Room* b) {
        return std::tuple(cost(*a), a->date, is_other(*a), a->opens, a->window) <
               std::tuple(cost(*b), b->date, is_other(*b), b->opens, b->window);
    });
    // The cheapest places for all together, then handed out by day in the order of the numbers.
    struct Share {
        Room* room;
        int places;
    };
    std::vector<Share> shares;
    int wanted = static_cast<int>(movers.people.size());
    for (auto* room : candidates) {
        if (wanted == 0) break;
        const int places = std::min(wanted, room->free);
        shares.push_back({room, places});
        wanted -= places;
    }
    std::ranges::sort(shares, [&](const Share& a, const Share& b) {
        return std::tuple(a.room->date, is_other(*a.room), a.room->opens, a.room->window) <
               std::tuple(b.room->date, is_other(*b.room), b.room->opens, b.room->window);
    });
    auto person = movers.people.begin();
    for (const auto& share : shares) {
        share.room->free -= share.places;
        for (int one = 0; one < share.places; ++one, ++person) {
            plan.moves.push_back({cut.window, *person, share.room->window, share.room->date,
                                  is_other(*share.room) ? MoveRule::other_part : MoveRule::same_part});
        }
    }
    for (; person != movers.people.end(); ++person) plan.unplaced.push_back({cut.window, *person});
}

}  // namespace

DayPart part_of(TimeOfDay opens) {
    if (opens.minutes < noon) return DayPart::morning;
    return opens.minutes < evening_begins ? DayPart::afternoon : DayPart::evening;
}

QuotaPlan plan_quota(std::vector<Cut> cuts, std::vector<Room> rooms, const QuotaPolicy& policy) {
    std::ranges::sort(cuts, [](const Cut& a, const Cut& b) { return moment(a) < moment(b); });
    QuotaPlan plan;
    std::vector<Movers> movers;
    for (const auto& cut : cuts) {
        const int left = keep(cut, plan, movers);
        if (left > 0) rooms.push_back({cut.window, cut.date, cut.opens, left});
    }
    for (const auto& one : movers) place(one, rooms, policy, plan);
    return plan;
}

int limited_quota(int quota, int percent) {
    if (quota <= 0 || percent <= 0) return 0;
    return std::max(1, static_cast<int>(static_cast<long long>(quota) * percent / 100));
}

int old_day_reserve(int moved, int percent) { return static_cast<int>((static_cast<long long>(moved) * percent + 99) / 100); }

std::string_view code(Protection protection) {
    switch (protection) {
        case Protection::none: return "none";
        case Protection::lane: return "lane";
        case Protection::moved_before: return "moved_before";
        case Protection::traveller: return "traveller";
    }
    return {};
}

std::string_view code(MoveRule rule) {
    switch (rule) {
        case MoveRule::same_part: return "same_part";
        case MoveRule::other_part: return "other_part";
    }
    return {};
}

Protection parse_protection(std::string_view text) {
    using enum Protection;
    for (const auto one : {lane, moved_before, traveller}) {
        if (code(one) == text) return one;
    }
    return none;
}

std::string_view code(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::quota: return "quota";
        case ChangeKind::closed: return "closed";
        case ChangeKind::limited: return "limited";
    }
    return {};
}

std::string_view code(MoveAnswer answer) {
    switch (answer) {
        case MoveAnswer::none: return "none";
        case MoveAnswer::accepted: return "accepted";
        case MoveAnswer::chose_again: return "chose_again";
        case MoveAnswer::waits: return "waits";
        case MoveAnswer::came_anyway: return "came_anyway";
    }
    return {};
}

std::string_view code(ReturnOfferState state) {
    switch (state) {
        case ReturnOfferState::open: return "open";
        case ReturnOfferState::accepted: return "accepted";
        case ReturnOfferState::declined: return "declined";
        case ReturnOfferState::lapsed: return "lapsed";
    }
    return {};
}

std::string_view code(PlaceBefore was) {
    switch (was) {
        case PlaceBefore::held: return "held";
        case PlaceBefore::offered: return "offered";
        case PlaceBefore::none: return "new";
    }
    return {};
}

namespace {

template <class Enum, std::size_t count>
Enum parsed(std::string_view text, const std::array<Enum, count>& all) {
    for (const auto one : all) {
        if (code(one) == text) return one;
    }
    return all.front();
}

}  // namespace

ChangeKind parse_change_kind(std::string_view text) {
    return parsed(text, std::array{ChangeKind::quota, ChangeKind::closed, ChangeKind::limited});
}

MoveAnswer parse_move_answer(std::string_view text) {
    return parsed(text,
                  std::array{MoveAnswer::none, MoveAnswer::accepted, MoveAnswer::chose_again, MoveAnswer::waits, MoveAnswer::came_anyway});
}

ReturnOfferState parse_return_offer_state(std::string_view text) {
    return parsed(text,
                  std::array{ReturnOfferState::lapsed, ReturnOfferState::open, ReturnOfferState::accepted, ReturnOfferState::declined});
}

PlaceBefore parse_place_before(std::string_view text) {
    return parsed(text, std::array{PlaceBefore::none, PlaceBefore::held, PlaceBefore::offered});
}

}  // namespace booking
