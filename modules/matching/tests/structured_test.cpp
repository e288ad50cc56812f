#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>

#include "modules/matching/structured_index.hpp"

using namespace matching;

namespace {

Addend points(int chance, int wish = 0) { return {static_cast<std::int16_t>(chance), static_cast<std::int16_t>(wish)}; }

// So many points for all wanted skills, a share for some.
const auto& usual_coverage() {
    static const auto table = [] {
        std::array<std::vector<Addend>, skills_wanted_max + 1> made{};
        for (std::size_t wanted = 0; wanted <= skills_wanted_max; ++wanted)
            for (std::size_t credit = 0; credit <= wanted * credit_max; ++credit)
                made[wanted].push_back(
                    wanted == 0 ? points(15, 5)
                                : points(static_cast<int>(credit / wanted), static_cast<int>(5 * credit / (wanted * credit_max))));
        return made;
    }();
    return table;
}

// More of what was asked for is worth more.
template <std::size_t most>
const auto& usual_pairs() {
    static const auto table = [] {
        std::array<std::array<Addend, most + 1>, most + 1> made{};
        for (std::size_t asked = 1; asked <= most; ++asked)
            for (std::size_t met = 0; met <= asked; ++met)
                made[asked][met] = points(static_cast<int>(12 * met / asked), static_cast<int>(met));
        return made;
    }();
    return table;
}

// Both sides count, neither ever falls.
const Worth& usual_worth() {
    static const auto worth = [] {
        Worth made;
        for (std::uint32_t at = 0; at < 300; ++at) {
            made.chance.push_back(200 * at + 100);
            made.wish.push_back(30 * at + 10);
        }
        return made;
    }();
    return worth;
}

struct Town {
    std::size_t occupations;
    std::size_t places;
    std::vector<VacancyFacts> vacancies;
};

Town random_town(std::mt19937& random, std::size_t count) {
    const auto below = [&](std::uint32_t end) { return static_cast<std::uint32_t>(random() % end); };
    const auto draw_each_once = [&](auto& values, std::size_t count_of_them, std::uint32_t end) {
        for (std::size_t at = 0; at < count_of_them;) {
            values[at] = static_cast<std::uint16_t>(below(end));
            if (std::find(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values[at]) ==
                values.begin() + static_cast<std::ptrdiff_t>(at))
                ++at;
        }
    };
    Town town{.occupations = 1 + below(40), .places = 1 + below(30), .vacancies = {}};
    for (std::uint32_t id = 0; id < count; ++id) {
        town.vacancies.push_back({.id = id * 7 + 3,
                                  .need = {below(4) == 0 ? 1ULL << below(64) : 0, below(8) == 0 ? 1ULL << below(64) : 0},
                                  .last_day = static_cast<std::uint16_t>(20'000 + below(30)),
                                  .occupation = static_cast<std::uint16_t>(below(static_cast<std::uint32_t>(town.occupations))),
                                  .place = static_cast<std::uint16_t>(below(static_cast<std::uint32_t>(town.places))),
                                  .wage = static_cast<std::uint16_t>(below(600)),
                                  .study = static_cast<std::uint16_t>(below(5)),
                                  .education = static_cast<std::uint8_t>(below(8)),
                                  .experience = static_cast<std::uint8_t>(below(experience_classes)),
                                  .kind = static_cast<std::uint8_t>(below(15))});
        auto& made = town.vacancies.back();
        made.since = static_cast<std::uint16_t>(below(5) == 0 ? 0 : 19'960 + below(60));
        made.word_count = static_cast<std::uint8_t>(below(title_words_max + 1));
        draw_each_once(made.words, made.word_count, 30);
        made.liked_count = static_cast<std::uint8_t>(below(papers_liked_max + 1));
        draw_each_once(made.liked, made.liked_count, 12);
        made.skill_count = static_cast<std::uint8_t>(below(skills_wanted_max + 1));
        draw_each_once(made.skills, made.skill_count, 40);
    }
    return town;
}

Question random_question(std::mt19937& random, const Town& town) {
    const auto below = [&](std::uint32_t end) { return static_cast<std::uint32_t>(random() % end); };
    Question question;
    question.today = static_cast<std::uint16_t>(19'995 + below(30));
    const auto some = [&] {
        return below(12) == 0 ? shut : points(std::array{35, 25, 14, 5, 0}[below(5)], static_cast<int>(below(3)) * 10);
    };
    for (std::size_t o = 0; o < town.occupations; ++o) question.occupation.push_back(some());
    for (std::size_t p = 0; p < town.places; ++p) question.place.push_back(some());
    for (int study = 0; study < 5; ++study) question.study.push_back(points(static_cast<int>(below(10)), static_cast<int>(below(4))));
    const auto held = below(8);
    for (std::size_t level = 0; level < education_levels_max; ++level)
        question.education[level] = points(level <= held ? 20 : level == held + 1 ? 8 : 0);
    for (auto& kind : question.kind) kind = points(0, static_cast<int>(below(6)));
    for (std::size_t wanted = 0; wanted < experience_classes; ++wanted)
        for (std::size_t done = 0; done < experience_classes; ++done)
            question.experience[wanted][done] = points(done >= wanted ? 12 : static_cast<int>(done), 1);
    for (std::size_t o = 0; o < town.occupations; ++o) question.practised.push_back(static_cast<std::uint8_t>(below(experience_classes)));
    const auto wage = static_cast<std::uint16_t>(below(600));
    question.wage = {{wage, points(0, 15)}, {static_cast<std::uint16_t>(wage * 4 / 5), points(0, 8)}};
    question.wage_not_told = points(0, 9);
    for (int skill = 0; skill < 35; ++skill)
        question.skills.push_back(static_cast<std::uint8_t>(below(3) == 0 ? below(credit_max + 1) : 0));
    question.coverage = &usual_coverage();
    question.worth = &usual_worth();
    for (int word = 0; word < 25; ++word) question.words.push_back(static_cast<std::uint8_t>(below(3) == 0));
    for (int paper = 0; paper < 10; ++paper) question.papers.push_back(static_cast<std::uint8_t>(below(2)));
    if (below(4) != 0) question.words_shared = &usual_pairs<title_words_max>();
    if (below(4) != 0) question.papers_held = &usual_pairs<papers_liked_max>();
    for (std::size_t day = 0; day < ages_max - 1; ++day) question.age[day] = points(static_cast<int>((ages_max - day) / 4), 2);
    question.have = {~(below(2) == 0 ? std::uint64_t{random()} << 32 | random() : 0), ~0ULL};
    question.lottery = below(2) == 0 ? 0 : random();
    return question;
}

// Every vacancy, one after the other, as the header says it in words.
std::vector<Match> exhaustive(const Town& town, const Question& question, std::size_t count) {
    std::vector<std::pair<Match, std::uint64_t>> all;
    for (const auto& one : town.vacancies) {
        if ((one.need.a & ~question.have.a) != 0 || (one.need.b & ~question.have.b) != 0) continue;
        if (one.last_day < question.today) continue;
        if (question.occupation[one.occupation] == shut || question.place[one.place] == shut) continue;
        Addend wage = one.wage == 0 ? question.wage_not_told : Addend{};
        if (one.wage > 0)
            for (auto step = question.wage.rbegin(); step != question.wage.rend(); ++step)
                if (one.wage >= step->from) wage = step->points;
        std::size_t credit = 0;
        for (std::size_t at = 0; at < one.skill_count; ++at)
            credit += one.skills[at] < question.skills.size() ? question.skills[one.skills[at]] : 0;
        const auto shared = [](const auto* table, const auto& values, std::size_t asked, const std::vector<std::uint8_t>& own) {
            if (table == nullptr) return Addend{};
            std::size_t both = 0;
            for (std::size_t at = 0; at < asked; ++at) both += values[at] < own.size() ? own[values[at]] : 0;
            return (*table)[asked][both];
        };
        const int days = int{question.today} - int{one.since};
        const Points made{question.occupation[one.occupation],
                          question.place[one.place],
                          question.study[one.study],
                          question.education[one.education],
                          question.experience[one.experience][question.practised[one.occupation]],
                          question.kind[one.kind],
                          wage,
                          (*question.coverage)[one.skill_count][credit],
                          shared(question.words_shared, one.words, one.word_count, question.words),
                          shared(question.papers_held, one.liked, one.liked_count, question.papers),
                          question.age[static_cast<std::size_t>(std::clamp(days, 0, static_cast<int>(ages_max) - 1))]};
        all.push_back({{one.id, question.worth->of(made.sum()), made}, lot_of(question.lottery, one.id)});
    }
    const auto value = [&](const Match& one) { return one.score - (question.prices == nullptr ? 0 : question.prices->of(one.id)); };
    std::ranges::sort(all, [&](const auto& a, const auto& b) {
        if (value(a.first) != value(b.first)) return value(a.first) > value(b.first);
        return a.second != b.second ? a.second < b.second : a.first.id < b.first.id;
    });
    std::vector<Match> best;
    for (std::size_t at = 0; at < std::min(count, all.size()); ++at) best.push_back(all[at].first);
    return best;
}

}  // namespace

TEST_CASE("the best twenty are those that a reading of every vacancy finds, in the same order") {
    std::mt19937 random(20261122);
    for (int round = 0; round < 300; ++round) {
        const auto town = random_town(random, random() % 400);
        const StructuredIndex index(town.vacancies, town.occupations, town.places);
        const auto question = random_question(random, town);
        const std::size_t count = 1 + random() % 30;
        CAPTURE(round);
        CHECK(index.best(question, count) == exhaustive(town, question, count));
    }
}

TEST_CASE("of up to 5,000 vacancies, many of them worth the same, the draw decides as a reading of every one says") {
    std::mt19937 random(5000);
    for (int round = 0; round < 60; ++round) {
        auto town = random_town(random, 1 + random() % 5000);
        // A few kinds of vacancies, each many times.
        for (std::size_t at = 8; at < town.vacancies.size(); ++at) {
            const auto id = town.vacancies[at].id;
            town.vacancies[at] = town.vacancies[random() % 8];
            town.vacancies[at].id = id;
        }
        const StructuredIndex index(town.vacancies, town.occupations, town.places);
        auto question = random_question(random, town);
        question.lottery = round % 3 == 0 ? 0 : random() | 1;
        const std::size_t count = 1 + random() % 200;
        CAPTURE(round);
        CHECK(index.best(question, count) == exhaustive(town, question, count));
    }
}

TEST_CASE("whoever leaves all work and most places open is shown what a reading of every vacancy finds") {
    std::mt19937 random(1'000'000);
    std::size_t shelves = 0;
    for (int round = 0; round < 40; ++round) {
        auto town = random_town(random, 2000 + random() % 6000);
        town.places = 500;
        for (auto& one : town.vacancies) one.place = static_cast<std::uint16_t>(random() % town.places);
        // In every third town a few kinds of vacancies, each many times: the draw decides.
        if (round % 3 == 0)
            for (std::size_t at = 8; at < town.vacancies.size(); ++at) {
                const auto id = town.vacancies[at].id;
                const auto place = town.vacancies[at].place;
                town.vacancies[at] = town.vacancies[random() % 8];
                town.vacancies[at].id = id;
                town.vacancies[at].place = place;
            }
        auto question = random_question(random, town);
        question.have = {~0ULL, ~(std::uint64_t{1} << random() % 64)};
        question.lottery = round % 2 == 0 ? random() | 1 : 0;
        for (auto& one : question.occupation)
            if (one != shut) one = round % 4 == 0 ? points(static_cast<int>(random() % 3) * 12) : points(5, 5);
        // A few near places of their own worth, and all others; where there are prices, somebody else wants half of it too.
        question.place.assign(town.places, points(2, 6));
        for (int near = 0; near < 12; ++near) question.place[random() % town.places] = points(20, 10 + near % 3);
        for (int never = 0; never < 5; ++never) question.place[random() % town.places] = shut;
        std::vector<PriceList::Entry> entries;
        for (const auto& one : town.vacancies)
            if (random() % 2 == 0) entries.push_back({one.id, static_cast<std::int32_t>(1 + random() % 400)});
        const PriceList prices(entries);
        if (round % 5 == 0) question.prices = &prices;

        // Some of it lies beside what has settled, and some is gone from there.
        StructuredIndex index(town.vacancies, town.occupations, town.places);
        std::vector<VacancyFacts> changed;
        std::vector<std::int64_t> gone;
        for (std::size_t at = 0; at < town.vacancies.size(); at += 1 + random() % 40) {
            if (random() % 3 == 0) {
                gone.push_back(town.vacancies[at].id);
            } else {
                town.vacancies[at].wage = static_cast<std::uint16_t>(random() % 600);
                changed.push_back(town.vacancies[at]);
            }
        }
        std::erase_if(town.vacancies, [&](const VacancyFacts& one) { return std::ranges::find(gone, one.id) != gone.end(); });
        index = index.with(std::move(changed), gone, town.places);
        for (const std::size_t count : {1, 20, 200}) {
            StructuredIndex::Work one, wide;
            CAPTURE(round);
            CAPTURE(count);
            const auto best = exhaustive(town, question, count);
            CHECK(index.best(question, count, one, Width::one) == best);
            CHECK(index.best(question, count, wide) == best);
            CHECK(one.vacancies == wide.vacancies);
            shelves += wide.shelves;
        }
    }
    CHECK(shelves > 1000);
}

TEST_CASE("no vacancy on a shelf gets more than its shelf") {
    std::mt19937 random(64);
    for (int round = 0; round < 60; ++round) {
        const auto town = random_town(random, 1 + random() % 3000);
        const auto part = part_of(town.vacancies, town.occupations, town.places);
        const auto shelves = shelves_of(part);
        const auto question = random_question(random, town);
        const Scan scan(question);
        Ceilings ceilings(shelves, question, scan);
        std::size_t over = 0;
        std::size_t forgotten = 0;
        for (std::size_t shelf = 0; shelf + 1 < shelves.shelves.size(); ++shelf) {
            const auto most = ceilings.beside_place(shelf);
            for (auto at = shelves.shelves[shelf].first; at < shelves.shelves[shelf + 1].first; ++at) {
                const auto& one = part.rows[shelves.rows[at]];
                if (!grants(question.have, one.need) || one.last_day < question.today || question.occupation[one.occupation] == shut)
                    continue;
                auto points = points_of(question, one);
                points.place = {};
                forgotten += most == Ceilings::closed;
                over += points.sum().chance > unpacked(most).chance || points.sum().wish > unpacked(most).wish;
            }
        }
        CAPTURE(round);
        CHECK(over == 0);
        CHECK(forgotten == 0);
        auto rows = shelves.rows;
        std::ranges::sort(rows);
        CHECK(std::ranges::adjacent_find(rows) == rows.end());
        CHECK(rows.size() == town.vacancies.size());
    }
}

TEST_CASE("at prices, the best are those of highest score less price, and prices of nothing change nothing") {
    std::mt19937 random(31);
    for (int round = 0; round < 200; ++round) {
        const auto town = random_town(random, random() % 600);
        const StructuredIndex index(town.vacancies, town.occupations, town.places);
        auto question = random_question(random, town);
        const auto free = index.best(question, 20);
        std::vector<PriceList::Entry> entries;
        for (const auto& one : town.vacancies)
            if (random() % 2 == 0) entries.push_back({one.id, static_cast<std::int32_t>(1 + random() % 4000)});
        const PriceList prices(entries);
        question.prices = &prices;
        CAPTURE(round);
        CHECK(index.best(question, 20) == exhaustive(town, question, 20));
        const PriceList none({});
        question.prices = &none;
        CHECK(index.best(question, 20) == free);
    }
}

TEST_CASE("a machine with wide registers and one without give the same bytes, and so does a plain question to each vacancy") {
    std::mt19937 random(29);
    for (int round = 0; round < 200; ++round) {
        auto town = random_town(random, 1 + random() % 3000);
        if (round % 2 == 0) town.places = 3;  // long runs
        for (auto& one : town.vacancies) one.place = static_cast<std::uint16_t>(one.place % town.places);
        const StructuredIndex index(town.vacancies, town.occupations, town.places);
        const auto question = random_question(random, town);
        StructuredIndex::Work one, wide;
        CAPTURE(round);
        const auto by_one = index.best(question, 25, one, Width::one);
        CHECK(by_one == index.best(question, 25, wide, width_of_machine()));
        CHECK(one.vacancies == wide.vacancies);

        Columns columns;
        for (const auto& vacancy : town.vacancies) columns.put(vacancy);
        const Scan scan(question);
        const auto count = std::min<std::uint32_t>(Scan::at_once, static_cast<std::uint32_t>(town.vacancies.size()));
        const auto least = static_cast<std::int32_t>(random() % 2000);
        const auto known = points(static_cast<int>(random() % 40), static_cast<int>(random() % 40));
        const auto practised = random() % experience_classes;
        std::uint64_t by_word = 0;
        std::uint64_t never = 0;
        for (std::uint32_t at = 0; at < count; ++at) {
            const auto& vacancy = town.vacancies[at];
            auto rest = points_of(question, vacancy);
            rest.experience = question.experience[vacancy.experience][practised];
            rest.occupation = known;
            rest.place = {};
            // Whoever may enter is among those that the loop leaves.
            if (grants(question.have, vacancy.need) && vacancy.last_day >= question.today && question.worth->of(rest.sum()) >= least)
                by_word |= std::uint64_t{1} << at;
            if (!grants(question.have, vacancy.need) || vacancy.last_day < question.today) never |= std::uint64_t{1} << at;
        }
        const auto one_by_one = scan.may_enter(columns, 0, count, practised, known, least, Width::one);
        CHECK(scan.may_enter(columns, 0, count, practised, known, least, width_of_machine()) == one_by_one);
        CHECK((by_word & ~one_by_one) == 0);
        CHECK((never & one_by_one) == 0);
    }
}

TEST_CASE("nobody is shown a vacancy whose condition they do not meet") {
    std::mt19937 random(7);
    for (int round = 0; round < 100; ++round) {
        const auto town = random_town(random, 300);
        const StructuredIndex index(town.vacancies, town.occupations, town.places);
        const auto question = random_question(random, town);
        for (const auto& match : index.best(question, 50)) {
            const auto& vacancy = town.vacancies[static_cast<std::size_t>(match.id - 3) / 7];
            CHECK(grants(question.have, vacancy.need));
            CHECK(vacancy.last_day >= question.today);
        }
    }
    CHECK(grants({3, 0}, {1, 0}));
    CHECK_FALSE(grants({2, 0}, {1, 0}));
    CHECK_FALSE(grants({~0ULL, 0}, {0, 1}));
}

TEST_CASE("the order in which vacancies come in changes nothing") {
    std::mt19937 random(11);
    auto town = random_town(random, 500);
    const auto question = random_question(random, town);
    const auto before = StructuredIndex(town.vacancies, town.occupations, town.places).best(question, 20);
    std::ranges::shuffle(town.vacancies, random);
    CHECK(StructuredIndex(town.vacancies, town.occupations, town.places).best(question, 20) == before);
}

TEST_CASE("a skill more, a higher school, a lower wish never lower what a person is shown") {
    std::mt19937 random(13);
    for (int round = 0; round < 100; ++round) {
        const auto town = random_town(random, 200);
        const StructuredIndex index(town.vacancies, town.occupations, town.places);
        auto question = random_question(random, town);
        const auto sums = [&] {
            std::vector<int> made;
            for (const auto& match : index.best(question, 10)) made.push_back(match.score);
            return made;
        };
        const auto before = sums();
        question.skills[random() % question.skills.size()] = credit_max;
        question.wage.front().from = static_cast<std::uint16_t>(question.wage.front().from / 2);
        question.wage.back().from = static_cast<std::uint16_t>(question.wage.back().from / 2);
        const auto after = sums();
        REQUIRE(after.size() == before.size());
        for (std::size_t at = 0; at < before.size(); ++at) CHECK(after[at] >= before[at]);
    }
}

TEST_CASE("most vacancies are never read: what cannot enter the list is left out") {
    std::mt19937 random(17);
    auto town = random_town(random, 20'000);
    town.occupations = 400;
    town.places = 200;
    for (auto& one : town.vacancies) {
        one.occupation = static_cast<std::uint16_t>(random() % 400);
        one.place = static_cast<std::uint16_t>(random() % 200);
    }
    const StructuredIndex index(town.vacancies, town.occupations, town.places);
    auto question = random_question(random, town);
    question.have = {~0ULL, ~0ULL};
    for (std::size_t o = 0; o < question.occupation.size(); ++o)
        question.occupation[o] = o < 5 ? points(95, 60) : o < 20 ? points(14) : points(0);
    for (std::size_t p = 0; p < question.place.size(); ++p) question.place[p] = p < 10 ? points(15, 60) : points(0);
    StructuredIndex::Work work;
    CHECK(index.best(question, 20, work) == exhaustive(town, question, 20));
    CHECK(work.vacancies < town.vacancies.size() / 4);
}

TEST_CASE("an index changed step by step is the one that is made at once, however it got there") {
    std::mt19937 random(19);
    for (int round = 0; round < 24; ++round) {
        // Every fourth town is so large that what changed lately becomes one with the rest, more than once.
        const std::size_t count = round % 4 == 0 ? 20'000 : 300;
        const auto town = random_town(random, count);
        StructuredIndex step({}, town.occupations, town.places);
        std::map<std::int64_t, VacancyFacts> present;
        for (int act = 0; act < 30; ++act) {
            std::vector<VacancyFacts> changed;
            std::vector<std::int64_t> gone;
            std::set<std::int64_t> touched;
            for (std::size_t many = 1 + random() % (count / 20); many > 0; --many) {
                const auto id = town.vacancies[random() % count].id;
                if (!touched.insert(id).second) continue;
                if (random() % 4 == 0) {
                    gone.push_back(id);  // also one that is not there
                    present.erase(id);
                    continue;
                }
                auto one = town.vacancies[random() % count];
                one.id = id;
                changed.push_back(one);
                present[id] = one;
            }
            step = step.with(std::move(changed), gone, town.places);
        }
        std::vector<VacancyFacts> all;
        for (const auto& [id, one] : present) all.push_back(one);
        const StructuredIndex fresh(all, town.occupations, town.places);
        CAPTURE(round);
        CHECK(step.size() == fresh.size());
        for (int asked = 0; asked < 5; ++asked) {
            const auto question = random_question(random, town);
            CHECK(step.best(question, 40) == fresh.best(question, 40));
        }
        for (const auto& one : town.vacancies) CHECK((step.find(one.id) != nullptr) == present.contains(one.id));
    }
}

TEST_CASE("whoever holds an index keeps what stood in it, whatever changes later") {
    std::mt19937 random(23);
    const auto town = random_town(random, 200);
    const auto question = random_question(random, town);
    const StructuredIndex before(town.vacancies, town.occupations, town.places);
    const auto answer = before.best(question, 20);
    std::vector<std::int64_t> all;
    for (const auto& one : town.vacancies) all.push_back(one.id);
    const auto after = before.with({}, all, town.places);
    CHECK(after.size() == 0);
    CHECK(after.best(question, 20).empty());
    CHECK(before.best(question, 20) == answer);
}

TEST_CASE("an empty index and an empty wish have no answer") {
    const StructuredIndex none({}, 1, 1);
    Question question;
    question.worth = &usual_worth();
    question.coverage = &usual_coverage();
    CHECK(none.best(question, 5).empty());
    const std::vector<VacancyFacts> outside{{.id = 1, .occupation = 5}};
    CHECK_THROWS(StructuredIndex(outside, 5, 1));
}
