#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "modules/matching/model_points.hpp"
#include "modules/matching/structured_scan.hpp"

// Vacancies of an index as it reads them: by occupation, then place, then id; never changed once made.
namespace matching {

// Some rows of a part.
class RowSet {
  public:
    void put(std::uint32_t row) {
        if (words_.size() <= row / 64) words_.resize(row / 64 + 1);
        words_[row / 64] |= std::uint64_t{1} << row % 64;
    }
    bool has(std::uint32_t row) const { return row / 64 < words_.size() && (words_[row / 64] >> row % 64 & 1) != 0; }
    std::size_t size() const;

  private:
    std::vector<std::uint64_t> words_;
};

struct Part {
    // Vacancies of one occupation in one place; only where there are some.
    struct Bucket {
        std::uint16_t place{};
        std::uint16_t occupation{};
        std::uint32_t first{};  // row; the next bucket's first is this one's end
    };
    std::vector<VacancyFacts> rows;
    Columns columns;                           // of the same rows
    std::vector<Bucket> buckets;               // one more at the end
    std::vector<std::uint32_t> of_occupation;  // first bucket of each; one more at the end
    std::vector<std::uint16_t> occupations;    // that have some, lowest first
    std::vector<std::uint32_t> by_place;       // buckets, lowest place first, then in their order
    std::vector<std::uint32_t> of_place;       // first of each in `by_place`, as far as there are some; one more at the end
    std::vector<std::uint32_t> by_id;          // rows, lowest id first

    std::optional<std::uint32_t> row_of(std::int64_t id) const;
    // Numbers of buckets; none where there are none.
    std::span<const std::uint32_t> at_place(std::uint16_t place) const {
        return place + 1U < of_place.size() ? std::span(by_place).subspan(of_place[place], of_place[place + 1U] - of_place[place])
                                            : std::span<const std::uint32_t>{};
    }
};

// Each id once. Throws std::invalid_argument for a vacancy outside the index's tables.
Part part_of(std::vector<VacancyFacts> vacancies, std::size_t occupations, std::size_t places);
// Both as one, without the rows `gone` of the first. No id is left in both.
Part merged(const Part& one, const RowSet& gone, const Part& other);

}  // namespace matching
