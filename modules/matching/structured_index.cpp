#include "modules/matching/structured_index.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <tuple>
#include <utility>

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
    std::int32_t value{};  // score less price
};

bool comes_before(const Drawn& a, const Drawn& b) {
    if (a.value != b.value) return a.value > b.value;
    return a.lot != b.lot ? a.lot < b.lot : a.match.id < b.match.id;
}

// The best so far; its front is the one that leaves first.
class Shortlist {
  public:
    explicit Shortlist(std::size_t count) : count_(count) { heap_.reserve(count + 1); }

    bool is_full() const { return heap_.size() == count_; }
    // A value below it cannot enter, and no value is above its score. An equal one still can, by the draw.
    std::int32_t least() const { return is_full() ? heap_.front().value : std::numeric_limits<std::int32_t>::min(); }
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

template <class Table>
std::size_t count_of(const Table& own, std::span<const std::uint16_t> values) {
    std::size_t count = 0;
    for (const auto one : values) count += one < own.size() && own[one] != 0;
    return count;
}

Addend words_shared(const Question& question, const VacancyFacts& one) {
    if (question.words_shared == nullptr) return {};
    return (*question.words_shared)[one.word_count][count_of(question.words, one.title())];
}

Addend papers_held(const Question& question, const VacancyFacts& one) {
    if (question.papers_held == nullptr) return {};
    return (*question.papers_held)[one.liked_count][count_of(question.papers, one.papers_liked())];
}

std::size_t practised_in(const Question& question, std::uint16_t occupation) {
    return occupation < question.practised.size() ? question.practised[occupation] : 0;
}

// Best of a table on each side: no value of it is worth more.
Addend most(Addend a, Addend b) { return {std::max(a.chance, b.chance), std::max(a.wish, b.wish)}; }

Addend most_of_the_rest(const Question& question) {
    Addend wage = question.wage_not_told;
    Addend study;
    Addend education;
    Addend experience;
    Addend kind;
    Addend age;
    for (const auto& step : question.wage) wage = most(wage, step.points);
    for (const auto one : question.study) study = most(study, one);
    for (const auto one : question.education) education = most(education, one);
    for (const auto one : question.kind) kind = most(kind, one);
    for (const auto one : question.age) age = most(age, one);
    for (const auto& wanted : question.experience)
        for (const auto one : wanted) experience = most(experience, one);
    return wage + study + education + experience + kind + age;
}

// Reads buckets for one question.
class Reader {
  public:
    Reader(const Question& question, const Scan& scan, std::size_t count, StructuredIndex::Work& work, Width width)
        : shortlist(count), question_(question), scan_(scan), work_(work), width_(width) {}

    // The vacancies of occupation `o` in the places of this level; none of them scores above `at_most`.
    void read(const Part& part, const RowSet& replaced, std::uint16_t o, const Level& occupation, const Level& place,
              std::int32_t at_most) {
        const auto first = part.of_occupation[o];
        const auto last = part.of_occupation[o + 1U];
        if (first == last) return;
        const Known known{practised_in(question_, o), occupation.points, place.points, at_most};
        const auto read_buckets = [&](std::uint32_t from, std::uint32_t to) {
            work_.buckets += to - from;
            read_rows(part, replaced, part.buckets[from].first, part.buckets[to].first, known);
        };
        constexpr std::size_t few = 16;  // places: looked up one by one; more: all buckets of the occupation are asked
        if (place.values.size() <= few) {
            const auto begin = part.buckets.begin();
            for (const auto p : place.values) {
                const auto found = std::ranges::lower_bound(begin + first, begin + last, p, {}, &Part::Bucket::place);
                if (found != begin + last && found->place == p) {
                    const auto at = static_cast<std::uint32_t>(found - begin);
                    read_buckets(at, at + 1);
                }
            }
        } else {
            // Neighbours of the same level are one run.
            for (auto at = first; at < last; ++at) {
                const auto begin = at;
                while (at < last && in(question_.place, part.buckets[at].place) == place.points) ++at;
                if (begin < at) read_buckets(begin, at);
            }
        }
    }

    Shortlist shortlist;

  private:
    // What all rows of a run have in common.
    struct Known {
        std::size_t practised;
        Addend occupation;
        Addend place;
        std::int32_t at_most;
    };

    void read_rows(const Part& part, const RowSet& replaced, std::uint32_t first, std::uint32_t end, const Known& known) {
        work_.vacancies += end - first;
        const auto given = known.occupation + known.place;
        while (first < end) {
            const auto count = std::min(end - first, Scan::at_once);
            auto left = scan_.may_enter(part.columns, first, count, known.practised, given, shortlist.least(), width_);
            for (; left != 0; left &= left - 1) {
                const auto row = first + static_cast<std::uint32_t>(std::countr_zero(left));
                if (!replaced.has(row)) score(part.rows[row], known);
            }
            first += count;
        }
    }

    void score(const VacancyFacts& one, const Known& known) {
        const auto price = question_.prices == nullptr ? 0 : question_.prices->of(one.id);
        if (known.at_most - price < shortlist.least()) return;
        auto points = points_of(question_, one);
        points.occupation = known.occupation;
        points.place = known.place;
        const auto score = question_.worth->of(points.sum());
        const auto value = score - price;
        if (value >= shortlist.least()) shortlist.offer({{one.id, score, points}, lot_of(question_.lottery, one.id), value});
    }

    const Question& question_;
    const Scan& scan_;
    StructuredIndex::Work& work_;
    Width width_;
};

// How many may lie beside the settled ones before both become one: looked at each time, and copied at each change.
std::size_t most_recent(std::size_t settled) { return std::clamp<std::size_t>(settled / 16, 4096, 65'536); }

}  // namespace

Points points_of(const Question& question, const VacancyFacts& one) {
    return {.occupation = in(question.occupation, one.occupation),
            .place = in(question.place, one.place),
            .study = in(question.study, one.study),
            .education = question.education[one.education],
            .experience = question.experience[one.experience][practised_in(question, one.occupation)],
            .kind = question.kind[one.kind],
            .wage = wage_points(question, one.wage),
            .skills = coverage_of(question, one),
            .words = words_shared(question, one),
            .liked = papers_held(question, one),
            .fresh = question.age[age_of(one.since, question.today)]};
}

std::uint64_t lot_of(std::uint64_t key, std::int64_t id) {
    if (key == 0) return 0;
    return mixed(key + golden_step * (static_cast<std::uint64_t>(id) + 1));
}

StructuredIndex::StructuredIndex(std::vector<VacancyFacts> vacancies, std::size_t occupations, std::size_t places)
    : settled_(std::make_shared<Part>(part_of(std::move(vacancies), occupations, places))),
      recent_(std::make_shared<Part>(part_of({}, occupations, places))),
      occupations_(occupations),
      places_(places) {}

StructuredIndex StructuredIndex::with(std::vector<VacancyFacts> changed, std::span<const std::int64_t> gone, std::size_t places) const {
    auto next = *this;
    next.places_ = std::max(places, places_);
    RowSet replaced_recent;
    const auto replace = [&](std::int64_t id) {
        if (const auto row = settled_->row_of(id)) next.replaced_.put(*row);
        if (const auto row = recent_->row_of(id)) replaced_recent.put(*row);
    };
    for (const auto& one : changed) replace(one.id);
    for (const auto id : gone) replace(id);
    next.recent_ = std::make_shared<Part>(merged(*recent_, replaced_recent, part_of(std::move(changed), occupations_, next.places_)));
    if (next.recent_->rows.size() > most_recent(settled_->rows.size())) {
        next.settled_ = std::make_shared<Part>(merged(*settled_, next.replaced_, *next.recent_));
        next.replaced_ = {};
        next.recent_ = std::make_shared<Part>(part_of({}, occupations_, places));
    }
    return next;
}

std::size_t StructuredIndex::size() const { return settled_->rows.size() - replaced_.size() + recent_->rows.size(); }

const VacancyFacts* StructuredIndex::find(std::int64_t id) const {
    if (const auto row = recent_->row_of(id)) return &recent_->rows[*row];
    const auto row = settled_->row_of(id);
    return row && !replaced_.has(*row) ? &settled_->rows[*row] : nullptr;
}

std::vector<Match> StructuredIndex::best(const Question& question, std::size_t count) const {
    Work work;
    return best(question, count, work);
}

std::vector<Match> StructuredIndex::best(const Question& question, std::size_t count, Work& work, Width width) const {
    if (count == 0 || size() == 0) return {};
    const auto occupations = levels_of(question.occupation, occupations_);
    const auto places = levels_of(question.place, places_);
    const Scan scan(question);
    const auto most_else = most_of_the_rest(question) + scan.most_of_named();
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

    Reader reader(question, scan, count, work, width);
    const RowSet none;
    for (const auto& [occupation, place, at_most] : steps) {
        if (at_most < reader.shortlist.least()) break;
        for (const auto o : occupation->values) {
            reader.read(*settled_, replaced_, o, *occupation, *place, at_most);
            reader.read(*recent_, none, o, *occupation, *place, at_most);
        }
    }
    return std::move(reader.shortlist).in_order();
}

}  // namespace matching
