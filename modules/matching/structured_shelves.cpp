#include "modules/matching/structured_shelves.hpp"

#include <algorithm>
#include <bit>
#include <memory>
#include <numeric>

namespace matching {

namespace {

// What is alike to most people stands together: with as many skills (0, 1, 2, 3, more), of one kind of contract, asking for
// as much experience, for a field of study or any, and of much the same wage.
std::uint64_t order_of(const VacancyFacts& one) {
    constexpr std::uint8_t some = 6;  // class of experience: a year and a half
    const std::uint64_t skills = std::min<std::uint64_t>(one.skill_count, 4);
    const std::uint64_t experience = one.experience == 0 ? 0 : one.experience <= some ? 1 : 2;
    return skills << 23 | std::uint64_t{one.kind} << 19 | experience << 17 | std::uint64_t{one.study != 0} << 16 | one.wage;
}

// Rows of one occupation, in that order; rows that are alike stay in theirs.
void put_in_order(const Part& part, std::uint32_t first, std::uint32_t end, std::vector<std::uint32_t>& order) {
    std::vector<std::uint64_t> keys;
    keys.reserve(end - first);
    for (auto row = first; row < end; ++row) keys.push_back(order_of(part.rows[row]) << 32 | row);
    std::ranges::sort(keys);
    for (const auto key : keys) order.push_back(static_cast<std::uint32_t>(key));
}

void widen(Shelf& shelf, const VacancyFacts& one) {
    const auto bit = [](std::uint32_t at) { return std::uint32_t{1} << at; };
    shelf.need.a &= one.need.a;
    shelf.need.b &= one.need.b;
    shelf.studies |= bit(study_bit(one.study));
    shelf.skill_counts |= bit(one.skill_count);
    shelf.experience |= static_cast<std::uint16_t>(bit(one.experience));
    shelf.education |= static_cast<std::uint16_t>(bit(one.education));
    shelf.kinds |= static_cast<std::uint16_t>(bit(one.kind));
    shelf.wage = std::max(shelf.wage, one.wage);
    shelf.last_day = std::max(shelf.last_day, one.last_day);
    shelf.since = std::max(shelf.since, one.since);
    shelf.word_counts |= static_cast<std::uint8_t>(bit(one.word_count));
    shelf.liked_counts |= static_cast<std::uint8_t>(bit(one.liked_count));
    shelf.has_wage_not_told |= one.wage == 0;
}

template <class Values>
Postings postings_of(const Part& part, const Shelves& shelves, Values values) {
    // Calls `found` once for each shelf and each value in it.
    const auto each = [&](std::vector<std::uint32_t>& last, const auto& found) {
        for (std::uint32_t shelf = 0; shelf + 1 < shelves.shelves.size(); ++shelf) {
            for (auto at = shelves.shelves[shelf].first; at < shelves.shelves[shelf + 1].first; ++at) {
                for (const auto value : values(part.rows[shelves.rows[at]])) {
                    if (value >= last.size()) last.resize(value + 1U);
                    if (last[value] == shelf + 1) continue;
                    last[value] = shelf + 1;
                    found(value, shelf);
                }
            }
        }
    };
    Postings made;
    std::vector<std::uint32_t> last;
    std::vector<std::uint32_t> counts;
    each(last, [&](std::uint16_t value, std::uint32_t) {
        if (value >= counts.size()) counts.resize(value + 1U);
        ++counts[value];
    });
    made.first.resize(counts.size() + 1);
    std::partial_sum(counts.begin(), counts.end(), made.first.begin() + 1);
    made.shelves.resize(made.first.back());
    auto next = made.first;
    std::ranges::fill(last, 0);
    each(last, [&](std::uint16_t value, std::uint32_t shelf) { made.shelves[next[value]++] = shelf; });
    return made;
}

// The most over the values of a set, on each side; by eight values at a time.
template <std::size_t bytes>
class MostOfSet {
  public:
    template <class PointsOf>
    explicit MostOfSet(PointsOf points_of) {
        for (std::size_t byte = 0; byte < bytes; ++byte)
            for (std::size_t set = 1; set < 256; ++set)
                table_[byte][set] =
                    most_of_both(table_[byte][set & (set - 1)], points_of(8 * byte + static_cast<std::size_t>(std::countr_zero(set))));
    }
    std::uint32_t of(std::uint32_t set) const {
        std::uint32_t most = 0;
        for (std::size_t byte = 0; byte < bytes; ++byte) most = most_of_both(most, table_[byte][set >> 8 * byte & 255]);
        return most;
    }

  private:
    std::array<std::array<std::uint32_t, 256>, bytes> table_{};
};

template <class Table>
std::uint32_t most_named(std::uint32_t counts, const Table& table) {
    std::uint32_t most = 0;
    for (; counts != 0; counts &= counts - 1) most = most_of_both(most, table[static_cast<std::size_t>(std::countr_zero(counts))]);
    return most;
}

}  // namespace

Shelves shelves_of(const Part& part) {
    Shelves made;
    const auto count = part.rows.size();
    made.rows.reserve(count);
    made.places.reserve(count);
    made.columns.reserve(count);
    for (std::size_t occupation = 0; occupation + 1 < part.of_occupation.size(); ++occupation) {
        made.of_occupation.push_back(static_cast<std::uint32_t>(made.shelves.size()));
        const auto first = part.buckets[part.of_occupation[occupation]].first;
        const auto end = part.buckets[part.of_occupation[occupation + 1]].first;
        if (first == end) continue;
        put_in_order(part, first, end, made.rows);
        for (auto at = first; at < end; ++at) {
            const auto& one = part.rows[made.rows[at]];
            if ((at - first) % Shelves::rows_each == 0)
                made.shelves.push_back({.first = at, .occupation = static_cast<std::uint16_t>(occupation)});
            widen(made.shelves.back(), one);
            made.columns.put(one);
            made.places.push_back(one.place);
        }
    }
    made.of_occupation.push_back(static_cast<std::uint32_t>(made.shelves.size()));
    made.shelves.push_back({.first = static_cast<std::uint32_t>(count)});
    made.skills = postings_of(part, made, [](const VacancyFacts& one) { return one.wanted(); });
    made.words = postings_of(part, made, [](const VacancyFacts& one) { return one.title(); });
    made.liked = postings_of(part, made, [](const VacancyFacts& one) { return one.papers_liked(); });
    return made;
}

// What every shelf is asked by, once for a question.
struct Ceilings::Tables {
    Tables(const Question& question, const Scan& scan)
        : education([&](std::size_t level) { return packed(question.education[level]); }),
          kinds([&](std::size_t kind) { return packed(question.kind[kind]); }),
          studies([&, by_bit = studies_by_bit(question)](std::size_t bit) { return by_bit[bit]; }),
          with_nothing_of_theirs(scan.named_with(0, 0, 0)) {
        for (std::size_t day = age.size(); day-- > 0;)
            age[day] = most_of_both(packed(question.age[day]), day + 1 < age.size() ? age[day + 1] : 0);
    }

    static std::array<std::uint32_t, 32> studies_by_bit(const Question& question) {
        std::array<std::uint32_t, 32> made{};
        for (std::uint32_t study = 0; study < question.study.size(); ++study)
            made[study_bit(study)] = most_of_both(made[study_bit(study)], packed(question.study[study]));
        return made;
    }

    const MostOfSet<2>& experience(const Question& question, std::size_t practised) {
        auto& made = experience_by_class[practised];
        if (made == nullptr)
            made = std::make_unique<MostOfSet<2>>([&](std::size_t wanted) { return packed(question.experience[wanted][practised]); });
        return *made;
    }

    MostOfSet<2> education;
    MostOfSet<2> kinds;
    MostOfSet<4> studies;
    std::array<std::unique_ptr<MostOfSet<2>>, experience_classes> experience_by_class;
    std::array<std::uint32_t, ages_max> age{};  // so many days or more
    Scan::Named with_nothing_of_theirs;
};

Ceilings::Ceilings(const Shelves& shelves, const Question& question, const Scan& scan)
    : shelves_(shelves),
      question_(question),
      scan_(scan),
      own_(shelves.shelves.size()),
      most_(shelves.shelves.size(), not_asked),
      tables_(std::make_unique<Tables>(question, scan)) {
    const auto mark = [](const std::vector<std::uint8_t>& own, const Postings& postings, const auto& add) {
        for (std::size_t value = 0; value < own.size(); ++value) {
            if (own[value] == 0) continue;
            for (const auto shelf : postings.of(value)) add(shelf, own[value]);
        }
    };
    const auto one_more = [](std::uint8_t& number) { number = static_cast<std::uint8_t>(std::min(number + 1, 255)); };
    mark(question.skills, shelves.skills,
         [&](std::uint32_t shelf, std::uint8_t credit) { own_[shelf].credit = static_cast<std::uint16_t>(own_[shelf].credit + credit); });
    if (question.words_shared != nullptr) mark(question.words, shelves.words, [&](auto shelf, auto) { one_more(own_[shelf].words); });
    if (question.papers_held != nullptr) mark(question.papers, shelves.liked, [&](auto shelf, auto) { one_more(own_[shelf].papers); });
}

Ceilings::~Ceilings() = default;

std::uint32_t Ceilings::beside_place(std::size_t shelf) {
    if (most_[shelf] == not_asked) most_[shelf] = found(shelf);
    return most_[shelf];
}

std::uint32_t Ceilings::found(std::size_t at) {
    const auto& shelf = shelves_.shelves[at];
    const auto occupation = shelf.occupation < question_.occupation.size() ? question_.occupation[shelf.occupation] : Addend{};
    if (occupation == shut || !grants(question_.have, shelf.need) || shelf.last_day < question_.today) return closed;
    const auto practised = shelf.occupation < question_.practised.size() ? question_.practised[shelf.occupation] : std::size_t{0};
    const auto named = [&](const Scan::Named& most) {
        return most_named(shelf.skill_counts, most.skills) + most_named(shelf.word_counts, most.words) +
               most_named(shelf.liked_counts, most.liked);
    };
    const auto& own = own_[at];
    const bool has_nothing_of_theirs = own.credit == 0 && own.words == 0 && own.papers == 0;
    return packed(occupation) + tables_->education.of(shelf.education) + tables_->kinds.of(shelf.kinds) +
           tables_->studies.of(shelf.studies) + tables_->experience(question_, practised).of(shelf.experience) +
           tables_->age[age_of(shelf.since, question_.today)] + scan_.most_of_wage(shelf.wage, shelf.has_wage_not_told) +
           (has_nothing_of_theirs ? named(tables_->with_nothing_of_theirs) : named(named_in(at)));
}

Scan::Named Ceilings::named_in(std::size_t shelf) const {
    const auto& own = own_[shelf];
    return scan_.named_with(own.credit, own.words, own.papers);
}

}  // namespace matching
