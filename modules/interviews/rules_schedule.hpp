#pragma once

#include <cstdint>
#include <vector>

// When who is to meet whom: each meeting of a person with a company gets a slot and a line of that company.
//
// On a day without limits (everybody is there all day, no gap, nothing shared) the answer is exact. A bipartite multigraph
// can be coloured with as many colours as its busiest node has edges (König 1916); alternating paths find the colours. Where
// somebody has more meetings than there are slots, a largest part that fits is chosen first.
//
// With hours of people and lines, a gap and shared rooms it is timetabling, which is hard in general (Even, Itai & Shamir
// 1976): the scarcest slot first, in each the most valuable matching, then chains that move others to make room. More are
// never placed than fit; who could not be placed is told why.
namespace interviews {

constexpr int unplaced = -1;
constexpr int shared_kinds = 2;  // an interpreter, a quiet room

struct Meeting {
    std::uint32_t person{};
    std::uint32_t company{};
    std::uint8_t needs{};  // bit k: shared thing k
    std::int32_t value{};  // what it is worth to place it, among those that compete
    std::uint64_t key{};   // durable: the draw among equals goes by it
    int slot{unplaced};    // stays there when `is_fixed`
    int line{unplaced};
    bool is_fixed{};
};

struct Day {
    int slots{};
    int gap{};                                                 // slots that a person has free between two meetings
    std::vector<std::vector<char>> person_there;               // by person and slot
    std::vector<std::vector<int>> lines_open;                  // by company and slot
    std::vector<int> shared = std::vector<int>(shared_kinds);  // how many of each kind at a time
    std::vector<Meeting> meetings;
    std::uint64_t lottery{1};
};

// Why a meeting found no place, the first that is true.
enum class WhyNot {
    none,          // it has one
    never_there,   // the person and the company are never there at the same time
    no_shared,     // what the person needs is not there on this day
    company_full,  // all lines are taken whenever both are there
    person_busy,   // the person's other meetings, with the gap, take the rest
    shared_taken,  // what the person needs is taken in the rest
    no_way,        // each time one of these
};

struct Place {
    int slot{unplaced};
    int line{unplaced};
    WhyNot why{WhyNot::none};
};

struct Schedule {
    std::vector<Place> places;  // by meeting
    int placed{};
};

Schedule arrange(const Day& day);

// Whether the exact way is open: nothing limits the day but the number of slots and lines.
bool is_free(const Day& day);

// What is wrong with a plan: somebody in two places, without the gap, at a time they are not there; a line too many or taken
// twice; more than there is of what is shared; a fixed one that moved. Empty: nothing.
enum class Fault { two_places, gap, not_there, line, shared, moved };
std::vector<Fault> faults_of(const Day& day, const Schedule& schedule);

}  // namespace interviews
