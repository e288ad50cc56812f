#include "modules/matching/structured_index.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>
#include <tuple>

namespace matching {

namespace {

// Values of one table that are worth the same, best level first.
struct Level {
    std::uint8_t points{};
    std::vector<std::uint16_t> values;
};

std::vector<Level> levels_of(const std::vector<std::uint8_t>& points, std::size_t count) {
    std::array<Level, 256> by_points;
    for (std::size_t value = 0; value < count; ++value) {
        const std::uint8_t worth = value < points.size() ? points[value] : 0;
        by_points[worth].values.push_back(static_cast<std::uint16_t>(value));
    }
    std::vector<Level> levels;
    for (std::size_t worth = by_points.size(); worth-- > 0;) {
        if (by_points[worth].values.empty()) continue;
        by_points[worth].points = static_cast<std::uint8_t>(worth);
        levels.push_back(std::move(by_points[worth]));
    }
    return levels;
}

bool comes_before(const Match& a, const Match& b) {
    const int sum = a.points.sum();
    const int other = b.points.sum();
    return sum != other ? sum > other : a.id < b.id;
}

// The best so far; its front is the one that leaves first.
class Shortlist {
  public:
    explicit Shortlist(std::size_t count) : count_(count) { heap_.reserve(count + 1); }

    bool is_full() const { return heap_.size() == count_; }
    // A sum below it cannot enter. An equal one still can, with a lower id.
    int least() const { return is_full() ? heap_.front().points.sum() : -1; }
    void offer(const Match& match) {
        if (is_full()) {
            if (!comes_before(match, heap_.front())) return;
            std::ranges::pop_heap(heap_, comes_before);
            heap_.pop_back();
        }
        heap_.push_back(match);
        std::ranges::push_heap(heap_, comes_before);
    }
    std::vector<Match> in_order() && {
        std::ranges::sort(heap_, comes_before);
        return std::move(heap_);
    }

  private:
    std::size_t count_;
    std::vector<Match> heap_;
};

std::uint8_t wage_points(const Question& question, std::uint16_t wage) {
    for (const auto& step : question.wage) {
        if (wage >= step.from) return step.points;
    }
    return 0;
}

std::uint8_t most_coverage(const Question& question) {
    std::uint8_t most = 0;
    for (const auto& wanted : *question.coverage) most = std::max(most, *std::ranges::max_element(wanted));
    return most;
}

}  // namespace

StructuredIndex::StructuredIndex(std::vector<VacancyFacts> vacancies, std::size_t occupations, std::size_t places)
    : of_occupation_(occupations + 1), occupations_(occupations), places_(places) {
    for (const auto& one : vacancies) {
        if (one.occupation >= occupations || one.place >= places || one.education >= education_levels_max)
            throw std::invalid_argument("a vacancy outside the index's tables");
    }
    std::ranges::sort(vacancies, {}, [](const VacancyFacts& one) { return std::tuple(one.occupation, one.place, one.id); });
    rows_.reserve(vacancies.size());
    std::size_t occupation = 0;
    for (const auto& one : vacancies) {
        for (; occupation < one.occupation; ++occupation) of_occupation_[occupation + 1] = static_cast<std::uint32_t>(buckets_.size());
        if (buckets_.size() == of_occupation_[occupation] || buckets_.back().place != one.place)
            buckets_.push_back({one.place, static_cast<std::uint32_t>(rows_.size())});
        rows_.push_back({.skills = one.skills,
                         .need = one.need,
                         .id = one.id,
                         .wage = one.wage,
                         .education = one.education,
                         .wanted = static_cast<std::uint8_t>(std::popcount(one.skills))});
    }
    for (; occupation < occupations; ++occupation) of_occupation_[occupation + 1] = static_cast<std::uint32_t>(buckets_.size());
    buckets_.push_back({0, static_cast<std::uint32_t>(rows_.size())});
}

std::vector<Match> StructuredIndex::best(const Question& question, std::size_t count) const {
    Work work;
    return best(question, count, work);
}

std::vector<Match> StructuredIndex::best(const Question& question, std::size_t count, Work& work) const {
    if (count == 0 || rows_.empty()) return {};
    const auto occupations = levels_of(question.occupation, occupations_);
    const auto places = levels_of(question.place, places_);
    struct Step {
        const Level* occupation;
        const Level* place;
        int points;
    };
    std::vector<Step> steps;
    for (const auto& occupation : occupations) {
        for (const auto& place : places) steps.push_back({&occupation, &place, occupation.points + place.points});
    }
    std::ranges::stable_sort(steps, std::greater{}, &Step::points);

    int most_wage = 0;
    for (const auto& step : question.wage) most_wage = std::max<int>(most_wage, step.points);
    const int most_else = *std::ranges::max_element(question.education) + most_wage + most_coverage(question);

    Shortlist shortlist(count);
    const auto read = [&](std::uint32_t at, const Level& occupation, const Level& place) {
        const auto end = buckets_[at + 1].first;
        ++work.buckets;
        work.vacancies += end - buckets_[at].first;
        for (auto row = buckets_[at].first; row < end; ++row) {
            const auto& one = rows_[row];
            if (!grants(question.have, one.need)) continue;
            const auto shared = static_cast<std::size_t>(std::popcount(one.skills & question.skills));
            const Points points{.occupation = occupation.points,
                                .place = place.points,
                                .education = question.education[one.education],
                                .wage = wage_points(question, one.wage),
                                .skills = (*question.coverage)[one.wanted][shared]};
            if (points.sum() >= shortlist.least()) shortlist.offer({one.id, points});
        }
    };
    constexpr std::size_t few = 16;  // places: looked up one by one; more: all buckets of the occupation are asked
    for (const auto& [occupation, place, known] : steps) {
        if (known + most_else < shortlist.least()) break;
        for (const auto o : occupation->values) {
            const auto first = of_occupation_[o];
            const auto last = of_occupation_[o + 1U];
            if (place->values.size() <= few) {
                for (const auto p : place->values) {
                    const auto found = std::ranges::lower_bound(buckets_.begin() + first, buckets_.begin() + last, p, {}, &Bucket::place);
                    if (found != buckets_.begin() + last && found->place == p)
                        read(static_cast<std::uint32_t>(found - buckets_.begin()), *occupation, *place);
                }
            } else {
                for (auto at = first; at < last; ++at) {
                    const auto worth = buckets_[at].place < question.place.size() ? question.place[buckets_[at].place] : 0;
                    if (worth == place->points) read(at, *occupation, *place);
                }
            }
        }
    }
    return std::move(shortlist).in_order();
}

}  // namespace matching
