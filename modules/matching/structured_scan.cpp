#include "modules/matching/structured_scan.hpp"

#include <algorithm>

namespace matching {

namespace {

std::uint32_t packed(Addend one) {
    return static_cast<std::uint32_t>(static_cast<std::uint16_t>(one.wish)) << 16 | static_cast<std::uint16_t>(one.chance);
}

// The most of the first `count` + 1 on each side.
template <class Table>
Addend most_of(const Table& table, std::size_t count) {
    Addend best;
    for (std::size_t at = 0; at <= count && at < table.size(); ++at)
        best = {std::max(best.chance, table[at].chance), std::max(best.wish, table[at].wish)};
    return best;
}

template <class Table>
void fill_most(std::array<Addend, std::tuple_size_v<Table>>& most, const Table* table, const std::vector<std::uint8_t>& own) {
    if (table == nullptr) return;
    const auto count = static_cast<std::size_t>(std::ranges::count_if(own, [](std::uint8_t one) { return one != 0; }));
    for (std::size_t named = 0; named < most.size(); ++named) most[named] = most_of((*table)[named], std::min(named, count));
}

// By how many skills are wanted: what somebody gets who has just their best ones.
std::array<Addend, skills_wanted_max + 1> most_of_skills(const Question& question) {
    std::array<std::size_t, 256> with{};
    for (const auto credit : question.skills) ++with[credit];
    std::array<Addend, skills_wanted_max + 1> most{};
    std::size_t sum = 0;
    std::size_t credit = with.size() - 1;
    for (std::size_t wanted = 0; wanted < most.size(); ++wanted) {
        most[wanted] = most_of((*question.coverage)[wanted], sum);
        while (credit > 0 && with[credit] == 0) --credit;
        if (credit == 0) continue;
        sum += credit;
        --with[credit];
    }
    return most;
}

struct Run {
    const std::uint64_t* need_a;
    const std::uint64_t* need_b;
    const std::uint32_t* traits;
    const std::uint32_t* wage_and_day;
    const std::uint32_t* since_and_counts;
    std::uint32_t count;
};

struct Given {
    const std::uint32_t* experience;
    std::uint32_t known;
    std::uint32_t least;
};

// Each loop does one thing to every row, so that a compiler can do it to many rows at once.
[[gnu::always_inline]] inline std::uint64_t read_run(const Run& run, const Scan::Tables& tables, const Given& given) {
    std::uint32_t points[Scan::at_once];
    std::uint32_t may[Scan::at_once];
    const auto* study = tables.study.data();
    const auto study_end = static_cast<std::uint32_t>(tables.study.size() - 1);
    for (std::uint32_t i = 0; i < run.count; ++i) {
        const auto traits = run.traits[i];
        const auto named = run.since_and_counts[i];
        points[i] = given.known + study[std::min(traits >> 12, study_end)] + tables.education[traits >> 8 & 15] +
                    given.experience[traits >> 4 & 15] + tables.kind[traits & 15] + tables.age[age_of(named & 0xFFFF, tables.today)] +
                    tables.skills[named >> 16 & 31] + tables.words[named >> 21 & 7] + tables.liked[named >> 24 & 7];
    }
    std::uint32_t wages[Scan::at_once];
    for (std::uint32_t i = 0; i < run.count; ++i) wages[i] = 0;
    for (std::size_t step = 0; step < tables.wage_from.size(); ++step) {
        const auto from = tables.wage_from[step];
        const auto worth = tables.wage_points[step];
        for (std::uint32_t i = 0; i < run.count; ++i) wages[i] = run.wage_and_day[i] >> 16 >= from ? worth : wages[i];
    }
    for (std::uint32_t i = 0; i < run.count; ++i) points[i] += run.wage_and_day[i] >> 16 == 0 ? tables.wage_not_told : wages[i];
    const auto* chance = tables.worth->chance.data();
    const auto* wish = tables.worth->wish.data();
    const auto chance_end = static_cast<std::uint32_t>(tables.worth->chance.size() - 1);
    const auto wish_end = static_cast<std::uint32_t>(tables.worth->wish.size() - 1);
    for (std::uint32_t i = 0; i < run.count; ++i) {
        const std::uint64_t a = chance[std::min(points[i] & 0xFFFF, chance_end)];
        const std::uint64_t b = wish[std::min(points[i] >> 16, wish_end)];
        may[i] = static_cast<std::uint32_t>(a * b >> 16) >= given.least && (run.wage_and_day[i] & 0xFFFF) >= tables.today;
    }
    std::uint64_t bits = 0;
    for (std::uint32_t i = 0; i < run.count; ++i) {
        const std::uint64_t lacks = (run.need_a[i] & tables.lack_a) | (run.need_b[i] & tables.lack_b);
        bits |= static_cast<std::uint64_t>(lacks == 0 && may[i] != 0) << i;
    }
    return bits;
}

#if defined(__x86_64__)
[[gnu::target("avx2"), gnu::optimize("O3")]] std::uint64_t read_wide(const Run& run, const Scan::Tables& tables, const Given& given) {
    return read_run(run, tables, given);
}
#else
std::uint64_t read_wide(const Run& run, const Scan::Tables& tables, const Given& given) { return read_run(run, tables, given); }
#endif

[[gnu::noinline]] std::uint64_t read_one_by_one(const Run& run, const Scan::Tables& tables, const Given& given) {
    return read_run(run, tables, given);
}

}  // namespace

Width width_of_machine() {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx2") ? Width::wide : Width::one;
#else
    return Width::one;
#endif
}

void Columns::reserve(std::size_t rows) {
    need_a.reserve(rows);
    need_b.reserve(rows);
    traits.reserve(rows);
    wage_and_day.reserve(rows);
    since_and_counts.reserve(rows);
}

void Columns::put(const VacancyFacts& one) {
    need_a.push_back(one.need.a);
    need_b.push_back(one.need.b);
    traits.push_back(std::uint32_t{one.study} << 12 | std::uint32_t{one.education} << 8 | std::uint32_t{one.experience} << 4 | one.kind);
    wage_and_day.push_back(std::uint32_t{one.wage} << 16 | one.last_day);
    since_and_counts.push_back(std::uint32_t{one.liked_count} << 24 | std::uint32_t{one.word_count} << 21 |
                               std::uint32_t{one.skill_count} << 16 | one.since);
}

Scan::Scan(const Question& question) {
    auto& made = tables_;
    made.lack_a = ~question.have.a;
    made.lack_b = ~question.have.b;
    made.today = question.today;
    std::ranges::transform(question.education, made.education.begin(), packed);
    std::ranges::transform(question.kind, made.kind.begin(), packed);
    std::ranges::transform(question.age, made.age.begin(), packed);
    for (std::size_t wanted = 0; wanted < experience_classes; ++wanted)
        for (std::size_t done = 0; done < experience_classes; ++done)
            made.experience[done][wanted] = packed(question.experience[wanted][done]);
    made.study.reserve(question.study.size() + 1);
    for (const auto one : question.study) made.study.push_back(packed(one));
    made.study.push_back(0);
    for (auto step = question.wage.rbegin(); step != question.wage.rend(); ++step) {
        made.wage_from.push_back(step->from);
        made.wage_points.push_back(packed(step->points));
    }
    made.wage_not_told = packed(question.wage_not_told);
    made.worth = question.worth;
    std::array<Addend, title_words_max + 1> words{};
    std::array<Addend, papers_liked_max + 1> liked{};
    fill_most(words, question.words_shared, question.words);
    fill_most(liked, question.papers_held, question.papers);
    const auto skills = most_of_skills(question);
    std::ranges::transform(skills, made.skills.begin(), packed);
    std::ranges::transform(words, made.words.begin(), packed);
    std::ranges::transform(liked, made.liked.begin(), packed);
    most_of_named_ = most_of(skills, skills.size()) + most_of(words, words.size()) + most_of(liked, liked.size());
}

std::uint64_t Scan::may_enter(const Columns& columns, std::uint32_t first, std::uint32_t count, std::size_t practised, Addend known,
                              std::int32_t least, Width width) const {
    const Run run{&columns.need_a[first],       &columns.need_b[first],           &columns.traits[first],
                  &columns.wage_and_day[first], &columns.since_and_counts[first], count};
    const Given given{tables_.experience[practised].data(), packed(known), static_cast<std::uint32_t>(std::max(0, least))};
    switch (width) {
        case Width::one: return read_one_by_one(run, tables_, given);
        case Width::wide: return read_wide(run, tables_, given);
    }
    return 0;
}

}  // namespace matching
