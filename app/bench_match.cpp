#include <algorithm>

#include "app/bench_each.hpp"
#include "app/bench_market.hpp"
#include "platform/clock/stopwatch.hpp"

namespace bench {

namespace {

constexpr int usual_vacancies = 1'000'000;
constexpr std::size_t seekers = 100;
constexpr std::size_t shown = 20;
constexpr std::size_t read_in_full = 5;  // seekers for whom every vacancy is scored one after the other

int sum_of(const std::vector<matching::Match>& matches) {
    int sum = 0;
    for (const auto& match : matches) sum += match.score;
    return sum;
}

int exhaustive_sum(const std::vector<matching::VacancyFacts>& vacancies, const matching::Question& question) {
    std::vector<int> sums;
    sums.reserve(vacancies.size());
    for (const auto& one : vacancies) {
        int sum = question.occupation[one.occupation].chance + question.place[one.place].chance + question.education[one.education].chance;
        for (const auto& step : question.wage) {
            if (one.wage < step.from) continue;
            sum += step.points.chance;
            break;
        }
        std::size_t shared = 0;
        for (const auto skill : one.wanted()) shared += question.skills[skill];
        sum += (*question.coverage)[one.skill_count][shared].chance;
        sums.push_back(sum);
    }
    const auto count = std::min(shown, sums.size());
    std::partial_sort(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(count), sums.end(), std::greater{});
    int sum = 0;
    for (std::size_t i = 0; i < count; ++i) sum += sums[i];
    return sum;
}

struct Asked {
    Figures figures;
    matching::StructuredIndex::Work work;
    long check{};
    int first{};
};

Asked ask(const matching::StructuredIndex& index, const std::vector<MarketSeeker>& people, matching::Width width) {
    Asked made;
    std::vector<std::int64_t> took;
    const auto start = wall_clock::monotonic_us();
    for (std::size_t i = 0; i < people.size(); ++i) {
        const auto asked = wall_clock::monotonic_us();
        const auto sum = sum_of(index.best(question_of(people[i]), shown, made.work, width));
        took.push_back(wall_clock::monotonic_us() - asked);
        made.check += sum;
        if (i == 0) made.first = sum;
    }
    made.figures = figures_of(std::move(took), wall_clock::monotonic_us() - start);
    return made;
}

// One vacancy after the other gets another wage; then a thousand at a time, so that the parts become one now and then.
nlohmann::json changes(matching::StructuredIndex index, const std::vector<matching::VacancyFacts>& vacancies) {
    const auto changed = [&](std::size_t at) {
        auto one = vacancies[at * 7919 % vacancies.size()];
        one.wage = static_cast<std::uint16_t>(one.wage / 2);
        return one;
    };
    std::size_t at = 0;
    const auto took = [&](std::size_t steps, std::size_t at_once) {
        std::vector<std::int64_t> all;
        for (std::size_t step = 0; step < steps; ++step) {
            std::vector<matching::VacancyFacts> some;
            for (std::size_t i = 0; i < std::min(at_once, vacancies.size()); ++i) some.push_back(changed(at++));
            const auto start = wall_clock::monotonic_us();
            index = index.with(std::move(some), {}, market_places);
            all.push_back(wall_clock::monotonic_us() - start);
        }
        std::ranges::sort(all);
        return all;
    };
    const auto single = took(1000, 1);
    const auto many = took(100, 1000);
    return {{"one_us_p50", single[single.size() / 2]},
            {"one_us_most", single.back()},
            {"thousand_us_p50", many[many.size() / 2]},
            {"with_the_rest_us", many.back()}};
}

}  // namespace

nlohmann::json match(const Options& options) {
    const auto count = static_cast<std::size_t>(options.rows > 0 ? options.rows : usual_vacancies);
    const auto vacancies = options.vacancies.empty() ? made_vacancies(count) : vacancies_of(options.vacancies);
    const auto people = options.seekers.empty() ? made_seekers(seekers) : seekers_of(options.seekers, seekers);
    const auto before_mib = own_rss_mib();
    auto rows = vacancies;
    const auto began = wall_clock::monotonic_us();
    const matching::StructuredIndex index(std::move(rows), market_occupations, market_places);
    const double build_s = static_cast<double>(wall_clock::monotonic_us() - began) / 1e6;
    const auto index_mib = own_rss_mib() - before_mib;

    bool equal = true;
    std::vector<Figures> measured;
    std::vector<Figures> one_by_one;  // without wide registers
    Asked asked;
    for (int round = 0; round < options.rounds; ++round) {
        const auto narrow = ask(index, people, matching::Width::one);
        asked = ask(index, people, matching::width_of_machine());
        equal = equal && narrow.check == asked.check;
        one_by_one.push_back(narrow.figures);
        measured.push_back(asked.figures);
    }
    for (std::size_t i = 0; i < std::min(read_in_full, people.size()); ++i) {
        const auto question = question_of(people[i]);
        equal = equal && sum_of(index.best(question, shown)) == exhaustive_sum(vacancies, question);
    }
    auto ours = to_json(median(measured));
    ours["rss_mib"] = index_mib;
    return {{"rows", vacancies.size()},
            {"seekers", people.size()},
            {"equal", equal},
            {"check", asked.check},
            {"first_sum", asked.first},
            {"build_s", build_s},
            {"read_per_seeker", asked.work.vacancies / std::max<std::size_t>(1, people.size())},
            {"changes", changes(index, vacancies)},
            {"ours", ours},
            {"one_by_one", to_json(median(one_by_one))}};
}

}  // namespace bench
