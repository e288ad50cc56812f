#include "modules/matching/structured_scan.hpp"

#include <algorithm>
#include <bit>

namespace matching {

namespace {

// By how many skills are wanted: the credit of somebody who has just their best ones.
std::array<std::size_t, skills_wanted_max + 1> best_credit(const std::vector<std::uint8_t>& skills) {
    std::array<std::size_t, 256> with{};
    for (const auto credit : skills) ++with[credit];
    std::array<std::size_t, skills_wanted_max + 1> best{};
    std::size_t credit = with.size() - 1;
    for (std::size_t wanted = 1; wanted < best.size(); ++wanted) {
        while (credit > 0 && with[credit] == 0) --credit;
        best[wanted] = best[wanted - 1] + credit;
        if (credit > 0) --with[credit];
    }
    return best;
}

// From here on no smaller number is worth more.
template <class Table, class Most>
void fill_most(const Table& table, Most& most) {
    std::uint32_t so_far = 0;
    for (std::size_t at = 0; at < table.size(); ++at) most[at] = so_far = most_of_both(so_far, packed(table[at]));
}

std::size_t count_of(const std::vector<std::uint8_t>& own) {
    return static_cast<std::size_t>(std::ranges::count_if(own, [](std::uint8_t one) { return one != 0; }));
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
    const Scan::Named& named;
    std::uint32_t known;
    std::uint32_t least;
};

// All points but those for the wage.
[[gnu::always_inline]] inline std::uint32_t beside_wage(const Run& run, std::uint32_t i, const Scan::Tables& tables, const Given& given) {
    const auto traits = run.traits[i];
    const auto named = run.since_and_counts[i];
    const auto study_end = static_cast<std::uint32_t>(tables.study.size() - 1);
    return given.known + tables.study.data()[std::min(traits >> 12, study_end)] + tables.education[traits >> 8 & 15] +
           given.experience[traits >> 4 & 15] + tables.kind[traits & 15] + tables.age[age_of(named & 0xFFFF, tables.today)] +
           given.named.skills[named >> 16 & 31] + given.named.words[named >> 21 & 7] + given.named.liked[named >> 24 & 7];
}

[[gnu::always_inline]] inline bool is_worth(std::uint32_t points, const Worth& worth, std::uint32_t least) {
    const std::uint64_t a = worth.chance.data()[std::min(points & 0xFFFF, static_cast<std::uint32_t>(worth.chance.size() - 1))];
    const std::uint64_t b = worth.wish.data()[std::min(points >> 16, static_cast<std::uint32_t>(worth.wish.size() - 1))];
    return static_cast<std::uint32_t>(a * b >> 16) >= least;
}

constexpr int few = 8;
std::uint64_t read_few(const Run& run, const Scan::Tables& tables, const Given& given, std::uint64_t granted);

// Each loop does one thing to every row, so that a compiler can do it to many rows at once.
[[gnu::always_inline]] inline std::uint64_t granted_of(const Run& run, const Scan::Tables& tables) {
    std::uint64_t lacks[Scan::at_once];
    for (std::uint32_t i = 0; i < run.count; ++i) lacks[i] = (run.need_a[i] & tables.lack_a) | (run.need_b[i] & tables.lack_b);
    std::uint64_t bits = 0;
    for (std::uint32_t i = 0; i < run.count; ++i) bits |= static_cast<std::uint64_t>(lacks[i] == 0) << i;
    return bits;
}

[[gnu::always_inline]] inline std::uint64_t read_run(const Run& run, const Scan::Tables& tables, const Given& given) {
    const auto granted = granted_of(run, tables);
    if (std::popcount(granted) <= few) return read_few(run, tables, given, granted);
    std::uint32_t points[Scan::at_once];
    std::uint32_t may[Scan::at_once];
    for (std::uint32_t i = 0; i < run.count; ++i) points[i] = beside_wage(run, i, tables, given);
    std::uint32_t wages[Scan::at_once];
    for (std::uint32_t i = 0; i < run.count; ++i) wages[i] = 0;
    for (std::size_t step = 0; step < tables.wage_from.size(); ++step) {
        const auto from = tables.wage_from[step];
        const auto worth = tables.wage_points[step];
        for (std::uint32_t i = 0; i < run.count; ++i) wages[i] = run.wage_and_day[i] >> 16 >= from ? worth : wages[i];
    }
    for (std::uint32_t i = 0; i < run.count; ++i) points[i] += run.wage_and_day[i] >> 16 == 0 ? tables.wage_not_told : wages[i];
    for (std::uint32_t i = 0; i < run.count; ++i)
        may[i] = is_worth(points[i], *tables.worth, given.least) && (run.wage_and_day[i] & 0xFFFF) >= tables.today;
    std::uint64_t bits = 0;
    for (std::uint32_t i = 0; i < run.count; ++i) bits |= static_cast<std::uint64_t>(may[i] != 0) << i;
    return bits & granted;
}

// The same for some rows, one after the other: most buckets have a few only.
std::uint64_t read_few(const Run& run, const Scan::Tables& tables, const Given& given, std::uint64_t granted) {
    std::uint64_t bits = 0;
    for (; granted != 0; granted &= granted - 1) {
        const auto i = static_cast<std::uint32_t>(std::countr_zero(granted));
        const auto wage = run.wage_and_day[i] >> 16;
        if ((run.wage_and_day[i] & 0xFFFF) < tables.today) continue;
        auto points = beside_wage(run, i, tables, given);
        if (wage == 0) {
            points += tables.wage_not_told;
        } else {
            auto step = tables.wage_from.size();
            while (step > 0 && wage < tables.wage_from[step - 1]) --step;
            if (step > 0) points += tables.wage_points[step - 1];
        }
        bits |= static_cast<std::uint64_t>(is_worth(points, *tables.worth, given.least)) << i;
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
    best_credit_ = best_credit(question.skills);
    for (std::size_t wanted = 0; wanted < skills_.size(); ++wanted) {
        skills_[wanted].resize(std::max<std::size_t>(1, (*question.coverage)[wanted].size()));
        fill_most((*question.coverage)[wanted], skills_[wanted]);
    }
    if (question.words_shared != nullptr)
        for (std::size_t named = 0; named < words_.size(); ++named) fill_most((*question.words_shared)[named], words_[named]);
    if (question.papers_held != nullptr)
        for (std::size_t named = 0; named < papers_.size(); ++named) fill_most((*question.papers_held)[named], papers_[named]);
    named_ = named_with(best_credit_.back(), count_of(question.words), count_of(question.papers));
    const auto most_in = [](const auto& table) {
        std::uint32_t most = 0;
        for (const auto one : table) most = most_of_both(most, one);
        return unpacked(most);
    };
    most_of_named_ = most_in(named_.skills) + most_in(named_.words) + most_in(named_.liked);
}

Scan::Named Scan::named_with(std::size_t credit, std::size_t words, std::size_t papers) const {
    Named made;
    for (std::size_t wanted = 0; wanted < made.skills.size(); ++wanted)
        made.skills[wanted] = skills_[wanted][std::min({credit, best_credit_[wanted], skills_[wanted].size() - 1})];
    for (std::size_t named = 0; named < made.words.size(); ++named) made.words[named] = words_[named][std::min(named, words)];
    for (std::size_t named = 0; named < made.liked.size(); ++named) made.liked[named] = papers_[named][std::min(named, papers)];
    return made;
}

std::uint32_t Scan::most_of_wage(std::uint16_t wage, bool or_not_told) const {
    auto most = or_not_told ? tables_.wage_not_told : 0;
    for (std::size_t step = 0; step < tables_.wage_from.size() && tables_.wage_from[step] <= wage; ++step)
        most = most_of_both(most, tables_.wage_points[step]);
    return most;
}

std::uint64_t Scan::may_enter(const Columns& columns, std::uint32_t first, std::uint32_t count, std::size_t practised, Addend known,
                              std::int32_t least, Width width, const Named& named) const {
    const Run run{&columns.need_a[first],       &columns.need_b[first],           &columns.traits[first],
                  &columns.wage_and_day[first], &columns.since_and_counts[first], count};
    const Given given{tables_.experience[practised].data(), named, packed(known), static_cast<std::uint32_t>(std::max(0, least))};
    if (count <= few) return read_few(run, tables_, given, granted_of(run, tables_));
    switch (width) {
        case Width::one: return read_one_by_one(run, tables_, given);
        case Width::wide: return read_wide(run, tables_, given);
    }
    return 0;
}

}  // namespace matching
