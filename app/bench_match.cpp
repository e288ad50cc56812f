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

}  // namespace

nlohmann::json match(const Options& options) {
    const auto count = static_cast<std::size_t>(options.rows > 0 ? options.rows : usual_vacancies);
    const auto vacancies = options.vacancies.empty() ? made_vacancies(count) : vacancies_of(options.vacancies);
    const auto people = options.seekers.empty() ? made_seekers(seekers) : seekers_of(options.seekers, seekers);
    const auto before_mib = own_rss_mib();
    const auto began = wall_clock::monotonic_us();
    const matching::StructuredIndex index(vacancies, market_occupations, market_places);
    const double build_s = static_cast<double>(wall_clock::monotonic_us() - began) / 1e6;
    const auto index_mib = own_rss_mib() - before_mib;

    std::vector<Figures> measured;
    long check = 0;
    int first = 0;
    bool equal = true;
    matching::StructuredIndex::Work work;
    for (int round = 0; round < options.rounds; ++round) {
        std::vector<std::int64_t> took;
        check = 0;
        work = {};
        const auto start = wall_clock::monotonic_us();
        for (std::size_t i = 0; i < people.size(); ++i) {
            const auto asked = wall_clock::monotonic_us();
            const auto sum = sum_of(index.best(question_of(people[i]), shown, work));
            took.push_back(wall_clock::monotonic_us() - asked);
            check += sum;
            if (i == 0) first = sum;
        }
        measured.push_back(figures_of(std::move(took), wall_clock::monotonic_us() - start));
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
            {"check", check},
            {"first_sum", first},
            {"build_s", build_s},
            {"read_per_seeker", work.vacancies / std::max<std::size_t>(1, people.size())},
            {"ours", ours}};
}

}  // namespace bench
