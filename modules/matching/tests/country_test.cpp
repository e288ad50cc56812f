#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>
#include <string>
#include <string_view>

#include "base/mix.hpp"
#include "base/workers.hpp"
#include "modules/matching/engine.hpp"
#include "modules/matching/tests/fixture.hpp"
#include "modules/reference/actions.hpp"
#include "modules/reference/actions_distance.hpp"
#include "platform/clock/stopwatch.hpp"

// The engine that people are served by, with a whole country's vacancies in it. `PAIRS=10000000` for a million of them, in
// `make soak`; docs/testing.md says when that was last done.
using namespace matching;
using namespace matching::test_market;
using vacancies::Vacancy;

namespace {

// --- the country ---

constexpr std::array acts{"memasang", "merawat",    "memeriksa", "menyusun",  "mencatat",  "menjual",  "menghitung", "mengemas",
                          "mengirim", "menggambar", "mengelas",  "memasak",   "menjahit",  "mengecat", "mengajar",   "melayani",
                          "mengatur", "memotong",   "mencuci",   "menyimpan", "menguji",   "memotret", "menulis",    "mencetak",
                          "merakit",  "membongkar", "menanam",   "memanen",   "mengawasi", "menimbang"};
constexpr std::array things{"pipa",    "mesin",  "laporan", "barang",   "kabel",    "pompa", "kain",    "roti",   "surat",  "kendaraan",
                            "kapal",   "jadwal", "tanaman", "obat",     "anak",     "tamu",  "data",    "gudang", "kayu",   "baja",
                            "listrik", "kulit",  "kaca",    "komputer", "jaringan", "arsip", "kontrak", "pajak",  "ternak", "ikan"};
constexpr std::array common_skills{"Microsoft Excel", "Microsoft Office", "komunikasi", "kerja tim", "bahasa Inggris", "mengemudi"};
constexpr std::array subjects{"Akuntansi", "Keperawatan", "Farmasi",   "Pertanian", "Peternakan",
                              "Perikanan", "Hukum",       "Psikologi", "Manajemen", "Perhotelan"};
constexpr std::array branches{"Teknik Mesin", "Teknik Listrik", "Teknik Sipil",        "Teknik Kimia",  "Teknik Komputer",
                              "Tata Boga",    "Tata Busana",    "Administrasi Kantor", "Bisnis Daring", "Desain Grafis"};
constexpr std::array papers{"SIM A", "SIM B1", "SIM C", "K3 Umum", "STR", "SIO Forklift", "Brevet A", "TOEFL"};
constexpr std::array ranks{"Staf ", "", "Senior ", "Operator ", "Asisten ", "", "Lowongan ", ""};
constexpr std::array contracts{vacancies::Contract::permanent, vacancies::Contract::fixed_term, vacancies::Contract::fixed_term,
                               vacancies::Contract::apprenticeship, vacancies::Contract::daily};
constexpr std::array levels{"none", "sd", "smp", "sma", "smk", "smk", "sma", "d3", "s1", "s1"};

Random random_of(std::int64_t id, std::uint64_t what) {
    return Random(static_cast<std::uint32_t>(mixed(static_cast<std::uint64_t>(id) * 4 + what) >> 33) + 1);
}
std::uint32_t own_of(std::size_t work, std::uint32_t which, std::size_t end) {
    return static_cast<std::uint32_t>(mixed(work * 64 + which + 1) % end);
}
template <class Value, std::size_t count>
const Value& any(Random& random, const std::array<Value, count>& of) {
    return of[below(random, static_cast<std::uint32_t>(count))];
}
// The first of `end` much more often than the last.
std::size_t one_of(Random& random, std::size_t end) {
    const auto a = below(random, 1U << 15);
    const auto b = below(random, 1U << 15);
    return static_cast<std::size_t>(std::uint64_t{a} * b * end >> 30);
}

// Each kind of work has twelve skills of its own, two titles beside its own, and a field of study.
std::string skill_of(std::size_t work, Random& random) {
    if (below(random, 4) == 0) return any(random, common_skills);
    const auto which = below(random, 12);
    return std::string(acts[own_of(work, 2 * which, acts.size())]) + " " + things[own_of(work, 2 * which + 1, things.size())];
}
std::string major_of(std::size_t work, Random& random) {
    const auto which = below(random, 3);
    return own_of(work, 40, 2) == 0 ? subjects[own_of(work, 41 + which, subjects.size())]
                                    : branches[own_of(work, 41 + which, branches.size())];
}
// What is usual in this kind of work, and one step to either side.
std::string level_of(std::size_t work, Random& random) {
    const auto usual = 1 + own_of(work, 50, levels.size() - 2);
    return levels[usual + below(random, 3) - 1];
}
std::int64_t wage_of(std::size_t work, Random& random) {
    const auto usual = 2'000'000 + 100'000 * static_cast<std::int64_t>(own_of(work, 51, 60));
    return usual + 100'000 * static_cast<std::int64_t>(below(random, 30));
}

// A whole country's vacancies, and people of every kind: all work of KBJI, all regencies and districts. A few places and a
// few kinds of work have most of it; titles, skills, schooling and wages hang on the kind of work. Nobody in it exists; the
// same number gives the same vacancy and the same person.
// How much a person leaves open.
enum class Looks { nearby_for_some_work, anywhere_for_some_work, nearby_for_anything, anywhere_for_anything };

class Country {
  public:
    Country();
    vacancies::Vacancy vacancy(std::int64_t id) const;
    Profile person(std::int64_t id, Looks looks) const;

  private:
    struct Work {
        std::string occupation;
        std::string title;
    };
    std::vector<Work> work_;              // most wanted first
    std::vector<std::string> regencies_;  // largest first
    std::vector<std::vector<std::string>> districts_;
};

Country::Country() {
    for (int number = 1; number < 10'000; ++number) {
        const auto digits = std::to_string(number);
        if (const auto found = reference::find_occupation(std::string(4 - digits.size(), '0') + digits))
            work_.push_back({found->code, found->title});
    }
    std::ranges::sort(work_, {}, [](const Work& one) { return mixed(std::stoul(one.occupation)); });
    for (const auto& province : reference::children(""))
        for (const auto& one : reference::children(province.code)) regencies_.push_back(one.code);
    std::ranges::sort(regencies_, {}, [](const std::string& code) { return mixed(std::stoul(code.substr(0, 2) + code.substr(3))); });
    for (const auto& regency : regencies_) {
        auto& all = districts_.emplace_back();
        for (const auto& one : reference::children(regency)) all.push_back(one.code);
    }
}

Vacancy Country::vacancy(std::int64_t id) const {
    auto random = random_of(id, 0);
    const auto at = one_of(random, work_.size());
    const auto& work = work_[at];
    const auto regency = one_of(random, regencies_.size());
    Vacancy made;
    made.id = {id};
    made.office = {1};
    made.employer = {1};
    made.state = vacancies::VacancyState::published;
    made.occupation = below(random, 20) == 0 ? "" : work.occupation;
    made.title = any(random, ranks) + work.title;
    if (below(random, 2) == 0) made.title = any(random, ranks) + skill_of(at, random);
    made.openings = 1;
    made.place_code = below(random, 3) == 0 ? regencies_[regency] : districts_[regency][one_of(random, districts_[regency].size())];
    if (below(random, 200) == 0) made.place_code.clear();
    made.contract = any(random, contracts);
    if (below(random, 50) == 0) made.mode = vacancies::WorkMode::remote;
    if (below(random, 3) != 0) made.wage_low = made.wage_high = wage_of(at, random);
    made.education_min = below(random, 6) == 0 ? "" : level_of(at, random);
    for (auto count = below(random, 3) == 0 ? 1 + below(random, 3) : 0; count > 0; --count) made.majors.push_back(major_of(at, random));
    for (auto count = below(random, 4) == 0 ? 0 : 1 + below(random, 5); count > 0; --count) made.skills.push_back(skill_of(at, random));
    if (below(random, 8) == 0) made.certificates = {any(random, papers)};
    if (below(random, 6) == 0) made.certificates_preferred = {any(random, papers)};
    if (below(random, 12) == 0) made.languages = {"Inggris"};
    if (below(random, 2) == 0) made.experience_months = 6 * static_cast<int>(1 + below(random, 10));
    if (below(random, 10) == 0) made.accommodations = {"wheelchair"};
    const auto began = *Date::parse("2026-01-02") + static_cast<int>(below(random, 60));
    made.valid_from = began;
    made.valid_until = began + 30 + static_cast<int>(below(random, 60));
    made.published_at = instant({began, {}, Zone::wib});
    made.revision = id;
    return made;
}

Profile Country::person(std::int64_t id, Looks looks) const {
    auto random = random_of(id, 1);
    const auto regency = one_of(random, regencies_.size());
    const auto at = one_of(random, work_.size());
    Profile made;
    made.id = {id};
    made.office = {1};
    made.home = districts_[regency][one_of(random, districts_[regency].size())];
    made.education = below(random, 3) == 0 ? any(random, levels) : level_of(at, random);
    if (below(random, 4) != 0) made.major = major_of(at, random);
    for (auto count = below(random, 3); count > 0; --count)
        made.experience.push_back(
            {work_[below(random, 2) == 0 ? at : one_of(random, work_.size())].occupation, "", static_cast<int>(below(random, 90))});
    for (auto count = below(random, 8); count > 0; --count)
        made.skills.push_back(
            {skill_of(at, random), 1 + static_cast<int>(below(random, 5)), below(random, 3) == 0 ? Evidence::certificate : Evidence::self});
    for (auto count = below(random, 3); count > 0; --count) made.certificates.push_back(any(random, papers));
    if (below(random, 4) == 0) made.languages = {"Inggris"};
    const bool is_open_to_all = looks == Looks::nearby_for_anything || looks == Looks::anywhere_for_anything;
    if (!is_open_to_all) {
        made.wishes.occupations.push_back(work_[at].occupation);
        for (auto count = below(random, 3); count > 0; --count)
            made.wishes.occupations.push_back(work_[one_of(random, work_.size())].occupation);
    }
    const bool goes_anywhere = looks == Looks::anywhere_for_some_work || looks == Looks::anywhere_for_anything;
    made.wishes.reach = goes_anywhere ? Reach::anywhere : static_cast<Reach>(below(random, 3));
    made.wishes.travel = static_cast<Travel>(below(random, 4));
    if (below(random, 4) == 0) made.wishes.kilometres = 3 + static_cast<int>(below(random, 60));
    if (below(random, 2) == 0) made.wishes.wage = wage_of(at, random);
    if (below(random, 4) == 0) made.wishes.contracts = {vacancies::Contract::permanent, vacancies::Contract::fixed_term};
    if (below(random, 20) == 0) made.needs = {"wheelchair"};
    made.of_age_on = *Date::parse(below(random, 20) == 0 ? "2028-01-01" : "2015-01-01");
    made.consent = {true, true, true};
    made.version = 1;
    made.revision = id;
    return made;
}

// --- the engine, and readings of every vacancy ---

const Date today = *Date::parse("2026-03-03");
const Weights& weights = expert_weights();
constexpr std::array all_kinds{Looks::nearby_for_some_work, Looks::anywhere_for_some_work, Looks::nearby_for_anything,
                               Looks::anywhere_for_anything};

std::string_view name_of(Looks looks) {
    switch (looks) {
        case Looks::nearby_for_some_work: return "nearby, some work";
        case Looks::anywhere_for_some_work: return "anywhere, some work";
        case Looks::nearby_for_anything: return "nearby, any work";
        case Looks::anywhere_for_anything: return "anywhere, any work";
    }
    return "";
}

const Country& country() {
    static const Country one;
    return one;
}

// What the engine holds, and the same vacancies one by one.
struct Filled {
    std::shared_ptr<const Snapshot> now;
    Lists lists;
    std::vector<VacancyFacts> facts;
    StructuredIndex index;
};

Filled filled(std::int64_t count) {
    Filled made;
    constexpr std::int64_t at_once = 50'000;
    std::vector<Snapshot::Known> known;
    made.now = std::make_shared<Snapshot>();
    for (std::int64_t id = 1; id <= count; ++id) {
        known.push_back({country().vacancy(id), true});
        made.facts.push_back(compile(known.back().vacancy, made.lists).facts);
        if (static_cast<std::int64_t>(known.size()) < at_once && id < count) continue;
        made.now = made.now->with(known, {}, today);
        known.clear();
    }
    made.index = StructuredIndex(made.facts, occupation_count, made.lists.place_codes.size());
    return made;
}

bool equal(const std::vector<Ranked>& a, const std::vector<Ranked>& b) {
    return std::ranges::equal(
        a, b, [](const Ranked& one, const Ranked& other) { return one.vacancy == other.vacancy && one.score == other.score; });
}

// Highest score first; among equals the person's own draw decides.
std::vector<Ranked> first_of(std::vector<Ranked> all, const Profile& person, std::size_t count) {
    const auto key = static_cast<std::uint64_t>(person.id.value) | 1;
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(count, all.size()));
    std::ranges::partial_sort(all, end, [&](const Ranked& a, const Ranked& b) {
        return a.score != b.score ? a.score > b.score : lot_of(key, a.vacancy.value) < lot_of(key, b.vacancy.value);
    });
    all.erase(end, all.end());
    return all;
}

// The points of every vacancy that is granted, one after the other: no buckets, no shelves, no bounds.
std::vector<Ranked> read_every_one(const Filled& all, const Profile& person, std::size_t count) {
    const auto question = question_of(person, all.lists, weights, today);
    std::vector<Ranked> possible;
    for (const auto& one : all.facts) {
        if (!grants(question.have, one.need) || one.last_day < question.today) continue;
        if (question.occupation[one.occupation] == shut || question.place[one.place] == shut) continue;
        possible.push_back({{one.id}, weights.worth.of(points_of(question, one).sum())});
    }
    return first_of(std::move(possible), person, count);
}

// With the plain checker, and as a pair is explained to people: no masks, and no tables of the index.
std::vector<Ranked> judge_every_one(const Profile& person, std::int64_t vacancies, std::size_t count) {
    std::vector<Ranked> possible;
    for (std::int64_t id = 1; id <= vacancies; ++id) {
        const auto vacancy = country().vacancy(id);
        if (vacancy.valid_until < today || !unmet(person, vacancy, today).empty()) continue;
        possible.push_back({vacancy.id, judge(person, vacancy, weights, today).score});
    }
    return first_of(std::move(possible), person, count);
}

}  // namespace

TEST_CASE("of a whole country's vacancies everybody is shown the best, in the order of a reading of every one") {
    const bool is_long = std::getenv("PAIRS") != nullptr;
    const std::int64_t vacancies = is_long ? 1'000'000 : 20'000;
    const std::size_t people = is_long ? 300 : 60;
    constexpr std::size_t shown = 20;
    constexpr std::size_t judged = 4;  // people for whom each pair is judged with both papers in hand
    const auto all = filled(vacancies);
    std::vector<int> wrong(people);
    std::vector<std::size_t> drawn(people);  // places that only the draw decides
    workers::for_each_number(people, workers::threads_of_machine(), [&](std::size_t at) {
        const auto person = country().person(static_cast<std::int64_t>(at) + 1, all_kinds[at % all_kinds.size()]);
        const auto best = all.now->best(person, weights, today, shown);
        const auto read = read_every_one(all, person, shown);
        wrong[at] += !equal(best, read);
        if (at < judged) wrong[at] += !equal(best, judge_every_one(person, vacancies, shown));
        for (std::size_t one = 1; one < read.size(); ++one) drawn[at] += read[one].score == read[one - 1].score;
    });
    CHECK(std::ranges::count(wrong, 0) == static_cast<std::ptrdiff_t>(people));
    CHECK(std::accumulate(drawn.begin(), drawn.end(), std::size_t{0}) > people);
}

TEST_CASE("what an answer from a whole country costs" * doctest::skip()) {
    const char* rows = std::getenv("ROWS");
    const auto all = filled(rows == nullptr ? 300'000 : std::atoll(rows));
    constexpr std::size_t people = 200;
    for (const auto looks : all_kinds) {
        for (const std::size_t count : {20, 200}) {
            std::vector<std::int64_t> took;
            std::vector<std::int64_t> asking;
            std::int64_t check = 0;
            StructuredIndex::Work work;
            for (std::size_t at = 0; at < people; ++at) {
                const auto person = country().person(static_cast<std::int64_t>(at) + 1, looks);
                // Who else lives there has asked before: how far all areas are is kept.
                reference::distances_from(reference::area_number(person.home));
                const auto began = wall_clock::worked_us();
                const auto question = question_of(person, all.lists, weights, today);
                asking.push_back(wall_clock::worked_us() - began);
                const auto best = all.index.best(question, count, work);
                took.push_back(wall_clock::worked_us() - began);
                for (const auto& one : best) check += one.score + one.id % 1000;
            }
            std::ranges::sort(took);
            std::ranges::sort(asking);
            MESSAGE(name_of(looks) << ", best " << count << ": p50 " << took[people / 2] << " us, p99 " << took[people * 99 / 100]
                                   << " us, most " << took.back() << " us, of these to make the question p50 " << asking[people / 2]
                                   << " us; read " << work.vacancies / people << " vacancies, " << work.buckets / people << " buckets and "
                                   << work.shelves / people << " shelves; check " << check);
        }
    }
}
