#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <random>

#include "modules/matching/structured_index.hpp"

using namespace matching;

namespace {

using Coverage = std::array<std::array<std::uint8_t, skills_max + 1>, skills_max + 1>;

// So many points for all wanted skills, a share for some.
const Coverage& usual_coverage() {
    static const auto table = [] {
        Coverage made{};
        for (std::size_t wanted = 1; wanted <= skills_max; ++wanted)
            for (std::size_t shared = 0; shared <= wanted; ++shared) made[wanted][shared] = static_cast<std::uint8_t>(15 * shared / wanted);
        return made;
    }();
    return table;
}

struct Town {
    std::size_t occupations;
    std::size_t places;
    std::vector<VacancyFacts> vacancies;
};

Town random_town(std::mt19937& random, std::size_t count) {
    const auto below = [&](std::uint32_t end) { return static_cast<std::uint32_t>(random() % end); };
    Town town{.occupations = 1 + below(40), .places = 1 + below(30), .vacancies = {}};
    for (std::uint32_t id = 0; id < count; ++id) {
        town.vacancies.push_back({.id = id * 7 + 3,
                                  .occupation = static_cast<std::uint16_t>(below(static_cast<std::uint32_t>(town.occupations))),
                                  .place = static_cast<std::uint16_t>(below(static_cast<std::uint32_t>(town.places))),
                                  .wage = static_cast<std::uint16_t>(below(600)),
                                  .education = static_cast<std::uint8_t>(below(8)),
                                  .skills = (std::uint64_t{random()} << 32 | random()) & (std::uint64_t{random()} << 32 | random()),
                                  .need = {below(4) == 0 ? 1ULL << below(64) : 0, below(8) == 0 ? 1ULL << below(64) : 0}});
    }
    return town;
}

Question random_question(std::mt19937& random, const Town& town) {
    const auto below = [&](std::uint32_t end) { return static_cast<std::uint32_t>(random() % end); };
    Question question;
    for (std::size_t o = 0; o < town.occupations; ++o) question.occupation.push_back(static_cast<std::uint8_t>(std::array{35, 25, 14, 5, 0}[below(5)]));
    for (std::size_t p = 0; p < town.places; ++p) question.place.push_back(static_cast<std::uint8_t>(std::array{15, 7, 0}[below(3)]));
    const auto held = below(8);
    for (std::size_t level = 0; level < education_levels_max; ++level)
        question.education[level] = static_cast<std::uint8_t>(level <= held ? 20 : level == held + 1 ? 8 : 0);
    const auto wage = static_cast<std::uint16_t>(below(600));
    question.wage = {{wage, 15}, {static_cast<std::uint16_t>(wage * 4 / 5), 8}};
    question.skills = std::uint64_t{random()} << 32 | random();
    question.coverage = &usual_coverage();
    question.have = {~(below(2) == 0 ? std::uint64_t{random()} << 32 | random() : 0), ~0ULL};
    return question;
}

// Every vacancy, one after the other, as the header says it in words.
std::vector<Match> exhaustive(const Town& town, const Question& question, std::size_t count) {
    std::vector<Match> all;
    for (const auto& one : town.vacancies) {
        if ((one.need.a & ~question.have.a) != 0 || (one.need.b & ~question.have.b) != 0) continue;
        std::uint8_t wage = 0;
        for (const auto& step : question.wage)
            if (one.wage >= step.from) wage = std::max(wage, step.points);
        all.push_back({one.id,
                       {question.occupation[one.occupation], question.place[one.place], question.education[one.education], wage,
                        (*question.coverage)[static_cast<std::size_t>(std::popcount(one.skills))][static_cast<std::size_t>(std::popcount(one.skills & question.skills))]}});
    }
    std::ranges::sort(all, [](const Match& a, const Match& b) { return a.points.sum() != b.points.sum() ? a.points.sum() > b.points.sum() : a.id < b.id; });
    if (all.size() > count) all.resize(count);
    return all;
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

TEST_CASE("nobody is shown a vacancy whose condition they do not meet") {
    std::mt19937 random(7);
    for (int round = 0; round < 100; ++round) {
        const auto town = random_town(random, 300);
        const StructuredIndex index(town.vacancies, town.occupations, town.places);
        const auto question = random_question(random, town);
        for (const auto& match : index.best(question, 50)) {
            const auto& vacancy = town.vacancies[(match.id - 3) / 7];
            CHECK(grants(question.have, vacancy.need));
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
            for (const auto& match : index.best(question, 10)) made.push_back(match.points.sum());
            return made;
        };
        const auto before = sums();
        question.skills |= 1ULL << (random() % 64);
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
    for (std::size_t o = 0; o < question.occupation.size(); ++o) question.occupation[o] = o < 5 ? 35 : o < 20 ? 14 : 0;
    for (std::size_t p = 0; p < question.place.size(); ++p) question.place[p] = p < 10 ? 15 : 0;
    StructuredIndex::Work work;
    CHECK(index.best(question, 20, work) == exhaustive(town, question, 20));
    CHECK(work.vacancies < town.vacancies.size() / 4);
}

TEST_CASE("an empty index and an empty wish have no answer") {
    const StructuredIndex none({}, 1, 1);
    Question question;
    question.coverage = &usual_coverage();
    CHECK(none.best(question, 5).empty());
    CHECK_THROWS(StructuredIndex({{.id = 1, .occupation = 5}}, 5, 1));
}
