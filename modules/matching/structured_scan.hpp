#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "modules/matching/model_points.hpp"

// The loop that reads most: which vacancies of a run are possible and can still enter the list. Written once, plainly;
// built once for every machine and once for machines with wide registers (AVX2), and chosen when the program runs. Whole
// numbers only: both say the same of every vacancy.
namespace matching {

enum class Width { one, wide };
// What this machine has.
Width width_of_machine();

// What the loop needs of each row, side by side.
struct Columns {
    std::vector<std::uint64_t> need_a;
    std::vector<std::uint64_t> need_b;
    std::vector<std::uint32_t> traits;            // study << 12 | education << 8 | experience << 4 | kind
    std::vector<std::uint32_t> wage_and_day;      // wage << 16 | last day
    std::vector<std::uint32_t> since_and_counts;  // liked papers << 24 | words << 21 | skills << 16 | since
    void reserve(std::size_t rows);
    void put(const VacancyFacts& vacancy);
};

// A question's tables as the loop reads them: both sides of an addend in one number, the wish above.
class Scan {
  public:
    static constexpr std::uint32_t at_once = 64;
    explicit Scan(const Question& question);

    // At most, by how many a vacancy names.
    struct Named {
        std::array<std::uint32_t, skills_wanted_max + 1> skills{};
        std::array<std::uint32_t, title_words_max + 1> words{};
        std::array<std::uint32_t, papers_liked_max + 1> liked{};
    };

    // Of rows `first` to `first + count` (at most 64): a bit for each that is granted, not over, and worth at least `least`
    // with `known`, everything that the loop sees, and as many of its skills, words and papers as this person can have.
    std::uint64_t may_enter(const Columns& columns, std::uint32_t first, std::uint32_t count, std::size_t practised, Addend known,
                            std::int32_t least, Width width) const {
        return may_enter(columns, first, count, practised, known, least, width, named_);
    }
    // The same where it is known that no row gets more than `named` for what it names.
    std::uint64_t may_enter(const Columns& columns, std::uint32_t first, std::uint32_t count, std::size_t practised, Addend known,
                            std::int32_t least, Width width, const Named& named) const;

    // No vacancy gets more of what it names.
    Addend most_of_named() const { return most_of_named_; }
    // As far as a row can get that is among others which name, all together, so much of what is the person's own.
    Named named_with(std::size_t credit, std::size_t words, std::size_t papers) const;
    // No wage up to this one is worth more.
    std::uint32_t most_of_wage(std::uint16_t wage, bool or_not_told) const;

    struct Tables {
        std::uint64_t lack_a{};  // what the person cannot grant
        std::uint64_t lack_b{};
        std::uint32_t today{};
        std::array<std::uint32_t, education_levels_max> education{};
        std::array<std::uint32_t, kinds_max> kind{};
        std::array<std::array<std::uint32_t, experience_classes>, experience_classes> experience{};  // [practised][wanted]
        std::array<std::uint32_t, ages_max> age{};
        std::vector<std::uint32_t> study;      // the last is for all beyond
        std::vector<std::uint32_t> wage_from;  // worst first
        std::vector<std::uint32_t> wage_points;
        std::uint32_t wage_not_told{};
        const Worth* worth{};
    };

  private:
    Tables tables_;
    // Most of what is named, by how many are and how much of them is the person's own, or less.
    std::array<std::vector<std::uint32_t>, skills_wanted_max + 1> skills_;
    std::array<std::array<std::uint32_t, title_words_max + 1>, title_words_max + 1> words_{};
    std::array<std::array<std::uint32_t, papers_liked_max + 1>, papers_liked_max + 1> papers_{};
    std::array<std::size_t, skills_wanted_max + 1> best_credit_{};  // of so many skills
    Named named_;
    Addend most_of_named_;
};

// Points as the loop reads them.
constexpr std::uint32_t packed(Addend one) {
    return static_cast<std::uint32_t>(static_cast<std::uint16_t>(one.wish)) << 16 | static_cast<std::uint16_t>(one.chance);
}
constexpr Addend unpacked(std::uint32_t one) { return {static_cast<std::int16_t>(one & 0xFFFF), static_cast<std::int16_t>(one >> 16)}; }
// The most on each side.
constexpr std::uint32_t most_of_both(std::uint32_t a, std::uint32_t b) {
    return std::max(a & 0xFFFF, b & 0xFFFF) | std::max(a & 0xFFFF'0000, b & 0xFFFF'0000);
}

}  // namespace matching
