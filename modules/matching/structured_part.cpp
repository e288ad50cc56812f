#include "modules/matching/structured_part.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <stdexcept>

namespace matching {

namespace {

using Rows = std::vector<std::uint32_t>;

bool fits(const VacancyFacts& one, std::size_t occupations, std::size_t places) {
    return one.occupation < occupations && one.place < places && one.education < education_levels_max && one.kind < kinds_max &&
           one.experience < experience_classes && one.skill_count <= skills_wanted_max && one.word_count <= title_words_max &&
           one.liked_count <= papers_liked_max;
}

Rows in_order_of_id(const std::vector<VacancyFacts>& vacancies) {
    Rows order(vacancies.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto id = [&](std::uint32_t at) { return vacancies[at].id; };
    if (!std::ranges::is_sorted(order, {}, id)) std::ranges::sort(order, {}, id);
    return order;
}

// Where each key begins once sorted by it; one more at the end.
template <class Key>
Rows begins_of(const Rows& order, std::size_t keys, Key key) {
    Rows begins(keys + 1);
    for (const auto at : order) ++begins[key(at) + 1U];
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    return begins;
}

// One pass of a radix sort: what is equal stays in its order.
template <class Key>
Rows sorted_by(const Rows& order, Rows begins, Key key) {
    Rows made(order.size());
    for (const auto at : order) made[begins[key(at)]++] = at;
    return made;
}
template <class Key>
Rows sorted_by(const Rows& order, std::size_t keys, Key key) {
    return sorted_by(order, begins_of(order, keys, key), key);
}

bool comes_before(const VacancyFacts& a, const VacancyFacts& b) {
    if (a.occupation != b.occupation) return a.occupation < b.occupation;
    return a.place != b.place ? a.place < b.place : a.id < b.id;
}

// `made.rows` lie in order.
void lay_out(Part& made, std::size_t occupations) {
    made.columns.reserve(made.rows.size());
    for (const auto& one : made.rows) made.columns.put(one);
    made.of_occupation.assign(occupations + 1, 0);
    std::size_t occupation = 0;
    for (std::uint32_t row = 0; row < made.rows.size(); ++row) {
        const auto& one = made.rows[row];
        for (; occupation < one.occupation; ++occupation)
            made.of_occupation[occupation + 1] = static_cast<std::uint32_t>(made.buckets.size());
        if (made.buckets.size() == made.of_occupation[occupation] || made.buckets.back().place != one.place)
            made.buckets.push_back({one.place, one.occupation, row});
    }
    for (; occupation < occupations; ++occupation) made.of_occupation[occupation + 1] = static_cast<std::uint32_t>(made.buckets.size());
    std::size_t places = 0;
    for (const auto& one : made.buckets) places = std::max<std::size_t>(places, one.place + 1U);
    Rows order(made.buckets.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto place_of = [&](std::uint32_t at) { return made.buckets[at].place; };
    made.of_place = begins_of(order, places, place_of);
    made.by_place = sorted_by(order, made.of_place, place_of);
    made.buckets.push_back({0, 0, static_cast<std::uint32_t>(made.rows.size())});
    for (std::size_t one = 0; one < occupations; ++one)
        if (made.of_occupation[one] != made.of_occupation[one + 1]) made.occupations.push_back(static_cast<std::uint16_t>(one));
}

constexpr auto nowhere = ~std::uint32_t{};

}  // namespace

std::size_t RowSet::size() const {
    std::size_t count = 0;
    for (const auto word : words_) count += static_cast<std::size_t>(std::popcount(word));
    return count;
}

std::optional<std::uint32_t> Part::row_of(std::int64_t id) const {
    const auto found = std::ranges::lower_bound(by_id, id, {}, [&](std::uint32_t row) { return rows[row].id; });
    if (found == by_id.end() || rows[*found].id != id) return {};
    return *found;
}

Part part_of(std::vector<VacancyFacts> vacancies, std::size_t occupations, std::size_t places) {
    if (!std::ranges::all_of(vacancies, [&](const VacancyFacts& one) { return fits(one, occupations, places); }))
        throw std::invalid_argument("a vacancy outside the index's tables");
    const auto by_id = in_order_of_id(vacancies);
    const auto by_place = sorted_by(by_id, places, [&](std::uint32_t at) { return vacancies[at].place; });
    const auto order = sorted_by(by_place, occupations, [&](std::uint32_t at) { return vacancies[at].occupation; });
    Part made;
    made.rows.reserve(order.size());
    Rows row_of(order.size());
    for (const auto at : order) {
        row_of[at] = static_cast<std::uint32_t>(made.rows.size());
        made.rows.push_back(vacancies[at]);
    }
    made.by_id.reserve(by_id.size());
    for (const auto at : by_id) made.by_id.push_back(row_of[at]);
    lay_out(made, occupations);
    return made;
}

Part merged(const Part& one, const RowSet& gone, const Part& other) {
    Part made;
    made.rows.reserve(one.rows.size() - gone.size() + other.rows.size());
    Rows row_of_one(one.rows.size(), nowhere);
    Rows row_of_other(other.rows.size());
    std::uint32_t theirs = 0;
    const auto take_other = [&] {
        row_of_other[theirs] = static_cast<std::uint32_t>(made.rows.size());
        made.rows.push_back(other.rows[theirs++]);
    };
    for (std::uint32_t row = 0; row < one.rows.size(); ++row) {
        if (gone.has(row)) continue;
        while (theirs < other.rows.size() && comes_before(other.rows[theirs], one.rows[row])) take_other();
        row_of_one[row] = static_cast<std::uint32_t>(made.rows.size());
        made.rows.push_back(one.rows[row]);
    }
    while (theirs < other.rows.size()) take_other();

    made.by_id.reserve(made.rows.size());
    auto next = other.by_id.begin();
    for (const auto row : one.by_id) {
        if (row_of_one[row] == nowhere) continue;
        for (; next != other.by_id.end() && other.rows[*next].id < one.rows[row].id; ++next) made.by_id.push_back(row_of_other[*next]);
        made.by_id.push_back(row_of_one[row]);
    }
    for (; next != other.by_id.end(); ++next) made.by_id.push_back(row_of_other[*next]);
    lay_out(made, one.of_occupation.size() - 1);
    return made;
}

}  // namespace matching
