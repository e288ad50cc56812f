#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "modules/matching/model_points.hpp"
#include "modules/matching/structured_part.hpp"
#include "modules/matching/structured_shelves.hpp"

// One seeker against every vacancy, exactly: hard constraints by a subset test, then two sums of points from tables, one
// for the chance and one for the wish, and one table that makes a score of the two sums. The addends are the explanation;
// there is no other score.
//
// Vacancies lie sorted by (occupation, place, id) in buckets. A bucket's points for occupation and place are known before
// one of its vacancies is read, and no vacancy can get more than the best of the other tables on top: buckets are visited
// from the best on, and the rest is left out as soon as none of it can enter the list (bounded top-k, exact).
//
// Where many places are worth the same, buckets say little: there the shelves of `structured_shelves` are
// visited, each as soon as nothing better is left.
//
// An index is a value. What changed lately lies in a small part of its own beside the large one, which indexes share; when
// the small part has grown, both become one.
namespace matching {

// The points of one vacancy, table by table. `shut` occupations and places are the caller's to leave out.
Points points_of(const Question& question, const VacancyFacts& vacancy);
// A keyed draw: the same for the same key on every machine, and never the same for two ids.
std::uint64_t lot_of(std::uint64_t key, std::int64_t id);

class StructuredIndex {
  public:
    StructuredIndex() : StructuredIndex({}, 0, 0) {}
    StructuredIndex(std::vector<VacancyFacts> vacancies, std::size_t occupations, std::size_t places);

    // The index after these changes: each of `changed` is new or stands for the one with its id, those of `gone` are left
    // out. An id is in one of them, once. Places may have become more.
    StructuredIndex with(std::vector<VacancyFacts> changed, std::span<const std::int64_t> gone, std::size_t places) const;

    std::size_t size() const;
    // None has this id: nullptr.
    const VacancyFacts* find(std::int64_t id) const;

    // The `count` best, highest score first, less the price where the question has prices; among equals the draw decides,
    // then the lower id. Never one whose need is not granted, never one that is over, never one of a shut occupation or
    // place.
    std::vector<Match> best(const Question& question, std::size_t count) const;

    // How much `best` read; for measurements.
    struct Work {
        std::size_t buckets{};
        std::size_t vacancies{};
        std::size_t shelves{};
    };
    std::vector<Match> best(const Question& question, std::size_t count, Work& work, Width width = width_of_machine()) const;

  private:
    void settle(Part part);

    std::shared_ptr<const Part> settled_;
    std::shared_ptr<const Shelves> shelves_;  // of `settled_`
    RowSet replaced_;                         // rows of `settled_` that changed since
    std::shared_ptr<const Part> recent_;
    std::size_t occupations_;
    std::size_t places_;
};

}  // namespace matching
