#include "modules/matching/rules_fairness.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include "base/mix.hpp"
#include "modules/matching/store_fairness.hpp"
#include "platform/clock/stopwatch.hpp"
#include "platform/testing/testing.hpp"

using namespace matching;

namespace {

// A stream of draws that is the same on every machine.
class Chance {
  public:
    explicit Chance(std::uint64_t seed) : state_(mixed(seed)) {}
    double next() { return static_cast<double>(mixed(state_ += golden_step) >> 11) / static_cast<double>(1ULL << 53); }
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(next() * static_cast<double>(end)); }

  private:
    std::uint64_t state_;
};

constexpr auto sex = static_cast<std::size_t>(Grouping::sex);
constexpr auto district = static_cast<std::size_t>(Grouping::district);

// Ten places, each filled with this chance: what a list looks like from the side of whoever is counted.
int exposure_with(Chance& chance, double filled) {
    std::vector<int> ranks;
    for (int place = 0; place < 10; ++place)
        if (chance.next() < filled) ranks.push_back(static_cast<int>(ranks.size()) + 1);
    return exposure_of(ranks);
}

// People of two sexes in six strata that differ in how much there is; women see `ratio` of what men see in the same stratum.
std::vector<Observed> town_of(std::uint64_t seed, int people, double ratio) {
    Chance chance(seed);
    std::vector<Observed> all;
    for (int at = 0; at < people; ++at) {
        Observed one;
        one.key = seed * 100'000 + static_cast<std::uint64_t>(at);
        one.groups[sex] = at % 2 == 0 ? "P" : "L";
        one.schooling = chance.next() < 0.5 ? "sma" : "smk";
        one.stratum = std::to_string(chance.below(3));
        const double most = one.schooling == "sma" ? 0.5 : 0.9;
        const int exposure = exposure_with(chance, most);
        one.value(Measure::exposure) = one.groups[sex] == "P" ? static_cast<int>(std::lround(exposure * ratio)) : exposure;
        all.push_back(one);
    }
    return all;
}

const FairnessLine* find(const FairnessBoard& board, Measure what, Grouping by, std::string_view group) {
    const auto found = std::ranges::find_if(board.lines, [&](const FairnessLine& one) {
        return one.measure == what && one.grouping == by && one.group == group && one.scope == Scope::office;
    });
    return found == board.lines.end() ? nullptr : &*found;
}

bool rings(const FairnessBoard& board, Measure what) {
    return std::ranges::any_of(board.lines, [&](const FairnessLine& one) { return one.measure == what && one.verdict == Verdict::alarm; });
}

// How many of a hundred towns ring.
double share_ringing(Measure what, double ratio, int people, std::uint64_t towns) {
    int ringing = 0;
    for (std::uint64_t seed = 1; seed <= towns; ++seed)
        ringing += rings(board_of({.people = town_of(seed, people, ratio), .decided = {}, .loads = {}}, {}, seed), what);
    return 100.0 * ringing / static_cast<double>(towns);
}

}  // namespace

TEST_CASE("whoever sees the same does not ring: at most five false alarms in a hundred towns") {
    CHECK(share_ringing(Measure::conditional, 1.0, 500, 300) <= 5);
    CHECK(share_ringing(Measure::exposure, 1.0, 500, 300) <= 5);
    CHECK(share_ringing(Measure::conditional, 1.0, 70, 300) <= 5);
    // Exactly at the limit is not below it.
    CHECK(share_ringing(Measure::conditional, 0.9, 500, 300) <= 7.5);
}

TEST_CASE("who sees seven tenths of the others is found among five hundred in at least eighty towns of a hundred") {
    CHECK(share_ringing(Measure::conditional, 0.7, 500, 200) >= 80);
    CHECK(share_ringing(Measure::exposure, 0.7, 500, 200) >= 80);
    // Also where more than a third of all see nothing by mere chance.
    int ringing = 0;
    constexpr std::uint64_t towns = 200;
    for (std::uint64_t seed = 1; seed <= towns; ++seed) {
        auto people = town_of(seed, 500, 0.7);
        Chance chance(seed + 3'000);
        for (auto& one : people)
            if (chance.next() < 0.35) one.value(Measure::exposure) = 0;
        ringing += rings(board_of({.people = people, .decided = {}, .loads = {}}, {}, seed), Measure::conditional);
    }
    CHECK(ringing >= towns * 80 / 100);
    // Among twenty nothing rings: too few to say so.
    CHECK(share_ringing(Measure::conditional, 0.3, 40, 20) == 0);
}

TEST_CASE("twelve districts that see the same ring in at most five towns of a hundred") {
    int ringing_conditional = 0;
    int ringing = 0;
    constexpr std::uint64_t towns = 200;
    for (std::uint64_t seed = 1; seed <= towns; ++seed) {
        auto people = town_of(seed, 480, 1.0);
        Chance chance(seed + 7'000);
        for (auto& one : people) {
            one.groups[sex].clear();
            one.groups[district] = "64.71." + std::to_string(10 + chance.below(12));
            if (chance.next() < 0.4) one.value(Measure::exposure) = 0;  // and much of it is chance
        }
        const auto board = board_of({.people = people, .decided = {}, .loads = {}}, {}, seed);
        ringing_conditional += rings(board, Measure::conditional);
        ringing += rings(board, Measure::exposure);
    }
    CHECK(ringing_conditional <= towns * 5 / 100);
    CHECK(ringing <= towns * 5 / 100);
}

TEST_CASE("what schooling explains rings where it is not asked for, and not where equals are compared") {
    std::vector<Observed> people;
    Chance chance(3);
    for (int at = 0; at < 600; ++at) {
        Observed one;
        one.key = static_cast<std::uint64_t>(at) + 1;
        one.groups[sex] = at % 2 == 0 ? "P" : "L";
        one.schooling = chance.next() < (at % 2 == 0 ? 0.8 : 0.2) ? "sd" : "s1";
        one.value(Measure::exposure) = exposure_with(chance, one.schooling == "sd" ? 0.3 : 0.9);
        people.push_back(one);
    }
    const auto board = board_of({.people = people, .decided = {}, .loads = {}}, {}, 1);
    CHECK(find(board, Measure::exposure, Grouping::sex, "P")->verdict == Verdict::alarm);
    CHECK(find(board, Measure::conditional, Grouping::sex, "P")->verdict == Verdict::fine);
}

TEST_CASE("a list is blamed for what it adds to the gap in what fits, and for nothing else") {
    auto people = town_of(11, 600, 0.7);
    for (auto& one : people) one.value(Measure::score) = one.groups[sex] == "P" ? 700 : 1000;
    const auto same = board_of({.people = people, .decided = {}, .loads = {}}, {}, 1);
    CHECK(find(same, Measure::conditional, Grouping::sex, "P")->verdict == Verdict::alarm);
    CHECK(find(same, Measure::widening, Grouping::sex, "P")->verdict != Verdict::alarm);
    for (auto& one : people) one.value(Measure::score) = 1000;
    CHECK(find(board_of({.people = people, .decided = {}, .loads = {}}, {}, 1), Measure::widening, Grouping::sex, "P")->verdict ==
          Verdict::alarm);
}

TEST_CASE("wages four in a hundred lower ring, two do not; who is held back more often than others rings, less often does not") {
    const auto town = [](int wage, double held_back) {
        std::vector<Observed> people;
        Chance chance(5);
        for (int at = 0; at < 1'000; ++at) {
            Observed one;
            one.key = static_cast<std::uint64_t>(at) + 1;
            one.groups[sex] = at % 2 == 0 ? "P" : "L";
            const int spread = static_cast<int>(chance.below(100));
            one.value(Measure::exposure) = 1'000;
            one.value(Measure::wage) = (at % 2 == 0 ? wage : 4'000) + spread;
            one.value(Measure::distance) = (at % 2 == 0 ? 80 * 4'000 / wage : 80) + 1;
            one.value(Measure::vetoes) = chance.next() < (at % 2 == 0 ? held_back : 0.2) ? 1'000 : 0;
            people.push_back(one);
        }
        return board_of({.people = people, .decided = {}, .loads = {}}, {}, 1);
    };
    CHECK(find(town(3'840, 0.2), Measure::wage, Grouping::sex, "P")->verdict == Verdict::alarm);
    CHECK(find(town(3'920, 0.2), Measure::wage, Grouping::sex, "P")->verdict == Verdict::fine);
    CHECK(find(town(3'200, 0.2), Measure::distance, Grouping::sex, "P")->verdict == Verdict::alarm);  // a quarter farther
    CHECK(find(town(3'200, 0.2), Measure::distance, Grouping::sex, "L")->verdict == Verdict::fine);
    CHECK(find(town(4'000, 0.5), Measure::vetoes, Grouping::sex, "P")->verdict == Verdict::alarm);
    CHECK(find(town(4'000, 0.05), Measure::vetoes, Grouping::sex, "P")->verdict == Verdict::fine);
}

TEST_CASE("where people live explains how far the work is, and schooling what it pays: told and not judged") {
    const FairnessLimits limits;
    CHECK(limit_of(Measure::distance, Grouping::district, limits) == 0);
    CHECK(limit_of(Measure::wage, Grouping::education, limits) == 0);
    CHECK(limit_of(Measure::distance, Grouping::needs, limits) == limits.quality);
    CHECK(limit_of(Measure::conditional, Grouping::district, limits) == limits.conditional);
}

TEST_CASE("groups below the smallest cell are not told of, and no difference gives them away") {
    const auto board_with = [](int few, int unknown) {
        std::vector<Observed> people;
        const auto add = [&](int count, const char* group) {
            for (int at = 0; at < count; ++at) {
                Observed one;
                one.key = people.size() + 1;
                one.groups[sex] = group;
                one.value(Measure::exposure) = 1'000;
                people.push_back(one);
            }
        };
        add(40, "P");
        add(30, "L");
        add(few, "X");
        add(unknown, "");
        return board_of({.people = people, .decided = {}, .loads = {}}, {}, 1);
    };
    const auto alone = board_with(9, 0);
    CHECK(find(alone, Measure::exposure, Grouping::sex, "X")->is_hidden());
    CHECK(find(alone, Measure::exposure, Grouping::sex, "L")->is_hidden());  // else 79 less 70 would tell of nine
    CHECK(find(alone, Measure::exposure, Grouping::sex, "P")->people == 40);
    const auto among_others = board_with(9, 5);
    CHECK(find(among_others, Measure::exposure, Grouping::sex, "X")->is_hidden());
    CHECK(find(among_others, Measure::exposure, Grouping::sex, "L")->people == 30);
    CHECK(find(board_with(10, 0), Measure::exposure, Grouping::sex, "X")->people == 10);
    for (const auto& line : alone.lines) CHECK((line.people == 0 || line.people >= 10));
}

TEST_CASE("a company that invites women half as often rings; one with few applications is not judged, whoever applied often counts once") {
    std::vector<DecidedApplication> decided;
    Chance chance(9);
    const auto add = [&](const std::string& employer, int count, double women, double men) {
        for (int at = 0; at < count; ++at) {
            DecidedApplication one;
            one.key = decided.size() / 2 + 1;  // each applied twice
            one.groups[sex] = decided.size() / 2 % 2 == 0 ? "P" : "L";
            one.employer = employer;
            one.stratum = employer;
            one.sector = "C";
            one.value(Measure::invited) = chance.next() < (one.groups[sex] == "P" ? women : men) ? 1'000 : 0;
            one.value(Measure::hired) = 0;
            decided.push_back(one);
        }
    };
    add("501", 400, 0.35, 0.7);
    add("502", 400, 0.5, 0.5);
    add("503", 28, 0.0, 1.0);
    const auto board = board_of({.people = {}, .decided = decided, .loads = {}}, {}, 1);
    const auto of = [&](Scope scope, std::string_view name) {
        const auto found = std::ranges::find_if(board.lines, [&](const FairnessLine& one) {
            return one.scope == scope && one.scope_name == name && one.measure == Measure::invited;
        });
        return found == board.lines.end() ? nullptr : &*found;
    };
    REQUIRE(of(Scope::employer, "501") != nullptr);
    CHECK(of(Scope::employer, "501")->verdict == Verdict::alarm);
    CHECK(of(Scope::employer, "501")->group == "P");
    CHECK(of(Scope::employer, "501")->people == 100);
    REQUIRE(of(Scope::employer, "502") != nullptr);
    CHECK(of(Scope::employer, "502")->verdict != Verdict::alarm);
    CHECK(of(Scope::employer, "503") == nullptr);
    REQUIRE(of(Scope::sector, "C") != nullptr);
    CHECK(of(Scope::sector, "C")->ratio < 900);
    // Nobody was hired: nothing to compare, nothing rings.
    CHECK(find(board, Measure::hired, Grouping::sex, "P")->verdict == Verdict::too_few);
}

TEST_CASE("a group of whom nobody is shown anything rings where the others are, and not where hardly anybody is") {
    const auto town = [](double others) {
        std::vector<Observed> people;
        Chance chance(4);
        for (int at = 0; at < 400; ++at) {
            Observed one;
            one.key = static_cast<std::uint64_t>(at) + 1;
            one.groups[sex] = at < 60 ? "P" : "L";
            one.value(Measure::exposure) = at >= 60 && chance.next() < others ? 1'000 : 0;
            people.push_back(one);
        }
        return board_of({.people = people, .decided = {}, .loads = {}}, {}, 1);
    };
    CHECK(find(town(0.9), Measure::conditional, Grouping::sex, "P")->verdict == Verdict::alarm);
    CHECK(find(town(0.03), Measure::conditional, Grouping::sex, "P")->verdict == Verdict::watch);
}

TEST_CASE("a chance that is right is right, one that promises too much is not") {
    Chance chance(21);
    std::vector<Foreseen> right;
    std::vector<Foreseen> wrong;
    for (std::uint64_t at = 0; at < 2'000; ++at) {
        const int foreseen = 50 + static_cast<int>(chance.below(300));
        const bool happened = chance.next() * 1000 < foreseen;
        right.push_back({at, foreseen, happened});
        wrong.push_back({at, foreseen + 150, happened});
    }
    const auto good = calibration_of(right, 1);
    CHECK(good.error <= good.by_chance);
    CHECK(good.error <= 50);
    const auto bad = calibration_of(wrong, 1);
    CHECK(bad.error > 100);
    CHECK(bad.error > bad.by_chance);
    CHECK(calibration_of({}, 1).error == 0);
}

TEST_CASE("whoever is counted first, the board is the same; another seed moves only the bounds") {
    auto people = town_of(5, 300, 0.8);
    const auto once = board_of({.people = people, .decided = {}, .loads = {{5, 10}, {0, 10}, {10, 10}}}, {}, 7);
    std::ranges::reverse(people);
    CHECK(board_of({.people = people, .decided = {}, .loads = {}}, {}, 7).lines == once.lines);
    const auto other = board_of({.people = people, .decided = {}, .loads = {}}, {}, 8);
    CHECK(other.lines != once.lines);
    CHECK(find(other, Measure::conditional, Grouping::sex, "P")->ratio == find(once, Measure::conditional, Grouping::sex, "P")->ratio);
    CHECK(once.covered == 2);
    CHECK(once.most_load == 1000);
    CHECK(once.over == 0);
}

TEST_CASE("a board is read as it was kept, and the table takes no cell that is too small, whoever writes it") {
    for (const auto engine : test::engines()) {
        const test::House house(engine);
        const auto write = [&](auto work) { return house.platform().database.write(work); };
        const auto board = board_of({.people = town_of(5, 300, 0.7), .decided = {}, .loads = {{5, 10}}}, {}, 7);
        const OfficeId office{1};
        write([&](sql::Transaction& tx) { store::keep_board(tx, office, {9}, board); });
        write([&](sql::Transaction& tx) { store::keep_board(tx, office, {10}, board); });
        const auto read = write([&](sql::Transaction& tx) { return store::find_board(tx, office); });
        REQUIRE(read);
        CHECK(read->lines == board.lines);
        CHECK(read->limits == board.limits);
        CHECK(read->people == 300);
        CHECK_FALSE(write([&](sql::Transaction& tx) { return store::find_board(tx, OfficeId{2}); }));
        // The nightly job and a manager's button at the same moment.
        std::vector<std::thread> both;
        for (int at = 0; at < 4; ++at)
            both.emplace_back([&] { write([&](sql::Transaction& tx) { store::keep_board(tx, OfficeId{3}, {11}, board); }); });
        for (auto& one : both) one.join();
        CHECK(write([&](sql::Transaction& tx) { return store::find_board(tx, OfficeId{3}); }).value().lines == board.lines);
        for (const std::string_view words : {"people = 9", "people = 0", "min_cell = 9"}) {
            CAPTURE(words);
            CHECK_THROWS(write([&](sql::Transaction& tx) {
                tx.run("update matching_fairness_line set " + std::string(words) + " where measure = 'exposure' and people > 0");
            }));
        }
    }
}

TEST_CASE("what a board of 50,000 people costs" * doctest::skip()) {
    auto people = town_of(1, 50'000, 0.95);
    Chance chance(2);
    for (auto& one : people) {
        one.groups = {one.groups[sex],
                      age_band(18 + static_cast<int>(chance.below(45))),
                      chance.next() < 0.05 ? "yes" : "no",
                      "64.71." + std::to_string(10 + chance.below(20)),
                      chance.next() < 0.33 ? "far" : "near",
                      one.schooling,
                      chance.next() < 0.4 ? "never_worked" : "lost_or_left_job",
                      chance.next() < 0.8 ? "none" : "2026"};
        one.stratum = std::to_string(chance.below(10)) + "|64.7" + std::to_string(chance.below(3));
        for (const auto what : {Measure::data, Measure::score, Measure::wage, Measure::contract, Measure::distance, Measure::pins,
                                Measure::relaxations, Measure::vetoes})
            one.value(what) = static_cast<std::int32_t>(chance.below(1'000));
    }
    const auto begin = wall_clock::worked_us();
    const auto board = board_of({.people = people, .decided = {}, .loads = {}}, {}, 1);
    MESSAGE(board.lines.size() << " lines, " << (wall_clock::worked_us() - begin) / 1000 << " ms");
}
