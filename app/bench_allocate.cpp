#include <algorithm>
#include <set>

#include "app/bench_each.hpp"
#include "app/bench_market.hpp"
#include "base/workers.hpp"
#include "modules/matching/allocation_widening.hpp"
#include "platform/clock/stopwatch.hpp"

namespace bench {

namespace {

constexpr int usual_seekers = 100'000;
constexpr std::size_t seekers_to_a_vacancy = 10;
constexpr std::size_t candidates_each = 100;
constexpr std::uint32_t shown_each = 10;
constexpr double supply = 0.8;  // places for this part of all wishes
constexpr double gap_max = 0.005;
constexpr double widening_gap = 0.001;  // where widening ends

// Places differ by a factor of three: some look for one person, some for a crew.
std::vector<std::uint32_t> capacities(std::size_t vacancies, std::size_t seekers) {
    const double mean = supply * static_cast<double>(seekers) * shown_each / static_cast<double>(vacancies);
    std::vector<std::uint32_t> made;
    for (std::size_t j = 0; j < vacancies; ++j)
        made.push_back(static_cast<std::uint32_t>(mean * (0.5 + static_cast<double>(j * 7919 % 101) / 100)));
    return made;
}

struct Load {
    std::size_t over{};       // vacancies above their capacity
    double worst{};           // load / capacity
    double share_over{};      // of what is shown, above a capacity
    std::size_t nothing{};    // people who are shown nothing
    std::size_t avoidable{};  // of these, those for whom a wished vacancy has a place left
};

Load load_of(const matching::Market& market, const matching::Allocation& allocation) {
    std::vector<std::uint32_t> load(market.capacity.size());
    for (const auto vacancy : allocation.chosen) ++load[vacancy];
    Load made;
    std::size_t too_many = 0;
    for (std::size_t j = 0; j < load.size(); ++j) {
        if (load[j] > market.capacity[j]) {
            ++made.over;
            too_many += load[j] - market.capacity[j];
        }
        made.worst = std::max(made.worst, static_cast<double>(load[j]) / std::max(1U, market.capacity[j]));
    }
    made.share_over = static_cast<double>(too_many) / static_cast<double>(std::max<std::size_t>(1, allocation.chosen.size()));
    for (std::size_t i = 0; i < market.seekers(); ++i) {
        if (!allocation.of(i).empty()) continue;
        ++made.nothing;
        made.avoidable +=
            std::ranges::any_of(market.of(i), [&](const auto& one) { return load[one.vacancy] < market.capacity[one.vacancy]; });
    }
    return made;
}

class Everything final : public matching::Everything {
  public:
    Everything(const matching::StructuredIndex& index, const std::vector<MarketSeeker>& people) : index_(index), people_(people) {}
    void set_prices(const std::vector<std::int32_t>& prices) override {
        std::vector<matching::PriceList::Entry> entries;
        for (std::size_t j = 0; j < prices.size(); ++j)
            if (prices[j] > 0) entries.push_back({static_cast<std::int64_t>(j), prices[j]});
        prices_ = matching::PriceList(entries);
    }
    std::vector<matching::Candidate> best(std::size_t seeker, std::size_t count) const override {
        auto question = question_of(people_[seeker], Unit::hundredth);
        question.prices = &prices_;
        std::vector<matching::Candidate> wanted;
        for (const auto& match : index_.best(question, count)) wanted.push_back({static_cast<std::uint32_t>(match.id), match.score});
        return wanted;
    }

  private:
    const matching::StructuredIndex& index_;
    const std::vector<MarketSeeker>& people_;
    matching::PriceList prices_{{}};
};

}  // namespace

nlohmann::json allocate(const Options& options) {
    const auto people_count = static_cast<std::size_t>(options.rows > 0 ? options.rows : usual_seekers);
    const auto vacancy_count = std::max<std::size_t>(1, people_count / seekers_to_a_vacancy);
    const auto vacancies = options.vacancies.empty() ? made_vacancies(vacancy_count) : vacancies_of(options.vacancies);
    const auto people = options.seekers.empty() ? made_seekers(people_count) : seekers_of(options.seekers, people_count);

    const auto began = wall_clock::monotonic_us();
    matching::Market market;
    market.capacity = capacities(vacancies.size() + 1, people.size());  // ids begin at 1
    const matching::StructuredIndex index(vacancies, market_occupations, market_places);
    const auto threads = workers::threads_of_machine();
    Everything everything(index, people);
    std::vector<std::vector<matching::Candidate>> first(people.size());
    workers::for_each_number(people.size(), threads, [&](std::size_t person) { first[person] = everything.best(person, candidates_each); });
    for (const auto& wanted : first) market.add_seeker(wanted);
    const double candidates_s = static_cast<double>(wall_clock::monotonic_us() - began) / 1e6;

    const matching::AllocationOptions rules{.most_each = shown_each, .floor = 3};
    std::vector<double> took_s;
    matching::Allocation made;
    for (int round = 0; round < options.rounds; ++round) {
        const auto start = wall_clock::monotonic_us();
        made = matching::allocate(market, rules);
        took_s.push_back(static_cast<double>(wall_clock::monotonic_us() - start) / 1e6);
    }
    const auto load = load_of(market, made);
    const auto crowd = load_of(market, matching::naive(market, rules));
    const auto pairs = market.candidates.size();
    const auto rss_mib = own_rss_mib();

    // Of everything there is, not only of the candidates.
    const auto widening_began = wall_clock::monotonic_us();
    const auto wide = matching::allocate_widening(market, rules, everything, {.gap = widening_gap, .rounds = 4, .threads = threads});
    const double widening_s = static_cast<double>(wall_clock::monotonic_us() - widening_began) / 1e6;
    const auto wide_load = load_of(market, wide.made);
    const auto is_good = [](const Load& one, const matching::Allocation& allocation) {
        return one.over == 0 && one.avoidable == 0 && allocation.gap() <= gap_max && allocation.value <= allocation.bound;
    };
    const bool equal = is_good(load, made) && is_good(wide_load, wide.made);
    return {{"rows", people.size()},
            {"vacancies", market.capacity.size() - 1},
            {"pairs", pairs},
            {"equal", equal},
            {"candidates_s", candidates_s},
            {"ours",
             {{"seconds", median(took_s)},
              {"sweeps", made.sweeps},
              {"gap", made.gap()},
              {"over_capacity", load.over},
              {"with_nothing", load.nothing},
              {"with_nothing_though_a_place_is_left", load.avoidable},
              {"rss_mib", rss_mib}}},
            {"all_pairs",
             {{"seconds", widening_s},
              {"rounds", wide.rounds},
              {"joined", wide.joined},
              {"gap_of_first", wide.gap_of_first},
              {"gap", wide.made.gap()},
              {"over_capacity", wide_load.over},
              {"with_nothing", wide_load.nothing},
              {"worth_more", static_cast<double>(wide.made.value) / static_cast<double>(made.value) - 1}}},
            {"naive", {{"worst_load", crowd.worst}, {"share_over_capacity", crowd.share_over}}}};
}

}  // namespace bench
