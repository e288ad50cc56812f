#include <doctest/doctest.h>

#include <algorithm>

#include "modules/matching/actions_fit.hpp"
#include "modules/matching/engine.hpp"
#include "modules/matching/rules_choice.hpp"
#include "modules/matching/rules_fit.hpp"
#include "modules/matching/rules_place.hpp"
#include "modules/matching/rules_profile.hpp"
#include "modules/matching/tests/fixture.hpp"
#include "modules/reference/actions_distance.hpp"
#include "platform/i18n/language.hpp"
#include "platform/testing/testing.hpp"

using namespace matching;
using namespace matching::test_market;
using vacancies::Vacancy;

namespace {

const Date today = *Date::parse("2026-03-03");
const Weights& weights = expert_weights();

Fit fit(const Profile& profile, const Vacancy& vacancy) { return judge(profile, vacancy, weights, today); }

std::shared_ptr<const Snapshot> snapshot_of(const std::vector<Vacancy>& all) {
    std::vector<Snapshot::Known> known;
    for (const auto& one : all) known.push_back({one, one.state == vacancies::VacancyState::published});
    return Snapshot().with(known, {}, today);
}

std::vector<Vacancy> random_vacancies(Random& random, int count) {
    std::vector<Vacancy> all;
    for (int at = 0; at < count; ++at) all.push_back(random_vacancy(random, 1000 + at));
    return all;
}

// Every vacancy judged one after the other, as a person would; the draw decides among equals.
std::vector<Ranked> one_by_one(const Profile& profile, const std::vector<Vacancy>& all, std::size_t count) {
    struct Judged {
        Ranked ranked;
        std::uint64_t lot;
    };
    std::vector<Judged> made;
    for (const auto& one : all) {
        const auto judged = fit(profile, one);
        if (judged.failed.empty() && one.valid_until >= today)
            made.push_back({{one.id, judged.score}, lot_of(static_cast<std::uint64_t>(profile.id.value) | 1, one.id.value)});
    }
    std::ranges::sort(made, [](const Judged& a, const Judged& b) {
        return a.ranked.score != b.ranked.score ? a.ranked.score > b.ranked.score : a.lot < b.lot;
    });
    std::vector<Ranked> best;
    for (std::size_t at = 0; at < std::min(count, made.size()); ++at) best.push_back(made[at].ranked);
    return best;
}

bool equal(const std::vector<Ranked>& a, const std::vector<Ranked>& b) {
    return std::ranges::equal(
        a, b, [](const Ranked& one, const Ranked& other) { return one.vacancy == other.vacancy && one.score == other.score; });
}

}  // namespace

TEST_CASE("Sari reads why the welder's work fits her, what is missing and what to learn") {
    const auto judged = fit(sari(), welder_wanted());
    CHECK(judged.failed.empty());
    REQUIRE(judged.speaks_for.size() == 3);
    CHECK(judged.speaks_for.front().feature == Feature::occupation);
    REQUIRE(judged.speaks_against.size() == 1);
    CHECK(judged.speaks_against.front().feature == Feature::skills);
    CHECK(judged.to_learn == std::vector<std::string>{"membaca gambar teknik"});
    CHECK(judged.score == weights.worth.of(judged.points.sum()));
}

TEST_CASE("the best of the index are those that judging every vacancy one by one finds, in the same order") {
    Random random(20261122);
    for (int round = 0; round < 60; ++round) {
        const auto all = random_vacancies(random, static_cast<int>(below(random, 150)));
        const auto now = snapshot_of(all);
        for (int person = 0; person < 4; ++person) {
            const auto profile = random_profile(random, 1 + person);
            CAPTURE(round);
            CHECK(equal(now->best(profile, weights, today, 12), one_by_one(profile, all, 12)));
        }
    }
}

TEST_CASE("one thread, two and four find the same for everybody") {
    Random random(12);
    const auto now = snapshot_of(random_vacancies(random, 400));
    std::vector<Profile> people;
    for (int person = 0; person < 150; ++person) people.push_back(random_profile(random, 1 + person));
    std::vector<Snapshot::Asking> asking;
    for (const auto& one : people) asking.push_back({&one, today});
    const auto alone = now->best_of_each(asking, weights, 20, 1);
    for (const unsigned threads : {2U, 4U}) {
        const auto together = now->best_of_each(asking, weights, 20, threads);
        REQUIRE(together.size() == alone.size());
        for (std::size_t at = 0; at < alone.size(); ++at) CHECK(equal(together[at], alone[at]));
    }
    CHECK(equal(alone[7], now->best(people[7], weights, today, 20)));
}

TEST_CASE("more papers than the masks have room for are asked one by one, never forgotten") {
    Random random(4);
    std::vector<Vacancy> all;
    auto profile = sari();
    for (int at = 0; at < 150; ++at) {
        auto one = welder_wanted();
        one.id = {2000 + at};
        one.revision = 2000 + at;
        one.title += std::to_string(at);
        one.certificates = {"Izin nomor " + std::to_string(at)};
        all.push_back(one);
        if (at % 3 == 0 && profile.certificates.size() < 50) profile.certificates.push_back(one.certificates.front());
    }
    CHECK(equal(snapshot_of(all)->best(profile, weights, today, 100), one_by_one(profile, all, 100)));
    CHECK(snapshot_of(all)->best(profile, weights, today, 100).size() == 50);
}

TEST_CASE("more skill, experience, wage and a shorter way never lower a score or take a vacancy away") {
    Random random(5);
    for (int round = 0; round < 4000; ++round) {
        const auto profile = random_profile(random, 7);
        const auto vacancy = random_vacancy(random, 9);
        const auto before = fit(profile, vacancy);
        const auto not_less = [&](const Profile& person, const Vacancy& work) {
            const auto after = fit(person, work);
            CHECK(after.score >= before.score);
            if (before.failed.empty()) CHECK(after.failed.empty());
        };
        auto better = profile;
        if (!better.skills.empty()) better.skills.front().level = 5;
        not_less(better, vacancy);
        if (!better.skills.empty()) better.skills.front().evidence = Evidence::tested;
        not_less(better, vacancy);
        better = profile;
        better.skills.push_back({"mengelas SMAW", 4, Evidence::self});
        not_less(better, vacancy);
        better = profile;
        if (!better.experience.empty()) better.experience.front().months += 24;
        not_less(better, vacancy);
        better = profile;
        better.certificates.push_back("SIM B1");
        not_less(better, vacancy);
        better = profile;
        if (!better.wishes.would_move) better.wishes.travel = Travel::car;
        not_less(better, vacancy);
        auto liking = vacancy;
        liking.certificates_preferred = {"SIM A", "K3 Umum"};
        better = profile;
        better.certificates.push_back("K3 Umum");
        CHECK(fit(better, liking).score >= fit(profile, liking).score);
        auto newer = vacancy;
        newer.published_at = instant({today - static_cast<int>(below(random, 5)), {}, Zone::wib});
        auto older = newer;
        older.published_at->seconds -= 86'400 * (1 + static_cast<std::int64_t>(below(random, 40)));
        CHECK(fit(profile, newer).score >= fit(profile, older).score);
        auto paid = vacancy;
        if (paid.wage_high > 0) paid.wage_high += 500'000;
        not_less(profile, paid);
        if (!vacancy.place_code.empty() && profile.home.size() == 8) {
            auto nearer = vacancy;
            nearer.place_code = profile.home;
            if (vacancy.place_code.size() >= 5 || before.failed.empty()) not_less(profile, nearer);
        }
    }
}

TEST_CASE("the order in which vacancies came, and their numbers in the index, change nothing") {
    Random random(6);
    auto all = random_vacancies(random, 200);
    const auto profile = random_profile(random, 3);
    const auto before = snapshot_of(all)->best(profile, weights, today, 20);
    std::ranges::reverse(all);
    CHECK(equal(snapshot_of(all)->best(profile, weights, today, 20), before));
    std::ranges::rotate(all, all.begin() + 77);
    CHECK(equal(snapshot_of(all)->best(profile, weights, today, 20), before));
}

TEST_CASE("step by step and from scratch are the same state, whatever happened in between") {
    Random random(8);
    for (int round = 0; round < 12; ++round) {
        std::vector<Vacancy> present;
        std::shared_ptr<const Snapshot> step = std::make_shared<Snapshot>();
        std::int64_t next = 1;
        for (int act = 0; act < 25; ++act) {
            std::vector<Snapshot::Known> changes;
            for (std::uint32_t count = 1 + below(random, 6); count > 0; --count) {
                if (present.empty() || below(random, 3) != 0) {
                    present.push_back(random_vacancy(random, next++));
                    changes.push_back({present.back(), true});
                } else {
                    auto& one = present[below(random, static_cast<std::uint32_t>(present.size()))];
                    if (std::ranges::any_of(changes, [&](const auto& other) { return other.vacancy.id == one.id; })) continue;
                    const auto id = one.id.value;
                    one = random_vacancy(random, id);
                    one.state = below(random, 3) == 0 ? vacancies::VacancyState::filled : vacancies::VacancyState::published;
                    changes.push_back({one, one.state == vacancies::VacancyState::published});
                }
            }
            step = step->with(changes, {}, today);
        }
        const auto scratch = snapshot_of(present);
        for (int person = 0; person < 5; ++person) {
            const auto profile = random_profile(random, 1 + person);
            CHECK(equal(step->best(profile, weights, today, 15), scratch->best(profile, weights, today, 15)));
        }
        CHECK(step->vacancies() == scratch->vacancies());
    }
}

TEST_CASE("a vacancy that nobody may have, and one of another town, change nothing for Sari") {
    Random random(9);
    auto all = random_vacancies(random, 80);
    const auto before = snapshot_of(all)->best(sari(), weights, today, 20);
    auto impossible = welder_wanted();
    impossible.certificates = {"Izin yang tidak ada"};
    all.push_back(impossible);
    auto far = welder_wanted();
    far.id = {902};
    far.place_code = "36.04";
    all.push_back(far);
    CHECK(equal(snapshot_of(all)->best(sari(), weights, today, 20), before));
}

TEST_CASE("a vacancy disappears when its last day is over") {
    auto last_day = welder_wanted();
    last_day.valid_until = today;
    const auto now = snapshot_of({last_day});
    CHECK(now->best(sari(), weights, today, 5).size() == 1);
    CHECK(now->with({}, {}, today + 1)->best(sari(), weights, today + 1, 5).empty());
}

TEST_CASE("the legal age is nobody's to set aside; a schooling is, by an officer") {
    auto young = sari();
    young.of_age_on = today + 30;
    auto low = sari();
    low.education = "smp";
    const Relaxed all{{Hard::of_age, Hard::education}};
    CHECK(judge(young, welder_wanted(), weights, today, all).failed.size() == 1);
    CHECK(judge(low, welder_wanted(), weights, today).failed.size() == 1);
    const auto relaxed = judge(low, welder_wanted(), weights, today, all);
    CHECK(relaxed.failed.empty());
    CHECK(relaxed.is_relaxed);
    auto apprentice = welder_wanted();
    apprentice.contract = vacancies::Contract::apprenticeship;
    CHECK(fit(young, apprentice).failed.empty());
}

TEST_CASE("what the workplace does not say is asked; what it cannot provide keeps the vacancy away") {
    auto person = sari();
    person.needs = {"wheelchair"};
    auto work = welder_wanted();
    CHECK(fit(person, work).failed.empty());
    CHECK(fit(person, work).asks_about_accommodation);
    work.accommodations = {"large_print"};
    CHECK(fit(person, work).failed.front().what == Hard::accommodation);
    work.accommodations = {"wheelchair"};
    CHECK(fit(person, work).failed.empty());
    // A need is a condition on the vacancy, never points of the person.
    CHECK(fit(person, work).score == fit(sari(), work).score);
}

TEST_CASE("the title's words, a liked certificate and the first days of a vacancy count, each on its own") {
    auto work = welder_wanted();
    work.title = "Juru las";
    const auto judged = fit(sari(), work);
    CHECK(judged.points.words == weights.words_shared[1][1]);  // one name of the work, as in "mengelas SMAW"
    CHECK(judged.points.liked == weights.liked.most());        // none is named: nobody lacks one
    CHECK(judged.points.fresh == Addend{});
    work.title = "Welder";  // another name of it
    CHECK(fit(sari(), work).points.words == judged.points.words);
    work.title = "Kepala bengkel las";
    CHECK(fit(sari(), work).points.words == weights.words_shared[3][1]);

    work.certificates_preferred = {"K3 Umum", "BNSP Las 3G"};
    CHECK(fit(sari(), work).points.liked == Addend{});
    CHECK(fit(sari(), work).failed.empty());
    auto certified = sari();
    certified.certificates = {"k3 umum"};
    CHECK(fit(certified, work).points.liked == weights.papers_held[2][1]);

    work.published_at = instant({today, {}, Zone::wib});
    CHECK(fit(sari(), work).points.fresh == weights.fresh.most());
    work.published_at = instant({today - 31, {}, Zone::wib});
    CHECK(fit(sari(), work).points.fresh == Addend{});
}

TEST_CASE("a vacancy without title's words, liked papers and date is scored as by the weights of before") {
    Random random(21);
    for (int round = 0; round < 500; ++round) {
        auto work = random_vacancy(random, 70 + round);
        work.title.clear();
        work.certificates_preferred.clear();
        work.published_at.reset();
        const auto profile = random_profile(random, 3);
        CHECK(fit(profile, work).score == judge(profile, work, *weights_called("expert-1"), today).score);
    }
}

TEST_CASE("one's own word cannot make a certificate of a skill") {
    auto before = sari();
    before.skills = {{"las", 3, Evidence::tested}, {"memasak", 2, Evidence::self}};
    auto wanted = before;
    wanted.skills = {{"las", 5, Evidence::employer}, {"memasak", 2, Evidence::certificate}, {"las", 3, Evidence::self}};
    keep_evidence(wanted, before);
    CHECK(wanted.skills[0].evidence == Evidence::self);
    CHECK(wanted.skills[1].evidence == Evidence::self);
    CHECK(wanted.skills[2].evidence == Evidence::tested);
}

TEST_CASE("the tables that make a score are the same on every machine, and never fall") {
    std::uint64_t sum = 0;
    for (const auto* table : {&weights.worth.chance, &weights.worth.wish}) {
        CHECK(std::ranges::is_sorted(*table));
        for (const auto one : *table) sum = sum * 1'000'003 + one;
    }
    CHECK(sum == 3306463894116258672ULL);
}

TEST_CASE("full vacancies are left out, a kept place costs nothing, another costs its price") {
    const auto list =
        in_order({{{1}, 900, 500, false, false}, {{2}, 800, 600, true, false}, {{3}, 700, 0, false, true}, {{4}, 500, 0, false, false}});
    REQUIRE(list.size() == 3);
    CHECK(list[0].vacancy.value == 2);
    CHECK(list[1].vacancy.value == 4);
    CHECK(list[2].vacancy.value == 1);
    CHECK(capacity_of(2, settings()) == 80);
    CHECK(capacity_of(-1, settings()) == 0);
}

TEST_CASE("a vacancy split into two with half the openings each may be shown to as many people") {
    for (int half = 1; half < 40; ++half)
        CHECK(capacity_of(half, settings()) + capacity_of(half, settings()) == capacity_of(2 * half, settings()));
    auto one = welder_wanted();
    auto other = one;
    other.id = {999};
    CHECK(group_of(one) == group_of(other));
    other.employer = {8};
    CHECK(group_of(one) != group_of(other));
    CHECK(shared_capacity({40, 40}, {10, 20}) == std::vector{40, 40});
    CHECK(shared_capacity({40, 40}, {0, 50}) == std::vector{30, 50});
    CHECK(shared_capacity({40, 10, 40}, {35, 50, 10}) == std::vector{35, 50, 10});  // more were shown it already
}

TEST_CASE("who says how far they go: nearer is never worth less, beyond it is none, and borders do not count") {
    auto person = sari();
    person.home = "64.71.05";
    const std::vector<std::string> places{"64.71.05", "64.71.01", "64.71.04", "64.71.06", "64.09.01",
                                          "64.02.03", "64.72.03", "64.74.01", "73.71.01"};
    const auto away = [&](const std::string& place) { return reference::distance(person.home, place).kilometres; };
    const auto value = [&](const std::string& place) { return place_value(person, place, false); };
    for (const int limit : {1, 8, 20, 60, 150}) {
        for (const auto travel : {Travel::none, Travel::public_transport, Travel::motorcycle, Travel::car}) {
            for (const bool would_move : {false, true}) {
                person.wishes = {.kilometres = limit, .travel = travel, .would_move = would_move};
                for (const auto& near : places) {
                    CAPTURE(near);
                    CHECK(value(near).has_value() ==
                          (would_move ||
                           away(near) <= limit + (reference::distance(person.home, near).is_rough ? reference::within_regency : 0)));
                    for (const auto& far : places)
                        if (away(near) <= away(far) && !reference::distance(person.home, near).is_rough)
                            CHECK(value(near).value_or(0) >= value(far).value_or(0));
                }
            }
        }
    }
    person.wishes = {.kilometres = 20, .travel = Travel::none};
    const int on_foot = *value("64.71.01");
    person.wishes.travel = Travel::car;
    CHECK(*value("64.71.01") >= on_foot);
    CHECK(*value(person.home) == 1000);
    // The twin: who does not say so is judged by areas, where a way in the same regency is as good as another.
    person.wishes = {.reach = Reach::regency, .travel = Travel::car};
    CHECK(value("64.71.01") == value("64.71.04"));
    CHECK_FALSE(value("64.72.03").has_value());
    person.wishes.kilometres = 150;
    CHECK(value("64.72.03").has_value());
    // From a home that no list knows nothing is measured: areas judge again.
    person.home = "99.99.99";
    CHECK_FALSE(value("64.72.03").has_value());
    CHECK(place_value(person, "99.99.99", false) == 1000);
}

TEST_CASE("a person reads \"Anda\", a company and an officer read of the applicant, in both languages") {
    const test::House house(test::engines().front());
    auto context = house.anonymous();
    const std::vector<Feature> features{Feature::occupation, Feature::place,  Feature::education, Feature::experience, Feature::wage,
                                        Feature::kind,       Feature::skills, Feature::words,     Feature::liked,      Feature::fresh};
    const std::vector<Hard> items{Hard::of_age,   Hard::education, Hard::certificate,   Hard::language,
                                  Hard::contract, Hard::distance,  Hard::accommodation, Hard::occupation};
    for (const auto language : {Language::indonesian, Language::english}) {
        context.language = language;
        const auto is_about_them = [&](const std::string& words) {
            CAPTURE(words);
            CHECK(!words.empty());
            for (const std::string_view own : {"Anda", "you ", "your ", "You "}) CHECK(words.find(own) == std::string::npos);
        };
        for (const auto feature : features)
            for (const bool speaks_for : {true, false})
                is_about_them(
                    sentence(context, Reason{feature, {}, feature == Feature::place ? "64.71.02" : "7212"}, speaks_for, Told::others));
        for (const auto item : items) is_about_them(sentence(context, Failed{item, "wheelchair", true}, Told::others));
        CHECK(sentence(context, Failed{Hard::accommodation, "wheelchair", true}, Told::others).find("kursi roda") == std::string::npos);
        CHECK(sentence(context, Failed{Hard::accommodation, "wheelchair", true}) !=
              sentence(context, Failed{Hard::accommodation, "wheelchair", true}, Told::others));
    }
}
