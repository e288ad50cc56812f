#include "modules/matching/structured_index.hpp"

#include <algorithm>
#include <bit>
#include <iterator>
#include <limits>
#include <numeric>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/mix.hpp"

namespace matching {

namespace {

// Values of one table that are worth the same; the best on both sides together first. Shut values are in none.
struct Level {
    Addend points;
    std::vector<std::uint16_t> values;
    std::size_t settled{};  // buckets of the settled and of the recent ones
    std::size_t recent{};
    std::size_t shelves{};  // of this work
};

std::vector<Level> levels_of(const std::vector<Addend>& points, std::span<const std::uint16_t> values) {
    std::vector<Level> levels;
    std::unordered_map<std::uint32_t, std::size_t> known;
    std::size_t at = 0;
    for (const auto value : values) {
        const auto worth = value < points.size() ? points[value] : Addend{};
        if (worth == shut) continue;
        if (levels.empty() || levels[at].points != worth) {
            at = known.try_emplace(packed(worth), levels.size()).first->second;
            if (at == levels.size()) levels.push_back({.points = worth});
        }
        levels[at].values.push_back(value);
    }
    std::ranges::sort(levels, {}, [](const Level& one) { return std::tuple(-(one.points.chance + one.points.wish), one.points.chance); });
    return levels;
}

template <class CountIn>
void count_buckets(std::vector<Level>& levels, const Part& settled, const Part& recent, CountIn count_in) {
    for (auto& level : levels) {
        for (const auto value : level.values) {
            level.settled += count_in(settled, value);
            level.recent += count_in(recent, value);
        }
    }
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

// What it costs to look for each bucket, in buckets read.
std::size_t pairs_of(const Level& occupation, const Level& place) {
    constexpr std::size_t to_find_one = 8;
    return occupation.values.size() * place.values.size() * to_find_one;
}

// Reads buckets and shelves for one question.
class Reader {
  public:
    Reader(const Question& question, const Scan& scan, std::size_t count, StructuredIndex::Work& work, Width width)
        : shortlist(count), question_(question), scan_(scan), work_(work), width_(width) {}

    // The vacancies of these occupations in these places; none of them scores above `at_most`. Found in the shortest of three
    // ways: bucket by bucket, all of these occupations, or all in these places.
    void read(const Part& part, const RowSet& replaced, std::size_t Level::*buckets, const Level& occupation, const Level& place,
              std::int32_t at_most) {
        const auto in_occupations = occupation.*buckets;
        const auto in_places = place.*buckets;
        if (in_occupations == 0 || in_places == 0) return;
        const auto pairs = pairs_of(occupation, place);
        const auto read_buckets = [&](std::uint32_t from, std::uint32_t to) {
            work_.buckets += to - from;
            const Known known{practised_in(question_, part.buckets[from].occupation), occupation.points, place.points, at_most};
            read_rows(part, replaced, part.buckets[from].first, part.buckets[to].first, known);
        };
        if (pairs < in_occupations && pairs < in_places) {
            for (const auto o : occupation.values) {
                const auto first = part.buckets.begin() + part.of_occupation[o];
                const auto last = part.buckets.begin() + part.of_occupation[o + 1U];
                for (const auto p : place.values) {
                    const auto found = std::ranges::lower_bound(first, last, p, {}, &Part::Bucket::place);
                    const auto at = static_cast<std::uint32_t>(found - part.buckets.begin());
                    if (found != last && found->place == p) read_buckets(at, at + 1);
                }
            }
        } else if (in_places < in_occupations) {
            for (const auto p : place.values)
                for (const auto at : part.at_place(p))
                    if (in(question_.occupation, part.buckets[at].occupation) == occupation.points) read_buckets(at, at + 1);
        } else {
            for (const auto o : occupation.values) {
                const auto last = part.of_occupation[o + 1U];
                // Neighbours of the same level are one run.
                for (auto at = part.of_occupation[o]; at < last; ++at) {
                    const auto begin = at;
                    while (at < last && in(question_.place, part.buckets[at].place) == place.points) ++at;
                    if (begin < at) read_buckets(begin, at);
                }
            }
        }
    }

    // The vacancies of a shelf in places of this worth.
    void read(const Part& part, const RowSet& replaced, const Shelves& shelves, const Ceilings& ceilings, std::uint32_t shelf, Addend place,
              std::int32_t at_most) {
        const auto& one = shelves.shelves[shelf];
        const auto count = shelves.shelves[shelf + 1].first - one.first;
        const Known known{practised_in(question_, one.occupation), in(question_.occupation, one.occupation), place, at_most};
        ++work_.shelves;
        work_.vacancies += count;
        auto left = scan_.may_enter(shelves.columns, one.first, count, known.practised, known.occupation + place, shortlist.least(), width_,
                                    ceilings.named_in(shelf));
        for (; left != 0; left &= left - 1) {
            const auto at = one.first + static_cast<std::uint32_t>(std::countr_zero(left));
            if (in(question_.place, shelves.places[at]) != place || replaced.has(shelves.rows[at])) continue;
            score(part.rows[shelves.rows[at]], known);
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

// The next thing to read: vacancies of one worth in places of one worth.
struct Step {
    const Level* occupation;
    const Level* place;
    std::int32_t at_most;
};
struct Waiting {
    std::int32_t at_most;
    std::uint32_t shelf;
    const Level* place;
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
    : recent_(std::make_shared<Part>(part_of({}, occupations, places))), occupations_(occupations), places_(places) {
    settle(part_of(std::move(vacancies), occupations, places));
}

void StructuredIndex::settle(Part part) {
    shelves_ = std::make_shared<Shelves>(shelves_of(part));
    settled_ = std::make_shared<Part>(std::move(part));
    replaced_ = {};
}

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
        next.settle(merged(*settled_, next.replaced_, *next.recent_));
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
    std::vector<std::uint16_t> work_of_some;
    std::ranges::set_union(settled_->occupations, recent_->occupations, std::back_inserter(work_of_some));
    std::vector<std::uint16_t> all_places(places_);
    std::iota(all_places.begin(), all_places.end(), std::uint16_t{0});
    auto occupations = levels_of(question.occupation, work_of_some);
    auto places = levels_of(question.place, all_places);
    count_buckets(occupations, *settled_, *recent_,
                  [](const Part& part, std::uint16_t o) { return part.of_occupation[o + 1U] - part.of_occupation[o]; });
    for (auto& level : occupations)
        for (const auto o : level.values) level.shelves += shelves_->of_occupation[o + 1U] - shelves_->of_occupation[o];
    count_buckets(places, *settled_, *recent_, [](const Part& part, std::uint16_t p) { return part.at_place(p).size(); });
    const Scan scan(question);
    const auto most_else = most_of_the_rest(question) + scan.most_of_named();
    std::vector<Step> steps;
    for (const auto& occupation : occupations)
        for (const auto& place : places)
            steps.push_back({&occupation, &place, question.worth->of(occupation.points + place.points + most_else)});
    std::ranges::stable_sort(steps, std::greater{}, &Step::at_most);

    Reader reader(question, scan, count, work, width);
    const RowSet none;
    std::optional<Ceilings> ceilings;
    std::vector<Waiting> waiting;  // a heap
    // Puts the shelves of a step among those that wait; not where reading its buckets is the shorter way.
    const auto wait_for_shelves = [&](const Step& step) {
        constexpr std::size_t few_buckets = 1000;
        constexpr std::size_t shelf_costs = 4;  // buckets
        const auto buckets = std::min({step.occupation->settled, step.place->settled, pairs_of(*step.occupation, *step.place)});
        if (buckets < few_buckets || shelf_costs * buckets < step.occupation->shelves) return false;
        if (!ceilings) ceilings.emplace(*shelves_, question, scan);
        const auto before = waiting.size();
        for (const auto o : step.occupation->values) {
            for (auto shelf = shelves_->of_occupation[o]; shelf < shelves_->of_occupation[o + 1U]; ++shelf) {
                const auto beside = ceilings->beside_place(shelf);
                if (beside == Ceilings::closed) continue;
                const auto at_most = question.worth->of(unpacked(beside) + step.place->points);
                if (at_most >= reader.shortlist.least()) waiting.push_back({at_most, shelf, step.place});
            }
        }
        const bool is_shorter = shelf_costs * (waiting.size() - before) <= buckets;
        if (!is_shorter) waiting.resize(before);
        std::ranges::make_heap(waiting, {}, &Waiting::at_most);
        return is_shorter;
    };
    for (auto step = steps.begin();;) {
        const bool is_shelf = !waiting.empty() && (step == steps.end() || waiting.front().at_most >= step->at_most);
        if (!is_shelf && step == steps.end()) break;
        if ((is_shelf ? waiting.front().at_most : step->at_most) < reader.shortlist.least()) break;
        if (is_shelf) {
            const auto next = waiting.front();
            std::ranges::pop_heap(waiting, {}, &Waiting::at_most);
            waiting.pop_back();
            reader.read(*settled_, replaced_, *shelves_, *ceilings, next.shelf, next.place->points, next.at_most);
        } else {
            if (!wait_for_shelves(*step))
                reader.read(*settled_, replaced_, &Level::settled, *step->occupation, *step->place, step->at_most);
            reader.read(*recent_, none, &Level::recent, *step->occupation, *step->place, step->at_most);
            ++step;
        }
    }
    return std::move(reader.shortlist).in_order();
}

}  // namespace matching
