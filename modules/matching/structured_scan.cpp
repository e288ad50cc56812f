#include "modules/matching/structured_scan.hpp"

#include <algorithm>

namespace matching {

namespace {

std::uint32_t packed(Addend one) {
    return static_cast<std::uint32_t>(static_cast<std::uint16_t>(one.wish)) << 16 | static_cast<std::uint16_t>(one.chance);
}

struct Run {
    const std::uint64_t* need_a;
    const std::uint64_t* need_b;
    const std::uint32_t* traits;
    const std::uint32_t* wage_and_day;
    const std::uint32_t* since;
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
        points[i] = given.known + study[std::min(traits >> 12, study_end)] + tables.education[traits >> 8 & 15] +
                    given.experience[traits >> 4 & 15] + tables.kind[traits & 15] + tables.age[age_of(run.since[i], tables.today)];
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
    since.reserve(rows);
}

void Columns::put(const VacancyFacts& one) {
    need_a.push_back(one.need.a);
    need_b.push_back(one.need.b);
    traits.push_back(std::uint32_t{one.study} << 12 | std::uint32_t{one.education} << 8 | std::uint32_t{one.experience} << 4 | one.kind);
    wage_and_day.push_back(std::uint32_t{one.wage} << 16 | one.last_day);
    since.push_back(one.since);
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
}

std::uint64_t Scan::may_enter(const Columns& columns, std::uint32_t first, std::uint32_t count, std::size_t practised, Addend known,
                              std::int32_t least, Width width) const {
    const Run run{&columns.need_a[first],       &columns.need_b[first], &columns.traits[first],
                  &columns.wage_and_day[first], &columns.since[first],  count};
    const Given given{tables_.experience[practised].data(), packed(known), static_cast<std::uint32_t>(std::max(0, least))};
    switch (width) {
        case Width::one: return read_one_by_one(run, tables_, given);
        case Width::wide: return read_wide(run, tables_, given);
    }
    return 0;
}

}  // namespace matching
