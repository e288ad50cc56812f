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
    std::vector<Person> people;   // by arrival
    std::vector<double> calls;    // when a counter asked for the next person; empty = counters are simulated
    std::vector<double> leaves;   // somebody at the end of the line went home
    std::vector<int> counters;    // of each half hour, where they are simulated
};

// One person in twenty has priority, one in four has booked: always the same ones.
Line line_of_person(std::size_t number) {
    const auto mixed = (number * 2654435761u) % 100;
    return mixed < 5 ? Line::priority : mixed < 30 ? Line::booked : Line::walk_in;
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
    std::size_t by_priority{};
};

class Replay {
  public:
    Replay(Forecaster& forecaster, const Policy& policy) : forecaster_(forecaster), policy_(policy) {}

    void run(const Day& day, Outcome& outcome) {
        day_ = &day;
        outcome_ = &outcome;
        here_.clear();
        credits_ = {};
        std::size_t next_call = 0;
        std::size_t next_leave = 0;
        double last = 0;
        for (std::size_t number = 0; number < day.people.size();) {
            const double comes = day.people[number].comes;
            while (next_call < day.calls.size() && day.calls[next_call] < comes) call(day.calls[next_call++]);
            while (next_leave < day.leaves.size() && day.leaves[next_leave] < comes) send_last_home(next_leave++);
            if (day.calls.empty()) free_counters(comes);
            arrive(number++, comes);
            if (day.calls.empty()) free_counters(comes);
            last = comes;
        }
        while (next_call < day.calls.size()) call(day.calls[next_call++]);
        if (day.calls.empty()) free_counters(last + 24 * 3600);
        while (!here_.empty()) send_last_home(0);  // closed
        outcome.came += day.people.size();
    }

  private:
    void arrive(std::size_t number, double at) {
        const auto id = static_cast<std::int64_t>(number) + 1;
        const auto& person = day_->people[number];
        here_.push_back({{id}, person.line, id, id, 0, policy_.overtaken_max});
        const auto shown = order(here_, policy_, credits_);
        const auto ahead = std::ranges::find(shown, booking::TicketId{id}) - shown.begin();
        ranges_[id] = forecaster_.arrived(day_->service, id, at, static_cast<int>(ahead), 600);
    }

    std::optional<std::size_t> call(double at) {
        leave_impatient(at);
        const auto choice = choose(here_, policy_, credits_);
        if (!choice) return {};
        const auto one = here_[choice->index];
        credits_ = choice->credits;
        here_.erase(here_.begin() + static_cast<std::ptrdiff_t>(choice->index));
        for (auto& other : here_) {
            if (other.arrival > one.arrival) continue;
            outcome_->overtaken_most = std::max(outcome_->overtaken_most, ++other.overtaken);
            outcome_->by_priority += one.line == Line::priority;
        }
        ++outcome_->called;
        CHECK(called_.insert({day_, one.ticket.value}).second);  // nobody is served twice
        const auto number = static_cast<std::size_t>(one.ticket.value - 1);
        forecaster_.called(day_->service, one.ticket.value, at, !here_.empty());
        const double waited = at - day_->people[number].comes;
        if (waited >= 60) outcome_->told.push_back({waited, ranges_[one.ticket.value]});
        return number;
    }

    void leave_impatient(double now) {
        std::erase_if(here_, [&](const Waiting& one) {
            const auto& person = day_->people[static_cast<std::size_t>(one.ticket.value - 1)];
            const bool gone = person.patience != not_served && person.comes + person.patience < now;
            if (gone) {
                forecaster_.left(one.ticket.value);
                ++outcome_->went_home;
            }
            return gone;
        });
    }

    void send_last_home(std::size_t) {
        if (here_.empty()) return;
        forecaster_.left(here_.back().ticket.value);
        here_.pop_back();
        ++outcome_->went_home;
    }

    // Simulated counters: each takes the next person when its own is done.
    void free_counters(double now) {
        while (!here_.empty()) {
            const auto half_hour = [&](double at) { return std::min(day_->counters.size() - 1, static_cast<std::size_t>(at / 1800)); };
            double at = std::max(busy_.empty() ? 0 : busy_.top(), here_.front().ticket ? earliest() : 0);
            const auto open = static_cast<std::size_t>(day_->counters[half_hour(std::max(at, earliest()))]);
            if (busy_.size() < open) at = earliest();
            else {
                at = std::max(at, busy_.top());
                if (at > now) return;
                while (busy_.size() >= open && !busy_.empty() && busy_.top() <= at) busy_.pop();
                if (busy_.size() >= open) return;
            }
            at = std::max(at, clock_);
            if (at > now) return;
            clock_ = at;
            const auto number = call(at);
            if (!number) return;
            busy_.push(at + day_->people[*number].served_for);
        }
    }
    double earliest() const {
        double first = 1e12;
        for (const auto& one : here_) first = std::min(first, day_->people[static_cast<std::size_t>(one.ticket.value - 1)].comes);
        return first;
    }

    Forecaster& forecaster_;
    const Policy& policy_;
    const Day* day_{};
    Outcome* outcome_{};
    std::vector<Waiting> here_;
    Credits credits_;
    std::map<std::int64_t, Range> ranges_;
    std::set<std::pair<const Day*, std::int64_t>> called_;
    std::priority_queue<double, std::vector<double>, std::greater<>> busy_;
    double clock_{};
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
std::vector<Day> office_days() {
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
        const auto come = [&](double at) { day.people.push_back({.comes = at, .line = line_of_person(day.people.size())}); };
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
std::vector<Day> call_centre_days() {
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
        person.line = row[3] == "2" ? Line::booked : Line::walk_in;
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

void judge(const char* name, const std::vector<Day>& days) {
    const Policy policy;
    std::map<std::string, std::vector<const Day*>> by_place;
    for (const auto& day : days) by_place[day.place].push_back(&day);
    Outcome all;
    std::printf("\n%-22s %8s %8s %9s %9s %9s %6s %9s\n", name, "tickets", "called", "went home", "wait p50", "range p50", "ratio", "inside");
    const auto line = [](const std::string& place, const Outcome& one) {
        std::vector<double> waits;
        std::vector<double> widths;
        double inside = 0;
        for (const auto& [waited, range] : one.told) {
            waits.push_back(waited / 60);
            widths.push_back(range.high - range.low);
            inside += range.low * 60 <= waited && waited <= range.high * 60;
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
            forecaster.begin_day();
            auto last = first;
            while (last < list.size() && list[last]->date == list[first]->date) {
                Replay(forecaster, policy).run(*list[last], outcome);
                ++last;
            }
            first = last;
            // As between two days in the office: what was learned goes through its stored form.
        }
        line(place, outcome);
        CHECK(outcome.came == outcome.called + outcome.went_home);  // nobody is lost
        CHECK(outcome.overtaken_most <= policy.overtaken_max);
        all.told.insert(all.told.end(), outcome.told.begin(), outcome.told.end());
        all.came += outcome.came;
        all.called += outcome.called;
        all.went_home += outcome.went_home;
        all.overtaken_most = std::max(all.overtaken_most, outcome.overtaken_most);
        all.by_priority += outcome.by_priority;
    }
    const auto [share, ratio] = line("all", all);
    std::printf("overtaken most: %d of %d promised\n", all.overtaken_most, policy.overtaken_max);
    CHECK(share >= 0.80);
    CHECK(ratio <= 1.5);
}

}  // namespace

TEST_CASE("real days at office counters: nobody lost or called twice, and the range that people are told keeps its word") {
    const auto days = office_days();
    if (days.empty()) {
        MESSAGE("skipped: TEST_DATA names no folder with queue_offices_2020-01_a.tsv");
        return;
    }
    judge("offices, January 2020", days);
}

TEST_CASE("real days of a call centre: nobody lost or called twice, and the range that people are told keeps its word") {
    const auto days = call_centre_days();
    if (days.empty()) {
        MESSAGE("skipped: TEST_DATA names no folder with queue_callcentre_1999-02a.tsv");
        return;
    }
    judge("call centre, Feb 1999", days);
}
