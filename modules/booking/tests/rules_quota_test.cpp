#include "modules/booking/rules_quota.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>
#include <tuple>

using namespace booking;

namespace {

const Date wednesday = *Date::parse("2026-03-04");
const QuotaPolicy policy{30, 2};

std::vector<Holder> holders(int count, int first_ticket = 100) {
    std::vector<Holder> list;
    for (int number = 1; number <= count; ++number) list.push_back({{first_ticket + number}, number, TicketState::booked});
    return list;
}

Cut evening(int quota, std::vector<Holder> people) { return {{1}, wednesday, {19 * 60}, quota, 0, false, std::move(people)}; }

// What must hold for every plan whatever the day was.
struct Broken {
    std::vector<std::string> why;
    void expect(bool holds, const char* what) {
        if (!holds) why.emplace_back(what);
    }
};

int rank_of_day(const std::map<TicketId, Date>& day, TicketId ticket, Date own, bool keeps) {
    if (keeps) return 0;
    const auto found = day.find(ticket);
    return found == day.end() ? 1'000'000 : 1 + (found->second - own);
}

std::vector<std::string> faults(const std::vector<Cut>& cuts, const std::vector<Room>& rooms, const QuotaPlan& plan,
                                const QuotaPolicy& used) {
    Broken broken;
    std::set<TicketId> kept;
    std::map<TicketId, Date> day;
    std::set<TicketId> unplaced;
    std::map<WindowId, int> arrived;
    std::map<WindowId, int> stayed;
    for (const auto& one : plan.keeps) {
        kept.insert(one.holder.ticket);
        ++stayed[one.window];
    }
    for (const auto& one : plan.moves) {
        day.emplace(one.holder.ticket, one.date);
        ++arrived[one.to];
    }
    for (const auto& one : plan.unplaced) unplaced.insert(one.holder.ticket);
    std::size_t people = 0;
    for (const auto& cut : cuts) {
        people += cut.holders.size();
        int here = 0;
        for (const auto& holder : cut.holders) {
            const auto in = kept.contains(holder.ticket) + day.contains(holder.ticket) + unplaced.contains(holder.ticket);
            broken.expect(in == 1, "somebody is lost, or stands in the plan twice");
            if (holder.state != TicketState::booked) {
                ++here;
                broken.expect(kept.contains(holder.ticket), "somebody who is here is sent away");
            }
        }
        const int in_force = cut.closes ? 0 : std::max(0, cut.quota - cut.spent);
        broken.expect(stayed[cut.window] + arrived[cut.window] <= std::max(in_force, here), "a quota does not hold");
        for (const auto& a : cut.holders) {
            for (const auto& b : cut.holders) {
                const bool same_class = (a.protection == Protection::none) == (b.protection == Protection::none);
                if (!same_class || a.number >= b.number || a.state != TicketState::booked || b.state != TicketState::booked) continue;
                broken.expect(rank_of_day(day, a.ticket, cut.date, kept.contains(a.ticket)) <=
                                  rank_of_day(day, b.ticket, cut.date, kept.contains(b.ticket)),
                              "the order inside a class is inverted");
            }
        }
        for (const auto& holder : cut.holders) {
            if (holder.protection == Protection::none || holder.state != TicketState::booked || kept.contains(holder.ticket)) continue;
            const bool ordinary_kept = std::ranges::any_of(cut.holders, [&](const Holder& other) {
                return other.protection == Protection::none && other.state == TicketState::booked && kept.contains(other.ticket);
            });
            broken.expect(!ordinary_kept, "a protected person moved while another stayed");
        }
    }
    broken.expect(people == plan.keeps.size() + plan.moves.size() + plan.unplaced.size(), "the plan has other people");
    for (const auto& room : rooms) broken.expect(arrived[room.window] <= std::max(0, room.free), "a later quota does not hold");
    for (const auto& one : plan.moves) {
        const auto cut = std::ranges::find(cuts, one.from, &Cut::window);
        broken.expect(one.date >= cut->date && one.date - cut->date <= used.days_later_max,
                      "a day before the old one, or beyond the horizon");
    }
    return broken.why;
}

}  // namespace

TEST_CASE("a quota cut keeps the lowest numbers and moves the others in their order, the same part of the day first") {
    const std::vector<Room> rooms{
        {{2}, wednesday + 2, {8 * 60}, 3}, {{3}, wednesday + 2, {19 * 60}, 2}, {{4}, wednesday + 7, {19 * 60}, 9}};
    const auto plan = plan_quota({evening(4, holders(12))}, rooms, policy);
    REQUIRE(plan.keeps.size() == 4);
    REQUIRE(plan.moves.size() == 8);
    CHECK(plan.unplaced.empty());
    CHECK(plan.keeps.back().holder.number == 4);
    CHECK(plan.moves[0].holder.number == 5);
    CHECK(plan.moves[0].to == WindowId{3});  // the evening of that day before its morning
    CHECK(plan.moves[2].to == WindowId{2});  // a morning in two days is worth as much as an evening in four
    CHECK(plan.moves[2].rule == MoveRule::other_part);
    CHECK(plan.moves[5].to == WindowId{4});
    for (std::size_t one = 1; one < plan.moves.size(); ++one) CHECK(plan.moves[one - 1].date <= plan.moves[one].date);
}

TEST_CASE("who works by day waits a little longer for another evening, if the office says so") {
    const std::vector<Room> rooms{{{2}, wednesday + 1, {8 * 60}, 5}, {{4}, wednesday + 2, {19 * 60}, 5}};
    const auto plan = plan_quota({evening(0, holders(5))}, rooms, {30, 3});
    for (const auto& move : plan.moves) CHECK(move.to == WindowId{4});
    const auto quick = plan_quota({evening(0, holders(5))}, rooms, {30, 0});
    for (const auto& move : quick.moves) CHECK(move.to == WindowId{2});
}

TEST_CASE("whoever is already in the hall is served, and who finds no room keeps the number") {
    auto list = holders(3);
    list[2].state = TicketState::checked_in;
    const auto plan = plan_quota({evening(1, list)}, {}, policy);
    REQUIRE(plan.keeps.size() == 1);
    CHECK(plan.keeps[0].holder.number == 3);
    CHECK(plan.keeps[0].rule == KeepRule::is_here);
    REQUIRE(plan.unplaced.size() == 2);
    CHECK(plan.unplaced[0].holder.number == 1);
}

TEST_CASE("visits that ended have used their places up") {
    auto cut = evening(3, holders(4));
    cut.spent = 2;
    const auto plan = plan_quota({cut}, {}, policy);
    CHECK(plan.keeps.size() == 1);
    CHECK(plan.unplaced.size() == 3);
}

TEST_CASE("protected people keep the day before lower numbers do") {
    auto list = holders(6);
    list[5].protection = Protection::lane;
    list[4].protection = Protection::moved_before;
    const auto plan = plan_quota({evening(3, list)}, {{{2}, wednesday + 1, {19 * 60}, 9}}, policy);
    std::set<int> kept;
    for (const auto& one : plan.keeps) kept.insert(one.holder.number);
    CHECK(kept == std::set<int>{1, 5, 6});
}

TEST_CASE("a closed day sends everybody on, a second cut day takes only what its own people leave") {
    Cut closed{{1}, wednesday, {8 * 60}, 700, 0, true, holders(10)};
    Cut next{{2}, wednesday + 1, {8 * 60}, 8, 0, false, holders(5, 500)};
    const auto plan = plan_quota({next, closed}, {{{3}, wednesday + 2, {8 * 60}, 4}}, policy);
    CHECK(plan.keeps.size() == 5);
    std::map<WindowId, int> arrived;
    for (const auto& move : plan.moves) ++arrived[move.to];
    CHECK(arrived == std::map<WindowId, int>{{{2}, 3}, {{3}, 4}});
    CHECK(plan.unplaced.size() == 3);
}

TEST_CASE("nobody is moved beyond the horizon or to a day before the own one") {
    const std::vector<Room> rooms{{{2}, wednesday - 1, {19 * 60}, 9}, {{3}, wednesday, {8 * 60}, 9}, {{4}, wednesday + 31, {19 * 60}, 9}};
    const auto plan = plan_quota({evening(0, holders(3))}, rooms, policy);
    CHECK(plan.moves.empty());
    CHECK(plan.unplaced.size() == 3);
}

TEST_CASE("29 February is a day like others") {
    const Date leap = *Date::parse("2028-02-28");
    Cut cut{{1}, leap, {8 * 60}, 0, 0, false, holders(2)};
    const auto plan =
        plan_quota({cut}, {{{2}, *Date::parse("2028-02-29"), {8 * 60}, 1}, {{3}, *Date::parse("2028-03-01"), {8 * 60}, 1}}, policy);
    REQUIRE(plan.moves.size() == 2);
    CHECK(plan.moves[0].date.iso() == "2028-02-29");
    CHECK(plan.moves[1].date.iso() == "2028-03-01");
}

namespace {

struct Town {
    std::vector<Cut> cuts;
    std::vector<Room> rooms;
    QuotaPolicy policy;
};

Town random_town(std::mt19937& dice) {
    const auto roll = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(dice); };
    Town town;
    town.policy = {roll(1, 40), roll(0, 6)};
    std::int64_t id = 1;
    std::int64_t ticket = 1000;
    const int days = roll(1, 3);
    for (int day = 0; day < days; ++day) {
        for (const int opens : {8 * 60, 13 * 60, 19 * 60}) {
            if (roll(0, 2) == 0) continue;
            Cut cut{{id++}, wednesday + day, {opens}, roll(0, 60), roll(0, 5), roll(0, 9) == 0, {}};
            const int people = roll(0, 80);
            int number = 0;
            for (int one = 0; one < people; ++one) {
                number += roll(1, 3);  // cancelled numbers leave gaps
                const int kind = roll(0, 19);
                cut.holders.push_back({{ticket++},
                                       number,
                                       kind == 0   ? TicketState::checked_in
                                       : kind == 1 ? TicketState::called
                                                   : TicketState::booked,
                                       kind == 2   ? Protection::lane
                                       : kind == 3 ? Protection::moved_before
                                       : kind == 4 ? Protection::traveller
                                                   : Protection::none});
            }
            town.cuts.push_back(std::move(cut));
        }
    }
    const int rooms = roll(0, 40);
    for (int one = 0; one < rooms; ++one)
        town.rooms.push_back(
            {{id++}, wednesday + roll(-1, 45), {std::array{8 * 60, 13 * 60, 19 * 60}[static_cast<std::size_t>(roll(0, 2))]}, roll(-2, 30)});
    return town;
}

}  // namespace

TEST_CASE("1,000 random days: no inversion, every quota holds, everybody stays, moves or waits, protected people first") {
    std::mt19937 dice(20201109);
    int moved = 0;
    int waiting = 0;
    for (int day = 0; day < 1000; ++day) {
        const auto town = random_town(dice);
        const auto plan = plan_quota(town.cuts, town.rooms, town.policy);
        moved += static_cast<int>(plan.moves.size());
        waiting += static_cast<int>(plan.unplaced.size());
        const auto found = faults(town.cuts, town.rooms, plan, town.policy);
        REQUIRE_MESSAGE(found.empty(), "day ", day, ": ", found.front());
        const auto again = plan_quota(town.cuts, town.rooms, town.policy);
        REQUIRE(again.moves.size() == plan.moves.size());
    }
    CHECK(moved > 1000);
    CHECK(waiting > 1000);
}

TEST_CASE("the checker of those days sees an inversion, a lost person and an oversold day") {
    std::mt19937 dice(7);
    int seen = 0;
    for (int day = 0; day < 200; ++day) {
        const auto town = random_town(dice);
        auto plan = plan_quota(town.cuts, town.rooms, town.policy);
        // Without the order: the first and the last of a class change places.
        for (auto& late : plan.moves) {
            auto& early = plan.moves.front();
            if (late.from != early.from || late.date == early.date ||
                (late.holder.protection == Protection::none) != (early.holder.protection == Protection::none))
                continue;
            std::swap(late.holder, early.holder);
            CHECK(!faults(town.cuts, town.rooms, plan, town.policy).empty());
            std::swap(late.holder, early.holder);
            ++seen;
            break;
        }
        if (plan.moves.empty()) continue;
        const auto lost = plan.moves.back();
        plan.moves.pop_back();
        CHECK(!faults(town.cuts, town.rooms, plan, town.policy).empty());
        plan.moves.push_back(lost);
        // Without the quota: everybody into the first room.
        if (!town.rooms.empty() && plan.moves.size() > 40) {
            for (auto& move : plan.moves) move.to = town.rooms.front().window;
            CHECK(!faults(town.cuts, town.rooms, plan, town.policy).empty());
        }
    }
    CHECK(seen > 20);
}

TEST_CASE("limited service leaves at least one place where there was one") {
    CHECK(limited_quota(700, 15) == 105);
    CHECK(limited_quota(3, 10) == 1);
    CHECK(limited_quota(0, 50) == 0);
    CHECK(limited_quota(10, 0) == 0);
    CHECK(old_day_reserve(600, 5) == 30);
    CHECK(old_day_reserve(1, 5) == 1);
    CHECK(old_day_reserve(0, 5) == 0);
}
