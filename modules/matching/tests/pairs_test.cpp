#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

#include "base/workers.hpp"
#include "modules/matching/actions_choice.hpp"
#include "modules/matching/engine.hpp"
#include "modules/matching/rules_codes.hpp"
#include "modules/matching/rules_profile.hpp"
#include "modules/matching/tests/fixture.hpp"

// Pairs of a person and a vacancy by the million, through the engine that people are served by. `PAIRS=10000000` for the
// long run of `make soak`; docs/testing.md says when it was last made.
using namespace matching;
using namespace matching::test_market;
using registration::Application;
using vacancies::Vacancy;

namespace {

const Date today = *Date::parse("2026-03-03");
const Weights& weights = expert_weights();
constexpr std::uint32_t people_each = 250;  // of a market
constexpr std::uint32_t vacancies_each = 400;
constexpr std::array all_conditions{Hard::of_age,   Hard::education, Hard::certificate,   Hard::language,
                                    Hard::contract, Hard::distance,  Hard::accommodation, Hard::occupation};

std::size_t markets_for(std::size_t usual) {
    const char* pairs = std::getenv("PAIRS");
    return pairs == nullptr ? usual : static_cast<std::size_t>(std::strtoull(pairs, nullptr, 10)) / (people_each * vacancies_each);
}

// --- who a person is, beside what they tell about work ---

template <class Value, std::size_t count>
const Value& any(Random& random, const std::array<Value, count>& of) {
    return of[below(random, static_cast<std::uint32_t>(count))];
}
std::string number(Random& random, std::uint32_t end) { return std::to_string(below(random, end)); }

void become_somebody(Random& random, Application& one, bool is_of_age) {
    auto& told = one.answers;
    told.name = any(random, std::array{"Sari Dewi", "Yohanes Budi", "I Made Wirawan", "Tan Mei Lan", "Siti", "Muhammad R.", "Agustinus"});
    told.sex = any(random, std::array{Sex::male, Sex::female});
    told.religion = any(random, std::array{"", "Islam", "Kristen", "Katolik", "Hindu", "Buddha", "Khonghucu", "Kepercayaan"});
    told.marital_status = any(random, std::array{"", "belum kawin", "kawin", "cerai hidup", "cerai mati"});
    told.birth_place = any(random, std::array{"Balikpapan", "Ende", "Sorong", "Medan", ""});
    // On the same side of the law's line, anywhere: today's eighteenth birthday and tomorrow's, too.
    const auto eighteen_years_ago = today.plus_months(-18 * 12);
    told.birth_date = is_of_age ? eighteen_years_ago - static_cast<int>(below(random, 45 * 365))
                                : eighteen_years_ago + 1 + static_cast<int>(below(random, 3 * 365));
    told.nik = Nik::parse("6471014708" + std::to_string(10 + below(random, 90)) + std::to_string(1000 + below(random, 9000)));
    told.phone = Phone::parse("0812" + std::to_string(10'000'000 + below(random, 89'999'999)));
    told.address = Personal("Jl. Melati " + number(random, 200));
    told.village_code = told.village_code.substr(0, 8) + "." + std::to_string(1001 + below(random, 9));
    told.diploma_name_same = any(random, std::array{std::optional<bool>{}, std::optional(true), std::optional(false)});
    told.purpose = any(random, std::array{registration::Purpose::domestic, registration::Purpose::both});
    told.situation =
        any(random, std::array{registration::EmploymentSituation::never_worked, registration::EmploymentSituation::lost_or_left_job});
    told.guardian_name = any(random, std::array{"", "Ibu Rahma"});
    told.filled_in_by = any(random, std::array{"", "BKK SMKN 1"});
    for (auto& school : told.education) {
        school.school = any(random, std::array{"SMKN 1", "MA Al-Ikhlas", "SMA Kristen 3", "SLB Negeri", ""});
        school.year = 1985 + static_cast<int>(below(random, 40));
    }
    one.person_key = "key " + number(random, 1'000'000);
    one.code = number(random, 1'000'000);
    one.channel = any(random, std::array{registration::Channel::online, registration::Channel::counter, registration::Channel::school});
    one.intake.place_wish = any(random, std::array{"", "dekat gereja", "dekat masjid"});
    one.intake.officer_note = Personal(any(random, std::array{"", "memakai kursi roda", "tuli sejak lahir", "hamil", "logat Papua"}));
    for (auto& past : one.intake.experience) past.employer = any(random, std::array{"PT Maju", "Toko Ny. Lie", "Pesantren", ""});
}

// What the AK-1 asks, then what the person adds on the profile's own page.
struct Person {
    Application file;
    Profile added;
};

Person random_person(Random& random, std::int64_t id) {
    Person made{{}, random_profile(random, id)};
    auto& told = made.file.answers;
    const auto& added = made.added;
    told.village_code = added.home + ".1001";
    told.education = {{added.education, added.major, "", 0}};
    for (const auto& one : added.skills) told.skills.push_back(one.name);
    told.desired_occupations = added.wishes.occupations;
    made.file.id = {id};
    made.file.office = {1};
    made.file.intake.languages = added.languages;
    made.file.intake.wage_wish = added.wishes.wage;
    for (const auto& one : added.experience) made.file.intake.experience.push_back({"", "", 2024, 2024 + one.months / 12});
    become_somebody(random, made.file, added.of_age_on <= today);
    return made;
}

Profile profile_of(const Person& person) {
    auto made = profile_from(person.file, today);
    made.id = person.added.id;
    made.consent = person.added.consent;
    made.certificates = person.added.certificates;
    made.needs = person.added.needs;
    made.wishes.reach = person.added.wishes.reach;
    made.wishes.travel = person.added.wishes.travel;
    made.wishes.would_move = person.added.wishes.would_move;
    made.wishes.contracts = person.added.wishes.contracts;
    for (std::size_t at = 0; at < made.skills.size(); ++at) made.skills[at] = person.added.skills[at];
    for (std::size_t at = 0; at < made.experience.size(); ++at) made.experience[at].occupation = person.added.experience[at].occupation;
    return made;
}

// The same in all that counts for work, somebody else in everything else.
Person somebody_else(Random& random, const Person& person) {
    auto made = person;
    become_somebody(random, made.file, person.added.of_age_on <= today);
    return made;
}

// --- a market ---

struct MarketOfPairs {
    std::vector<Vacancy> vacancies;  // ids from 1000 on, in order
    std::vector<Person> people;
    std::shared_ptr<const Snapshot> now;
};

MarketOfPairs market(std::uint32_t seed) {
    Random random(seed);
    MarketOfPairs made;
    std::vector<Snapshot::Known> known;
    for (std::uint32_t at = 0; at < vacancies_each; ++at) {
        auto one = random_vacancy(random, 1000 + at);
        one.valid_until = today + static_cast<int>(below(random, 20)) - 2;
        // What employers write of sex and age is for people to read and officers to judge, never for the engine.
        if (below(random, 4) == 0) one.openings_men = one.openings;
        if (below(random, 4) == 0) one.age_max = 25;
        if (below(random, 6) == 0) one.asked = {{"religion", "Islam", "", true}, {"sex", "P", "", true}};
        // In every third market more papers are asked for than the masks have room for.
        if (seed % 3 == 0 && below(random, 3) == 0) one.certificates.push_back("Izin nomor " + number(random, 140));
        known.push_back({one, one.state == vacancies::VacancyState::published});
        made.vacancies.push_back(std::move(one));
    }
    for (std::uint32_t at = 0; at < people_each; ++at) {
        made.people.push_back(random_person(random, 1 + at));
        if (seed % 3 != 0) continue;
        for (int more = 0; more < 8; ++more) made.people.back().added.certificates.push_back("izin nomor " + number(random, 140));
    }
    made.now = Snapshot().with(known, {}, today);
    return made;
}

struct Counts {
    std::int64_t pairs{};
    std::int64_t shown{};
    std::int64_t broken{};     // shown although a condition is not met
    std::int64_t kept_back{};  // not shown although all are met
    std::int64_t flips{};
    std::int64_t changed{};  // another list for somebody who differs in nothing that counts
    std::int64_t set_aside{};
    std::int64_t overridden_wrongly{};
    std::int64_t explained_otherwise{};  // to somebody who differs in nothing that counts
    std::set<Hard> let_go;               // what was not met by those that were shown
};

std::size_t place_of(const Ranked& one) { return static_cast<std::size_t>(one.vacancy.value - 1000); }

void compare(const MarketOfPairs& all, const Profile& profile, const std::vector<Ranked>& list, Counts& counts) {
    std::vector<bool> is_shown(all.vacancies.size());
    for (const auto& one : list) is_shown[place_of(one)] = true;
    for (std::size_t at = 0; at < all.vacancies.size(); ++at) {
        const auto& vacancy = all.vacancies[at];
        const auto missing = unmet(profile, vacancy, today);
        const bool is_right = missing.empty() && vacancy.valid_until >= today;
        ++counts.pairs;
        counts.shown += is_shown[at];
        counts.broken += is_shown[at] && !is_right;
        counts.kept_back += !is_shown[at] && is_right;
        if (is_shown[at]) counts.let_go.insert(missing.begin(), missing.end());
    }
}

bool equal(const std::vector<Ranked>& a, const std::vector<Ranked>& b) {
    return std::ranges::equal(
        a, b, [](const Ranked& one, const Ranked& other) { return one.vacancy == other.vacancy && one.score == other.score; });
}

// An officer set some conditions aside for this pair: exactly these are asked no more. `other` is somebody else.
void set_aside_something(Random& random, const Profile& profile, const Profile& other, const Vacancy& vacancy, Counts& counts) {
    std::vector<Hard> items;
    for (const auto what : all_conditions)
        if (below(random, 3) == 0) items.push_back(what);
    const auto fit = judge(profile, vacancy, weights, today, {items});
    std::multiset<Hard> left;
    for (const auto& one : fit.failed) left.insert(one.what);
    const auto missing = unmet(profile, vacancy, today, items);
    ++counts.set_aside;
    counts.overridden_wrongly += left != std::multiset<Hard>(missing.begin(), missing.end());
    counts.explained_otherwise += outcome_of(judge(other, vacancy, weights, today, {items}), weights) != outcome_of(fit, weights);
}

Counts tried(std::uint32_t seed, bool every_pair_overridden) {
    const auto all = market(seed);
    Random random(seed + 1'000'000);
    Counts counts;
    for (const auto& person : all.people) {
        const auto profile = profile_of(person);
        const auto list = all.now->best(profile, weights, today, all.vacancies.size());
        compare(all, profile, list, counts);
        const auto other = profile_of(somebody_else(random, person));
        counts.flips += static_cast<std::int64_t>(all.vacancies.size());
        counts.changed += !equal(all.now->best(other, weights, today, all.vacancies.size()), list);
        for (const auto& vacancy : all.vacancies)
            if (every_pair_overridden || below(random, 40) == 0) set_aside_something(random, profile, other, vacancy, counts);
    }
    return counts;
}

Counts sum(const std::vector<Counts>& parts) {
    Counts all;
    for (const auto& one : parts) {
        all.pairs += one.pairs;
        all.shown += one.shown;
        all.broken += one.broken;
        all.kept_back += one.kept_back;
        all.flips += one.flips;
        all.changed += one.changed;
        all.set_aside += one.set_aside;
        all.overridden_wrongly += one.overridden_wrongly;
        all.explained_otherwise += one.explained_otherwise;
        all.let_go.insert(one.let_go.begin(), one.let_go.end());
    }
    return all;
}

}  // namespace

TEST_CASE("nobody is shown what breaks a condition, everybody all that breaks none, and who they are changes nothing") {
    constexpr std::size_t usual = 10;  // a million pairs
    const auto markets = markets_for(usual);
    std::vector<Counts> parts(markets);
    workers::for_each_number(markets, workers::threads_of_machine(),
                             [&](std::size_t at) { parts[at] = tried(static_cast<std::uint32_t>(at + 1), markets > usual); });
    const auto all = sum(parts);
    CHECK(all.pairs == static_cast<std::int64_t>(markets * people_each * vacancies_each));
    CHECK(all.broken == 0);
    CHECK(all.kept_back == 0);
    CHECK(all.changed == 0);
    CHECK(all.overridden_wrongly == 0);
    CHECK(all.explained_otherwise == 0);
    CHECK(all.shown * 50 > all.pairs);  // not a market in which nothing is possible
    MESSAGE(all.pairs << " pairs, " << all.shown << " may be shown, " << all.flips << " asked again as somebody else, " << all.set_aside
                      << " with conditions set aside");
}

TEST_CASE("the best of many are those that judging every vacancy one by one finds, in the same order") {
    const bool is_long = std::getenv("PAIRS") != nullptr;
    const std::uint32_t count = is_long ? 300'000 : 5'000;
    constexpr std::size_t people = 6;
    Random random(300);
    std::vector<Vacancy> vacancies;
    std::vector<Snapshot::Known> known;
    for (std::uint32_t at = 0; at < count; ++at) {
        vacancies.push_back(random_vacancy(random, 1000 + at));
        known.push_back({vacancies.back(), true});
    }
    const auto now = Snapshot().with(known, {}, today);
    std::vector<Profile> asking;
    for (std::size_t at = 0; at < people; ++at) asking.push_back(random_profile(random, 1 + static_cast<std::int64_t>(at)));
    asking.front().wishes = {.occupations = {}, .reach = Reach::anywhere, .would_move = true};  // wishes for nothing
    std::vector<std::vector<Ranked>> one_by_one(people);
    workers::for_each_number(people, workers::threads_of_machine(), [&](std::size_t at) {
        const auto key = static_cast<std::uint64_t>(asking[at].id.value) | 1;
        for (const auto& vacancy : vacancies)
            if (unmet(asking[at], vacancy, today).empty())
                one_by_one[at].push_back({vacancy.id, judge(asking[at], vacancy, weights, today).score});
        std::ranges::sort(one_by_one[at], [&](const Ranked& a, const Ranked& b) {
            return a.score != b.score ? a.score > b.score : lot_of(key, a.vacancy.value) < lot_of(key, b.vacancy.value);
        });
        one_by_one[at].resize(std::min<std::size_t>(200, one_by_one[at].size()));
    });
    for (std::size_t at = 0; at < people; ++at) CHECK(equal(now->best(asking[at], weights, today, 200), one_by_one[at]));
}

TEST_CASE("an engine that lets one condition go is caught, whichever it is") {
    const auto all = market(3);
    for (const auto what : all_conditions) {
        Counts counts;
        for (const auto& person : all.people) {
            const auto profile = profile_of(person);
            auto asked = profile;
            if (what == Hard::of_age) asked.of_age_on = today;
            if (what == Hard::occupation) asked.wishes.occupations.clear();
            const auto list = what == Hard::of_age || what == Hard::occupation
                                  ? all.now->best(asked, weights, today, all.vacancies.size())
                                  : all.now->best_without(profile, weights, today, what, all.vacancies.size());
            compare(all, profile, list, counts);
        }
        CAPTURE(code(what));
        CHECK(counts.broken > 0);
        CHECK(counts.let_go.contains(what));
    }
}

TEST_CASE("an engine that looks at one thing about a person is caught: who lives elsewhere has another list") {
    const auto all = market(4);
    Random random(4);
    int changed = 0;
    for (const auto& person : all.people) {
        auto moved = somebody_else(random, person);
        moved.file.answers.village_code = "64.74.01.1001";
        changed += !equal(all.now->best(profile_of(moved), weights, today, 50), all.now->best(profile_of(person), weights, today, 50));
    }
    CHECK(changed > 50);
}
