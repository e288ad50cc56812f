// Real queue days, called by our rules and forecast by our own figures: docs/performance.md shows the table.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <map>
#include <queue>
#include <set>
#include <sstream>

#include "base/text.hpp"
#include "modules/hall/rules.hpp"
#include "modules/hall/rules_wait.hpp"

using namespace hall;

namespace {

constexpr double not_served = -1;

struct Person {
    double comes{};
    double patience{not_served};  // leaves after so long without a call; not_served = stays
    double served_for{};          // call centre: how long the conversation took
    Line line{Line::walk_in};
};

struct Day {  // of one service
    std::string place;
    std::string service;
    std::string date;
    std::vector<Person> people;  // by arrival
    std::vector<double> calls;   // when a counter asked for the next person; empty = counters are simulated
    std::vector<double> leaves;  // somebody at the end of the line went home
    std::vector<int> counters;   // of each half hour, where they are simulated
};

// The recorded days knew one line. With `drawn`, one person in twenty has priority and one in four has booked, always the same
// ones: a harder hall, in which people do overtake each other.
enum class Lines { as_recorded, drawn };
Line line_of_person(std::size_t number, Lines lines) {
    const auto mixed = (number * 2654435761u) % 100;
    if (lines == Lines::as_recorded || mixed >= 30) return Line::walk_in;
    return mixed < 5 ? Line::priority : Line::booked;
}

struct Told {
    double waited{};
    Range range;
};

struct Outcome {
    std::vector<Told> told;
    std::size_t came{};
    std::size_t called{};
    std::size_t went_home{};
    int overtaken_most{};
};

// One day of one place: its services side by side, in the order of the clock.
class Replay {
  public:
    Replay(Forecaster& forecaster, const Policy& policy, Outcome& outcome) : forecaster_(forecaster), policy_(policy), outcome_(outcome) {}

    void run(const std::vector<const Day*>& days) {
        enum class What { arrival, call, leave };
        struct Step {
            double at{};
            What what{};
            Room* room{};
            std::size_t number{};
        };
        std::vector<Step> steps;
        std::deque<Room> rooms;
        for (const auto* day : days) {
            auto& room = rooms.emplace_back(Room{.day = day, .first_id = next_id_, .here = {}, .credits = {}, .busy = {}});
            next_id_ += static_cast<std::int64_t>(day->people.size());
            outcome_.came += day->people.size();
            for (std::size_t number = 0; number < day->people.size(); ++number)
                steps.push_back({day->people[number].comes, What::arrival, &room, number});
            for (const double at : day->calls) steps.push_back({at, What::call, &room, 0});
            for (const double at : day->leaves) steps.push_back({at, What::leave, &room, 0});
        }
        std::ranges::stable_sort(steps, {}, &Step::at);
        for (const auto& step : steps) {
            auto& room = *step.room;
            switch (step.what) {
                case What::arrival:
                    free_counters(room, step.at);
                    arrive(room, step.number, step.at);
                    free_counters(room, step.at);
                    break;
                case What::call: call(room, step.at); break;
                case What::leave: send_last_home(room); break;
            }
        }
        for (auto& room : rooms) {
            free_counters(room, 2 * 24 * 3600);
            while (!room.here.empty()) send_last_home(room);  // closed
        }
    }

  private:
    struct Room {
        const Day* day{};
        std::int64_t first_id{};
        std::vector<Waiting> here;
        Credits credits;
        std::priority_queue<double, std::vector<double>, std::greater<>> busy;  // simulated counters, until when
        double clock{};

        const Person& person(const Waiting& one) const { return day->people[static_cast<std::size_t>(one.ticket.value - first_id)]; }
    };

    void arrive(Room& room, std::size_t number, double at) {
        const auto id = room.first_id + static_cast<std::int64_t>(number);
        room.here.push_back({{id}, room.day->people[number].line, id, id, 0, policy_.overtaken_max});
        const auto shown = order(room.here, policy_, room.credits);
        const auto ahead = std::ranges::find(shown, booking::TicketId{id}) - shown.begin();
        ranges_[id] = forecaster_.arrived(room.day->service, id, at,
                                          {static_cast<int>(ahead), room.day->people[number].line, policy_.overtaken_max}, 600);
    }

    // How long the one who is called is served; empty when nobody waits.
    std::optional<double> call(Room& room, double at) {
        leave_impatient(room, at);
        const auto choice = choose(room.here, policy_, room.credits);
        if (!choice) return {};
        const auto one = room.here[choice->index];
        room.credits = choice->credits;
        room.here.erase(room.here.begin() + static_cast<std::ptrdiff_t>(choice->index));
        for (auto& other : room.here) {
            if (other.arrival < one.arrival) outcome_.overtaken_most = std::max(outcome_.overtaken_most, ++other.overtaken);
        }
        ++outcome_.called;
        CHECK(called_.insert(one.ticket.value).second);  // nobody is served twice
        forecaster_.called(room.day->service, one.ticket.value, at, !room.here.empty());
        const double waited = at - room.person(one).comes;
        if (waited >= 60) outcome_.told.push_back({waited, ranges_[one.ticket.value]});
        return room.person(one).served_for;
    }

    void leave_impatient(Room& room, double now) {
        std::erase_if(room.here, [&](const Waiting& one) {
            const auto& person = room.person(one);
            const bool gone = person.patience != not_served && person.comes + person.patience < now;
            if (gone) forecaster_.left(one.ticket.value);
            outcome_.went_home += gone;
            return gone;
        });
    }

    void send_last_home(Room& room) {
        if (room.here.empty()) return;
        forecaster_.left(room.here.back().ticket.value);
        room.here.pop_back();
        ++outcome_.went_home;
    }

    // Simulated counters: each takes the next person when its own is done.
    void free_counters(Room& room, double now) {
        if (room.day->counters.empty()) return;
        while (!room.here.empty()) {
            double at = std::max(room.clock, room.person(room.here.front()).comes);
            const auto half_hour = std::min(room.day->counters.size() - 1, static_cast<std::size_t>(at / 1800));
            const auto open = static_cast<std::size_t>(room.day->counters[half_hour]);
            while (!room.busy.empty() && room.busy.top() <= at) room.busy.pop();
            while (room.busy.size() >= open) {
                at = std::max(at, room.busy.top());
                room.busy.pop();
            }
            if (at > now) {  // not yet: the counter stays taken until then
                room.busy.push(at);
                return;
            }
            room.clock = at;
            const auto served_for = call(room, at);
            if (served_for) room.busy.push(at + *served_for);
        }
    }

    Forecaster& forecaster_;
    const Policy& policy_;
    Outcome& outcome_;
    std::map<std::int64_t, Range> ranges_;
    std::set<std::int64_t> called_;
    std::int64_t next_id_{1};
};

std::vector<std::vector<std::string>> rows_of(const std::string& name, std::size_t columns) {
    std::vector<std::vector<std::string>> rows;
    const char* folder = std::getenv("TEST_DATA");
    if (!folder) return rows;
    std::ifstream file(std::string(folder) + "/" + name);
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        auto cells = text::split(line, '\t');
        cells.resize(columns);
        rows.push_back(std::move(cells));
    }
    return rows;
}

double seconds_of(const std::string& clock) {
    const auto parts = text::split(clock, ':');
    double seconds = std::stod(parts[0]) * 3600 + std::stod(parts[1]) * 60;
    if (parts.size() > 2) seconds += std::stod(parts[2]);
    return seconds;
}

// Displays of eleven offices, a look every few minutes: how many wait and which number was called last. Between two looks
// the changes are spread evenly. More people gone than called: the first two were called unseen, others went home.
std::vector<Day> office_days(Lines lines) {
    std::map<std::string, Day> days;
    struct Look {
        double at{};
        int waiting{};
        std::optional<int> number;
    };
    std::map<std::string, Look> last;
    for (const auto& row : rows_of("queue_offices_2020-01_a.tsv", 8)) {
        const auto key = row[1] + "|" + row[0] + "|" + row[3];
        auto& day = days[key];
        day.place = row[0];
        day.service = row[3];
        day.date = row[1];
        Look look{seconds_of(row[2]), std::stoi(row[4]), {}};
        std::string digits;
        for (const char c : row[6]) {
            if (c >= '0' && c <= '9') digits += c;
        }
        if (!digits.empty()) look.number = std::stoi(digits.substr(0, 6));
        const auto before = last.find(key);
        const auto come = [&](double at) { day.people.push_back({.comes = at, .line = line_of_person(day.people.size(), lines)}); };
        if (before == last.end()) {
            for (int person = 0; person < look.waiting; ++person) come(look.at);
            last[key] = look;
            continue;
        }
        const auto& old = before->second;
        int calls = 0;
        if (look.number && old.number && *look.number > *old.number && *look.number - *old.number < 60) calls = *look.number - *old.number;
        if (look.number && !old.number && *look.number < 15) calls = *look.number;
        int came = look.waiting - old.waiting + calls;
        int home = 0;
        if (came < 0) {
            (came >= -2 ? calls : home) -= came;
            came = 0;
        }
        const double span = look.at - old.at;
        for (int person = 0; person < came; ++person) come(old.at + span * (person + 0.5) / came);
        for (int call = 0; call < calls; ++call) day.calls.push_back(old.at + span * (call + 0.75) / calls);
        for (int person = 0; person < home; ++person) day.leaves.push_back(look.at - 1);
        if (!look.number) look.number = old.number;
        last[key] = look;
    }
    std::vector<Day> list;
    for (auto& [key, day] : days) {
        if (!day.calls.empty()) list.push_back(std::move(day));
    }
    return list;
}

// A call centre: who rang when, how long the conversation took, how long those who hung up had waited. How many agents there
// were is how many spoke at once in each half hour.
std::vector<Day> call_centre_days(Lines lines) {
    std::map<std::string, Day> days;
    std::map<std::string, std::vector<std::pair<double, double>>> talks;
    for (const auto& row : rows_of("queue_callcentre_1999-02a.tsv", 8)) {
        if (row[6] == "PHANTOM") continue;
        auto& day = days[row[0]];
        day.place = "call centre";
        day.service = "calls";
        day.date = row[0];
        Person person{.comes = seconds_of(row[1]) + std::stod(row[4]), .served_for = std::max(1.0, std::stod(row[7]))};
        const double waited = std::stod(row[5]);
        if (row[6] == "HANG") {
            if (waited <= 0) continue;  // never stood in the line
            person.patience = waited;
            person.served_for = 180;
        } else {
            talks[row[0]].emplace_back(person.comes + waited, person.comes + waited + person.served_for);
        }
        person.line = line_of_person(day.people.size(), lines);
        day.people.push_back(person);
    }
    std::vector<Day> list;
    for (auto& [date, day] : days) {
        std::ranges::stable_sort(day.people, {}, &Person::comes);
        day.counters.assign(56, 1);
        for (std::size_t half = 0; half < day.counters.size(); ++half) {
            std::vector<std::pair<double, int>> edges;
            for (const auto& [from, to] : talks[date]) {
                if (to < static_cast<double>(half) * 1800 || from > static_cast<double>(half + 1) * 1800) continue;
                edges.emplace_back(from, 1);
                edges.emplace_back(to, -1);
            }
            std::ranges::sort(edges);
            int now = 0;
            for (const auto& [at, change] : edges) day.counters[half] = std::max(day.counters[half], now += change);
        }
        list.push_back(std::move(day));
    }
    return list;
}

template <class List>
double median(List list) {
    if (list.empty()) return 0;
    std::ranges::sort(list);
    return list[list.size() / 2];
}

void judge(const char* name, const std::vector<Day>& days, Lines lines) {
    const Policy policy;
    std::map<std::string, std::vector<const Day*>> by_place;
    for (const auto& day : days) by_place[day.place].push_back(&day);
    Outcome all;
    std::printf("\n%-22s %8s %8s %9s %9s %9s %6s %9s\n", name, "tickets", "called", "went home", "wait p50", "range p50", "ratio",
                "inside");
    const auto line = [](const std::string& place, const Outcome& one) {
        std::vector<double> waits;
        std::vector<double> widths;
        double inside = 0;
        for (const auto& [waited, range] : one.told) {
            waits.push_back(waited / 60);
            widths.push_back((range.high - range.low) / 60.0);
            inside += range.low <= waited && waited <= range.high;
        }
        const double ratio = median(widths) / std::max(0.1, median(waits));
        const double share = inside / std::max<double>(1, static_cast<double>(one.told.size()));
        std::printf("%-22s %8zu %8zu %9zu %7.1f m %7.1f m %6.2f %8.1f%%\n", place.c_str(), one.came, one.called, one.went_home,
                    median(waits), median(widths), ratio, 100 * share);
        return std::pair(share, ratio);
    };
    for (auto& [place, list] : by_place) {
        std::ranges::stable_sort(list, {}, [](const Day* day) { return day->date; });
        Outcome outcome;
        Forecaster forecaster;
        for (std::size_t first = 0; first < list.size();) {
            const auto last = std::find_if(list.begin() + static_cast<std::ptrdiff_t>(first), list.end(),
                                           [&](const Day* day) { return day->date != list[first]->date; });
            Replay(forecaster, policy, outcome).run({list.begin() + static_cast<std::ptrdiff_t>(first), last});
            first = static_cast<std::size_t>(last - list.begin());
            forecaster.begin_day();
            forecaster = Forecaster(forecaster.learned());  // as between two days in the office
        }
        line(place, outcome);
        CHECK(outcome.came == outcome.called + outcome.went_home);  // nobody is lost
        CHECK(outcome.overtaken_most <= policy.overtaken_max);
        all.told.insert(all.told.end(), outcome.told.begin(), outcome.told.end());
        all.came += outcome.came;
        all.called += outcome.called;
        all.went_home += outcome.went_home;
        all.overtaken_most = std::max(all.overtaken_most, outcome.overtaken_most);
    }
    const auto [share, ratio] = line("all", all);
    std::printf("overtaken most: %d of %d promised\n", all.overtaken_most, policy.overtaken_max);
    CHECK(share >= 0.80);
    if (lines == Lines::as_recorded) CHECK(ratio <= 1.5);
}

}  // namespace

TEST_CASE("real days at office counters: nobody lost or called twice, and the range that people are told keeps its word") {
    const auto days = office_days(Lines::as_recorded);
    if (days.empty()) {
        MESSAGE("skipped: TEST_DATA names no folder with queue_offices_2020-01_a.tsv");
        return;
    }
    judge("offices, as recorded", days, Lines::as_recorded);
    judge("offices, three lines", office_days(Lines::drawn), Lines::drawn);
}

TEST_CASE("real days of a call centre: nobody lost or called twice, and the range that people are told keeps its word") {
    const auto days = call_centre_days(Lines::as_recorded);
    if (days.empty()) {
        MESSAGE("skipped: TEST_DATA names no folder with queue_callcentre_1999-02a.tsv");
        return;
    }
    judge("call centre, recorded", days, Lines::as_recorded);
    judge("call centre, 3 lines", call_centre_days(Lines::drawn), Lines::drawn);
}
