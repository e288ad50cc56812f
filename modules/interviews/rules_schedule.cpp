#include "modules/interviews/rules_schedule.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/mix.hpp"
#include "modules/interviews/rules_colour.hpp"
#include "modules/interviews/rules_table.hpp"

namespace interviews {
namespace {

bool is_true(char one) { return one != 0; }

std::uint64_t draw(const Day& day, const Meeting& one, int attempt) {
    return mixed(mixed(day.lottery + static_cast<std::uint64_t>(attempt)) ^ one.key * golden_step);
}

// Worth most first, among equals by the draw. A later attempt asks the draw alone: it is there to place more.
std::vector<std::size_t> order_of(const Day& day, int attempt) {
    std::vector<std::size_t> order(day.meetings.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        const auto& one = day.meetings[a];
        const auto& other = day.meetings[b];
        if (attempt == 0 && one.value != other.value) return one.value > other.value;
        return std::pair(draw(day, one, attempt), one.key) < std::pair(draw(day, other, attempt), other.key);
    });
    return order;
}

// Each company is as many nodes as it has lines; its meetings go to them in turn.
void arrange_free(const Day& day, const std::vector<std::size_t>& order, Table& table) {
    std::vector<Edge> wanted;
    std::vector<int> most;
    for (const auto m : order) wanted.push_back({day.meetings[m].person, day.meetings[m].company});
    for (const auto& open : day.lines_open) most.push_back(day.slots == 0 ? 0 : open.front() * day.slots);
    const auto in = largest_part(wanted, day.person_there.size(), day.slots, most);

    std::vector<std::uint32_t> first_line{0};
    for (const auto& open : day.lines_open)
        first_line.push_back(first_line.back() + (day.slots == 0 ? 0 : static_cast<std::uint32_t>(open.front())));
    std::vector<Edge> edges;
    std::vector<std::size_t> meetings;
    std::vector<std::uint32_t> turn(day.lines_open.size());
    for (std::size_t at = 0; at < order.size(); ++at) {
        if (!is_true(in[at])) continue;
        const auto company = wanted[at].right;
        const auto lines = first_line[company + 1] - first_line[company];
        edges.push_back({wanted[at].left, first_line[company] + turn[company]++ % lines});
        meetings.push_back(order[at]);
    }
    const auto slots = coloured(edges, day.person_there.size(), first_line.back());
    for (std::size_t e = 0; e < edges.size(); ++e) table.put(meetings[e], slots[e]);
}

// --- with limits ---

// One slot: who meets whom in it, worth most in sum. Augmenting paths of the greatest gain (Bellman 1958), as many as gain.
class Matching {
  public:
    Matching(const Day& day, const std::vector<std::size_t>& meetings, const std::vector<std::int64_t>& gains, int slot)
        : day_(day),
          meetings_(meetings),
          gains_(gains),
          slot_(slot),
          in_(meetings.size()),
          person_in_(day.person_there.size(), no_edge),
          taken_(day.lines_open.size()) {}

    // Those chosen, as indexes into `meetings`. `taken`: lines of each company that are taken already.
    std::vector<std::size_t> solve(const std::vector<int>& taken) {
        taken_ = taken;
        while (augment()) {
        }
        std::vector<std::size_t> chosen;
        for (std::size_t e = 0; e < in_.size(); ++e)
            if (is_true(in_[e])) chosen.push_back(e);
        return chosen;
    }

  private:
    static constexpr std::size_t no_edge = static_cast<std::size_t>(-1);
    static constexpr std::int64_t unreached = -1;

    const Meeting& of(std::size_t e) const { return day_.meetings[meetings_[e]]; }

    bool augment() {
        std::vector<std::int64_t> person_gain(person_in_.size(), unreached), company_gain(taken_.size(), unreached);
        std::vector<std::size_t> by(taken_.size(), no_edge), back(person_in_.size(), no_edge);
        constexpr std::int64_t start = std::int64_t{1} << 50;  // keeps sums above `unreached`
        for (std::size_t p = 0; p < person_in_.size(); ++p)
            if (person_in_[p] == no_edge) person_gain[p] = start;
        for (bool changed = true; changed;) {
            changed = false;
            for (std::size_t e = 0; e < in_.size(); ++e) {
                const auto& one = of(e);
                if (!is_true(in_[e]) && person_gain[one.person] != unreached &&
                    person_gain[one.person] + gains_[e] > company_gain[one.company]) {
                    company_gain[one.company] = person_gain[one.person] + gains_[e];
                    by[one.company] = e;
                    changed = true;
                }
                if (is_true(in_[e]) && company_gain[one.company] != unreached &&
                    company_gain[one.company] - gains_[e] > person_gain[one.person]) {
                    person_gain[one.person] = company_gain[one.company] - gains_[e];
                    back[one.person] = e;
                    changed = true;
                }
            }
        }
        std::size_t end = taken_.size();
        for (std::size_t c = 0; c < taken_.size(); ++c)
            if (by[c] != no_edge && taken_[c] < day_.lines_open[c][static_cast<std::size_t>(slot_)] &&
                (end == taken_.size() || company_gain[c] > company_gain[end]))
                end = c;
        if (end == taken_.size() || company_gain[end] <= start) return false;
        ++taken_[end];
        for (auto company = end;;) {
            const auto e = by[company];
            const auto person = of(e).person;
            const auto dropped = person_in_[person] == no_edge ? no_edge : back[person];
            in_[e] = 1;
            person_in_[person] = e;
            if (dropped == no_edge) return true;
            in_[dropped] = 0;
            company = of(dropped).company;
        }
    }

    const Day& day_;
    const std::vector<std::size_t>& meetings_;
    const std::vector<std::int64_t>& gains_;
    int slot_;
    std::vector<char> in_;
    std::vector<std::size_t> person_in_;
    std::vector<int> taken_;
};

// Slots in which it could stand if it were alone.
int ways_of(const Day& day, const Meeting& one) {
    int ways = 0;
    for (int slot = 0; slot < day.slots; ++slot) ways += could_stand(day, one, slot) ? 1 : 0;
    return ways;
}

// The scarcest slot first: the one with the fewest that could use it for each line that is open.
std::vector<int> slots_by_scarcity(const Day& day) {
    std::vector<std::int64_t> wished(static_cast<std::size_t>(day.slots)), open(static_cast<std::size_t>(day.slots));
    for (int slot = 0; slot < day.slots; ++slot) {
        const auto at = static_cast<std::size_t>(slot);
        for (const auto& one : day.meetings) wished[at] += could_stand(day, one, slot) ? 1 : 0;
        for (const auto& lines : day.lines_open) open[at] += lines[at];
    }
    std::vector<int> order(static_cast<std::size_t>(day.slots));
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, [&](int a, int b) {
        const auto one = static_cast<std::size_t>(a), other = static_cast<std::size_t>(b);
        return wished[one] * std::max<std::int64_t>(open[other], 1) < wished[other] * std::max<std::int64_t>(open[one], 1);
    });
    return order;
}

void fill_slot(const Day& day, const std::vector<std::size_t>& order, int slot, const std::vector<int>& ways, Table& table) {
    std::vector<std::size_t> meetings;
    std::vector<std::int64_t> gains;
    std::int64_t turn = static_cast<std::int64_t>(order.size());
    for (const auto m : order) {
        --turn;
        if (table.slot(m) != unplaced || !table.has_room(m, slot)) continue;
        meetings.push_back(m);
        // One more placed is worth more than who it is; who has few ways left comes before who has many.
        gains.push_back((std::int64_t{1} << 40) + ((std::int64_t{1} << 30) / std::max(ways[m], 1)) + turn);
    }
    std::vector<int> taken;
    for (std::size_t company = 0; company < day.lines_open.size(); ++company) taken.push_back(table.taken(company, slot));
    Matching matching(day, meetings, gains, slot);
    for (const auto e : matching.solve(taken))
        if (table.has_room(meetings[e], slot)) table.put(meetings[e], slot);  // shared things may have run out in between
}

constexpr int deepest_chain = 6;
constexpr int deepest_trade = 4;
constexpr int attempts = 12;
constexpr int steps_a_chain = 4'000;
constexpr int steps_a_day = 1'000'000;  // about a second; then it ends with what it has

// Makes room for a meeting by moving others, which may move others in their turn: depth first, each is moved at most once on
// a way. All of them find a place, or nobody moves.
class Chains {
  public:
    Chains(const Day& day, Table& table, int& budget) : day_(day), table_(table), is_moved_(day.meetings.size()), budget_(budget) {}

    bool insert(std::size_t meeting, int depth) {
        const int steps = std::min(steps_a_chain, budget_);
        steps_ = steps;
        waiting_ = {meeting};
        const bool done = settle(depth);
        std::ranges::fill(is_moved_, char{0});
        budget_ -= steps - std::max(steps_, 0);
        return done;
    }
    bool may_go_on() const { return budget_ > 0; }

  private:
    // Those in `waiting_`, at the price of `depth` clearings.
    bool settle(int depth) {
        if (waiting_.empty()) return true;
        if (--steps_ < 0) return false;
        const auto meeting = waiting_.back();
        waiting_.pop_back();
        is_moved_[meeting] = 1;
        if (in_free_slot(meeting, depth) || (depth > 0 && in_cleared_slot(meeting, depth))) return true;
        is_moved_[meeting] = 0;
        waiting_.push_back(meeting);
        return false;
    }

    bool in_free_slot(std::size_t meeting, int depth) {
        for (int slot = 0; slot < day_.slots; ++slot) {
            if (!table_.has_room(meeting, slot)) continue;
            table_.put(meeting, slot);
            if (settle(depth)) return true;
            table_.take(meeting);
        }
        return false;
    }

    bool in_cleared_slot(std::size_t meeting, int depth) {
        for (int slot = 0; slot < day_.slots; ++slot) {
            if (!could_stand(day_, day_.meetings[meeting], slot)) continue;
            for (const auto& out : table_.ways_to_clear(meeting, slot)) {
                if (out.empty()) continue;
                if (std::ranges::any_of(out, [&](std::size_t one) { return day_.meetings[one].is_fixed || is_moved_[one] != 0; })) continue;
                if (clear(meeting, slot, out, depth)) return true;
                if (steps_ < 0) return false;
            }
        }
        return false;
    }

    bool clear(std::size_t meeting, int slot, const std::vector<std::size_t>& out, int depth) {
        std::vector<int> from;
        for (const auto one : out) {
            from.push_back(table_.slot(one));
            table_.take(one);
            waiting_.push_back(one);
        }
        table_.put(meeting, slot);
        if (settle(depth - 1)) return true;
        table_.take(meeting);
        waiting_.resize(waiting_.size() - out.size());
        for (std::size_t at = 0; at < out.size(); ++at) table_.put(out[at], from[at]);
        return false;
    }

    const Day& day_;
    Table& table_;
    std::vector<char> is_moved_;
    std::vector<std::size_t> waiting_;
    int steps_{};
    int& budget_;  // of the whole day
};

// Nothing that moves within the company's lines could help: all of them are taken as long as they are open.
bool is_sold_out(const Day& day, const Table& table, std::size_t company) {
    for (int slot = 0; slot < day.slots; ++slot)
        if (table.taken(company, slot) < day.lines_open[company][static_cast<std::size_t>(slot)]) return false;
    return true;
}

std::vector<std::size_t> waiting(const Day& day, const std::vector<std::size_t>& order, const Table& table) {
    std::vector<std::size_t> those;
    for (const auto m : order) {
        if (table.slot(m) != unplaced) continue;
        const auto why = table.why_not(m);
        if (why == WhyNot::never_there || why == WhyNot::no_shared || is_sold_out(day, table, day.meetings[m].company)) continue;
        those.push_back(m);
    }
    return those;
}

void lengthen(const Day& day, const std::vector<std::size_t>& order, Table& table, Chains& chains) {
    for (int depth = 0; depth <= deepest_chain; ++depth)
        for (const auto m : waiting(day, order, table))
            if (chains.may_go_on()) chains.insert(m, depth);
}

// One goes and two come: where somebody's gap, or a pair of shared things, stands between them.
bool trade(const Day& day, const std::vector<std::size_t>& order, Table& table, Chains& chains) {
    const auto those = waiting(day, order, table);
    for (const auto first : those)
        for (std::size_t out = 0; out < day.meetings.size(); ++out) {
            const auto& one = day.meetings[first];
            const auto& other = day.meetings[out];
            if (table.slot(out) == unplaced || other.is_fixed) continue;
            if (one.person != other.person && one.company != other.company && (one.needs & other.needs) == 0) continue;
            if (!chains.may_go_on()) return false;
            const auto before = table.slots();
            table.take(out);
            if (chains.insert(first, deepest_trade))
                for (const auto second : those)
                    if (table.slot(second) == unplaced && chains.insert(second, deepest_trade)) return true;
            table.restore(before);
        }
    return false;
}

void repair(const Day& day, const std::vector<std::size_t>& order, Table& table, Chains& chains) {
    do lengthen(day, order, table, chains);
    while (trade(day, order, table, chains));
}

// One that is worth more takes the place of one that is worth less, where nothing else is in its way.
bool exchange(const Day& day, const std::vector<std::size_t>& order, Table& table) {
    for (const auto m : order) {
        if (table.slot(m) != unplaced) continue;
        for (int slot = 0; slot < day.slots; ++slot) {
            if (!could_stand(day, day.meetings[m], slot)) continue;
            for (const auto& out : table.ways_to_clear(m, slot)) {
                if (out.size() != 1 || day.meetings[out.front()].is_fixed) continue;
                if (day.meetings[out.front()].value >= day.meetings[m].value) continue;
                table.take(out.front());
                table.put(m, slot);
                return true;
            }
        }
    }
    return false;
}

Table with_fixed(const Day& day) {
    Table table(day);
    for (std::size_t m = 0; m < day.meetings.size(); ++m)
        if (day.meetings[m].is_fixed) table.put(m, day.meetings[m].slot);
    return table;
}

std::ptrdiff_t placed(const Table& table) {
    return std::ranges::count_if(table.slots(), [](int slot) { return slot != unplaced; });
}

// True: somebody who waits might still be placed by another attempt.
bool attempt_within_limits(const Day& day, int attempt, Table& table, int& budget) {
    const auto order = order_of(day, attempt);
    std::vector<int> ways;
    for (const auto& one : day.meetings) ways.push_back(ways_of(day, one));
    // What is shared is scarce all day: who needs it is placed first, fewest ways first.
    auto scarce = order;
    std::ranges::stable_sort(scarce, {}, [&](std::size_t m) { return ways[m]; });
    Chains chains(day, table, budget);
    for (const auto m : scarce)
        if (day.meetings[m].needs != 0 && table.slot(m) == unplaced) chains.insert(m, deepest_trade);
    for (const int slot : slots_by_scarcity(day)) fill_slot(day, order, slot, ways, table);
    repair(day, order, table, chains);
    while (exchange(day, order, table)) repair(day, order, table, chains);
    return chains.may_go_on() && !waiting(day, order, table).empty();
}

void arrange_within_limits(const Day& day, Table& table) {
    int budget = steps_a_day;
    bool may_gain = attempt_within_limits(day, 0, table, budget);
    for (int attempt = 1; attempt < attempts && may_gain; ++attempt) {
        auto other = with_fixed(day);
        may_gain = attempt_within_limits(day, attempt, other, budget);
        if (placed(other) > placed(table)) table.restore(other.slots());
    }
}

// A line for each: fixed ones keep theirs, the others take the lowest that is left.
std::vector<int> lines_of(const Day& day, const Table& table) {
    std::vector<int> lines(day.meetings.size(), unplaced);
    std::vector<std::vector<std::vector<char>>> taken(day.lines_open.size());
    for (std::size_t company = 0; company < day.lines_open.size(); ++company)
        for (const int open : day.lines_open[company]) taken[company].emplace_back(static_cast<std::size_t>(open));
    for (const bool is_fixed : {true, false})
        for (std::size_t m = 0; m < lines.size(); ++m) {
            const auto& one = day.meetings[m];
            if (table.slot(m) == unplaced || one.is_fixed != is_fixed) continue;
            auto& there = taken[one.company][static_cast<std::size_t>(table.slot(m))];
            const auto line = is_fixed ? one.line : static_cast<int>(std::ranges::find(there, char{0}) - there.begin());
            there[static_cast<std::size_t>(line)] = 1;
            lines[m] = line;
        }
    return lines;
}

}  // namespace

bool is_free(const Day& day) {
    const auto all = [](const auto& rows, auto same) { return std::ranges::all_of(rows, same); };
    return day.gap == 0 && std::ranges::none_of(day.meetings, [](const Meeting& one) { return one.needs != 0 || one.is_fixed; }) &&
           all(day.person_there, [](const auto& there) { return std::ranges::all_of(there, is_true); }) &&
           all(day.lines_open, [](const auto& open) { return std::ranges::adjacent_find(open, std::not_equal_to<>()) == open.end(); });
}

Schedule arrange(const Day& day) {
    auto table = with_fixed(day);
    if (is_free(day))
        arrange_free(day, order_of(day, 0), table);
    else
        arrange_within_limits(day, table);
    Schedule made;
    const auto lines = lines_of(day, table);
    for (std::size_t m = 0; m < day.meetings.size(); ++m) {
        const int slot = table.slot(m);
        made.places.push_back({slot, lines[m], slot == unplaced ? table.why_not(m) : WhyNot::none});
        made.placed += slot == unplaced ? 0 : 1;
    }
    return made;
}

std::vector<Fault> faults_of(const Day& day, const Schedule& schedule) {
    std::vector<Fault> faults;
    const auto& meetings = day.meetings;
    const auto& places = schedule.places;
    for (std::size_t m = 0; m < meetings.size(); ++m) {
        const auto& one = meetings[m];
        const auto& at = places[m];
        if (one.is_fixed && (at.slot != one.slot || at.line != one.line)) faults.push_back(Fault::moved);
        if (at.slot == unplaced) continue;
        const auto slot = static_cast<std::size_t>(at.slot);
        if (!is_true(day.person_there[one.person][slot])) faults.push_back(Fault::not_there);
        if (at.line < 0 || at.line >= day.lines_open[one.company][slot]) faults.push_back(Fault::line);
        for (int kind = 0; kind < shared_kinds; ++kind) {
            int used = 0;
            for (std::size_t other = 0; other < meetings.size(); ++other)
                used += places[other].slot == at.slot && (meetings[other].needs >> kind & 1) != 0 ? 1 : 0;
            if (used > day.shared[static_cast<std::size_t>(kind)]) faults.push_back(Fault::shared);
        }
        for (std::size_t other = m + 1; other < meetings.size(); ++other) {
            if (places[other].slot == unplaced) continue;
            const int apart = std::abs(places[other].slot - at.slot);
            if (meetings[other].person == one.person && apart == 0) faults.push_back(Fault::two_places);
            if (meetings[other].person == one.person && apart <= day.gap) faults.push_back(Fault::gap);
            if (meetings[other].company == one.company && apart == 0 && places[other].line == at.line) faults.push_back(Fault::line);
        }
    }
    return faults;
}

}  // namespace interviews
