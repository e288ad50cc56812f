#include "modules/matching/structured_index.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

#include "base/mix.hpp"

namespace matching {

namespace {

// Values of one table that are worth the same; the best on both sides together first. Shut values are in none.
struct Level {
    Addend points;
    std::vector<std::uint16_t> values;
};

std::vector<Level> levels_of(const std::vector<Addend>& points, std::size_t count) {
    struct Valued {
        Addend points;
        std::uint16_t value;
    };
    std::vector<Valued> valued;
    valued.reserve(count);
    for (std::size_t value = 0; value < count; ++value) {
        const auto worth = value < points.size() ? points[value] : Addend{};
        if (worth != shut) valued.push_back({worth, static_cast<std::uint16_t>(value)});
    }
    const auto key = [](const Valued& one) { return std::tuple(-(one.points.chance + one.points.wish), one.points.chance); };
    std::ranges::stable_sort(valued, {}, key);
    std::vector<Level> levels;
    for (const auto& one : valued) {
        if (levels.empty() || levels.back().points != one.points) levels.push_back({one.points, {}});
        levels.back().values.push_back(one.value);
    }
    return levels;
}

struct Drawn {
    Match match;
    std::uint64_t lot{};
};

bool comes_before(const Drawn& a, const Drawn& b) {
    if (a.match.score != b.match.score) return a.match.score > b.match.score;
    return a.lot != b.lot ? a.lot < b.lot : a.match.id < b.match.id;
}

// The best so far; its front is the one that leaves first.
class Shortlist {
  public:
    explicit Shortlist(std::size_t count) : count_(count) { heap_.reserve(count + 1); }

    bool is_full() const { return heap_.size() == count_; }
    // A score below it cannot enter. An equal one still can, by the draw.
    std::int32_t least() const { return is_full() ? heap_.front().match.score : -1; }
    void offer(const Drawn& drawn) {
        if (is_full()) {
            if (!comes_before(drawn, heap_.front())) return;
            std::ranges::pop_heap(heap_, comes_before);
            heap_.pop_back();
        }
        heap_.push_back(drawn);
        std::ranges::push_heap(heap_, comes_before);
    }
    std::vector<Match> in_order() && {
        std::ranges::sort(heap_, comes_before);
        std::vector<Match> made;
        made.reserve(heap_.size());
        for (const auto& one : heap_) made.push_back(one.match);
        return made;
    }

  private:
    std::size_t count_;
    std::vector<Drawn> heap_;
};

template <class Table>
Addend in(const Table& table, std::size_t at) {
    return at < table.size() ? table[at] : Addend{};
}

Addend wage_points(const Question& question, std::uint16_t wage) {
    if (wage == 0) return question.wage_not_told;
    for (const auto& step : question.wage) {
        if (wage >= step.from) return step.points;
    }
    return {};
}

Addend coverage_of(const Question& question, const VacancyFacts& one) {
    std::size_t credit = 0;
    for (const auto skill : one.wanted()) credit += skill < question.skills.size() ? question.skills[skill] : 0;
    return (*question.coverage)[one.skill_count][credit];
}

std::size_t practised_in(const Question& question, std::uint16_t occupation) {
    return occupation < question.practised.size() ? question.practised[occupation] : 0;
}

// Best of a table on each side: no value of it is worth more.
Addend most(Addend a, Addend b) { return {std::max(a.chance, b.chance), std::max(a.wish, b.wish)}; }

Addend most_of_coverage(const Question& question) {
    Addend best;
    for (const auto& wanted : *question.coverage)
        for (const auto one : wanted) best = most(best, one);
    return best;
}

Addend most_of_the_rest(const Question& question) {
    Addend wage = question.wage_not_told;
    Addend study;
    Addend education;
    Addend experience;
    Addend kind;
    for (const auto& step : question.wage) wage = most(wage, step.points);
    for (const auto one : question.study) study = most(study, one);
    for (const auto one : question.education) education = most(education, one);
    for (const auto one : question.kind) kind = most(kind, one);
    for (const auto& wanted : question.experience)
        for (const auto one : wanted) experience = most(experience, one);
    return wage + study + education + experience + kind;
}

}  // namespace

Points points_of(const Question& question, const VacancyFacts& one) {
    return {.occupation = in(question.occupation, one.occupation),
            .place = in(question.place, one.place),
            .study = in(question.study, one.study),
            .education = question.education[one.education],
            .experience = question.experience[one.experience][practised_in(question, one.occupation)],
            .kind = question.kind[one.kind],
            .wage = wage_points(question, one.wage),
            .skills = coverage_of(question, one)};
}

std::uint64_t lot_of(std::uint64_t key, std::uint32_t tie) {
    if (key == 0) return 0;
    return mixed(key + golden_step * (std::uint64_t{tie} + 1));
}

StructuredIndex::StructuredIndex(std::span<const VacancyFacts> vacancies, std::size_t occupations, std::size_t places)
    : of_occupation_(occupations + 1), occupations_(occupations), places_(places) {
    for (const auto& one : vacancies) {
        if (one.occupation >= occupations || one.place >= places || one.education >= education_levels_max || one.kind >= kinds_max ||
            one.experience >= experience_classes || one.skill_count > skills_wanted_max)
            throw std::invalid_argument("a vacancy outside the index's tables");
    }
    std::vector<std::uint32_t> order(vacancies.size());
    for (std::uint32_t at = 0; at < order.size(); ++at) order[at] = at;
    std::ranges::sort(order, {},
                      [&](std::uint32_t at) { return std::tuple(vacancies[at].occupation, vacancies[at].place, vacancies[at].id); });
    rows_.reserve(vacancies.size());
    std::size_t occupation = 0;
    for (const auto at : order) {
        const auto& one = vacancies[at];
        for (; occupation < one.occupation; ++occupation) of_occupation_[occupation + 1] = static_cast<std::uint32_t>(buckets_.size());
        if (buckets_.size() == of_occupation_[occupation] || buckets_.back().place != one.place)
            buckets_.push_back({one.place, static_cast<std::uint32_t>(rows_.size())});
        rows_.push_back(one);
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
    const auto most_skills = most_of_coverage(question);
    const auto most_else = most_of_the_rest(question) + most_skills;
    struct Step {
        const Level* occupation;
        const Level* place;
        std::int32_t at_most;
    };
    std::vector<Step> steps;
    for (const auto& occupation : occupations) {
        for (const auto& place : places)
            steps.push_back({&occupation, &place, question.worth->of(occupation.points + place.points + most_else)});
    }
    std::ranges::stable_sort(steps, std::greater{}, &Step::at_most);

    Shortlist shortlist(count);
    const auto read = [&](std::uint32_t at, std::size_t practised, const Level& occupation, const Level& place) {
        const auto end = buckets_[at + 1].first;
        ++work.buckets;
        work.vacancies += end - buckets_[at].first;
        for (auto row = buckets_[at].first; row < end; ++row) {
            const auto& one = rows_[row];
            if (!grants(question.have, one.need)) continue;
            Points points{.occupation = occupation.points,
                          .place = place.points,
                          .study = in(question.study, one.study),
                          .education = question.education[one.education],
                          .experience = question.experience[one.experience][practised],
                          .kind = question.kind[one.kind],
                          .wage = wage_points(question, one.wage),
                          .skills = {}};
            const auto so_far = points.sum();
            if (question.worth->of(so_far + most_skills) < shortlist.least()) continue;
            points.skills = coverage_of(question, one);
            const auto score = question.worth->of(so_far + points.skills);
            if (score >= shortlist.least()) shortlist.offer({{one.id, score, points}, lot_of(question.lottery, one.tie)});
        }
    };
    constexpr std::size_t few = 16;  // places: looked up one by one; more: all buckets of the occupation are asked
    for (const auto& [occupation, place, at_most] : steps) {
        if (at_most < shortlist.least()) break;
        for (const auto o : occupation->values) {
            const auto first = of_occupation_[o];
            const auto last = of_occupation_[o + 1U];
            if (first == last) continue;
            const auto practised = practised_in(question, o);
            if (place->values.size() <= few) {
                for (const auto p : place->values) {
                    const auto found = std::ranges::lower_bound(buckets_.begin() + first, buckets_.begin() + last, p, {}, &Bucket::place);
                    if (found != buckets_.begin() + last && found->place == p)
                        read(static_cast<std::uint32_t>(found - buckets_.begin()), practised, *occupation, *place);
                }
            } else {
                for (auto at = first; at < last; ++at) {
                    if (in(question.place, buckets_[at].place) == place->points) read(at, practised, *occupation, *place);
                }
            }
        }
    }
    return std::move(shortlist).in_order();
}

}  // namespace matching
