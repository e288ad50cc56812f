#include "modules/interviews/rules_table.hpp"

#include <algorithm>
#include <cstdlib>

namespace interviews {
namespace {

bool needs(const Meeting& one, int kind) { return (one.needs >> kind & 1) != 0; }
std::size_t at(int number) { return static_cast<std::size_t>(number); }

}  // namespace

bool could_stand(const Day& day, const Meeting& one, int slot) {
    if (day.person_there[one.person][at(slot)] == 0 || day.lines_open[one.company][at(slot)] == 0) return false;
    for (int kind = 0; kind < shared_kinds; ++kind)
        if (needs(one, kind) && day.shared[at(kind)] == 0) return false;
    return true;
}

Table::Table(const Day& day)
    : day_(day),
      slot_(day.meetings.size(), unplaced),
      of_company_(day.lines_open.size(), std::vector<std::vector<std::size_t>>(at(day.slots))),
      of_person_(day.person_there.size()),
      used_(shared_kinds, std::vector<int>(at(day.slots))) {}

int Table::taken(std::size_t company, int slot) const { return static_cast<int>(of_company_[company][at(slot)].size()); }

bool Table::is_person_free(const Meeting& one, int slot) const {
    return std::ranges::all_of(of_person_[one.person], [&](std::size_t other) { return std::abs(slot_[other] - slot) > day_.gap; });
}
bool Table::has_line(const Meeting& one, int slot) const { return taken(one.company, slot) < day_.lines_open[one.company][at(slot)]; }
bool Table::has_shared(const Meeting& one, int slot) const {
    for (int kind = 0; kind < shared_kinds; ++kind)
        if (needs(one, kind) && used_[at(kind)][at(slot)] >= day_.shared[at(kind)]) return false;
    return true;
}

bool Table::has_room(std::size_t meeting, int slot) const {
    const auto& one = day_.meetings[meeting];
    return could_stand(day_, one, slot) && is_person_free(one, slot) && has_line(one, slot) && has_shared(one, slot);
}

void Table::set(std::size_t meeting, int slot, int by) {
    const auto& one = day_.meetings[meeting];
    auto& company = of_company_[one.company][at(slot)];
    auto& person = of_person_[one.person];
    if (by > 0) {
        company.push_back(meeting);
        person.push_back(meeting);
    } else {
        std::erase(company, meeting);
        std::erase(person, meeting);
    }
    for (int kind = 0; kind < shared_kinds; ++kind)
        if (needs(one, kind)) used_[at(kind)][at(slot)] += by;
    slot_[meeting] = by > 0 ? slot : unplaced;
}

void Table::put(std::size_t meeting, int slot) { set(meeting, slot, 1); }

void Table::take(std::size_t meeting) { set(meeting, slot_[meeting], -1); }

void Table::restore(const std::vector<int>& slots) {
    for (std::size_t m = 0; m < slots.size(); ++m)
        if (slot_[m] != slots[m] && slot_[m] != unplaced) take(m);
    for (std::size_t m = 0; m < slots.size(); ++m)
        if (slot_[m] != slots[m]) put(m, slots[m]);
}

std::vector<std::vector<std::size_t>> Table::ways_to_clear(std::size_t meeting, int slot) const {
    const auto& one = day_.meetings[meeting];
    std::vector<std::vector<std::size_t>> ways(1);
    for (const auto other : of_person_[one.person])
        if (std::abs(slot_[other] - slot) <= day_.gap) ways.front().push_back(other);
    const auto also_one_of = [&](const std::vector<std::size_t>& choices, auto frees) {
        std::vector<std::vector<std::size_t>> more;
        for (const auto& way : ways) {
            if (std::ranges::any_of(way, frees)) {
                more.push_back(way);
                continue;
            }
            for (const auto choice : choices) {
                more.push_back(way);
                more.back().push_back(choice);
            }
        }
        ways = std::move(more);
    };
    const auto is_here = [&](std::size_t other) { return slot_[other] == slot; };
    if (!has_line(one, slot))
        also_one_of(of_company_[one.company][at(slot)],
                    [&](std::size_t other) { return is_here(other) && day_.meetings[other].company == one.company; });
    for (int kind = 0; kind < shared_kinds; ++kind) {
        if (!needs(one, kind) || used_[at(kind)][at(slot)] < day_.shared[at(kind)]) continue;
        std::vector<std::size_t> users;
        for (const auto& company : of_company_)
            for (const auto other : company[at(slot)])
                if (needs(day_.meetings[other], kind)) users.push_back(other);
        also_one_of(users, [&](std::size_t other) { return is_here(other) && needs(day_.meetings[other], kind); });
    }
    return ways;
}

WhyNot Table::why_not(std::size_t meeting) const {
    const auto& one = day_.meetings[meeting];
    std::vector<int> common;
    for (int slot = 0; slot < day_.slots; ++slot)
        if (day_.person_there[one.person][at(slot)] != 0 && day_.lines_open[one.company][at(slot)] > 0) common.push_back(slot);
    if (common.empty()) return WhyNot::never_there;
    const auto narrow = [&](auto stays) {
        std::erase_if(common, [&](int slot) { return !stays(slot); });
        return common.empty();
    };
    if (narrow([&](int slot) { return could_stand(day_, one, slot); })) return WhyNot::no_shared;
    if (narrow([&](int slot) { return has_line(one, slot); })) return WhyNot::company_full;
    if (narrow([&](int slot) { return is_person_free(one, slot); })) return WhyNot::person_busy;
    if (narrow([&](int slot) { return has_shared(one, slot); })) return WhyNot::shared_taken;
    return WhyNot::no_way;
}

}  // namespace interviews
