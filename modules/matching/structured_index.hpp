#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

// One seeker against every vacancy, exactly: hard constraints by a subset test, then the sum of points from tables.
// The addends are the explanation; there is no other score. Integers only, so that the answer is the same bytes on every
// machine, whatever the number of threads.
//
// Vacancies lie sorted by (occupation, place, id) in buckets. A bucket's points for occupation and place are known before
// one of its vacancies is read, and no vacancy can get more than the best of the other tables on top: buckets are visited
// from the best on, and the rest is left out as soon as none of it can enter the list (bounded top-k, exact).
namespace matching {

constexpr std::size_t education_levels_max = 16;
constexpr std::size_t skills_max = 64;  // bits of a skill set

// What a vacancy must have granted by the person: bits of `need` that are not in `have` exclude it.
struct Mask {
    std::uint64_t a{};
    std::uint64_t b{};
    friend bool operator==(const Mask&, const Mask&) = default;
};
constexpr bool grants(const Mask& have, const Mask& need) { return ((need.a & ~have.a) | (need.b & ~have.b)) == 0; }

struct VacancyFacts {
    std::uint32_t id{};
    std::uint16_t occupation{};  // dense numbers, not codes
    std::uint16_t place{};
    std::uint16_t wage{};        // in the unit of the question's wage steps
    std::uint8_t education{};    // lowest level wanted
    std::uint64_t skills{};      // wanted
    Mask need{};
};

// A seeker's view: what each value of a vacancy is worth to this person, in points.
struct Question {
    std::vector<std::uint8_t> occupation;  // by occupation
    std::vector<std::uint8_t> place;       // by place
    std::array<std::uint8_t, education_levels_max> education{};
    struct WageStep {
        std::uint16_t from{};  // this wage or more
        std::uint8_t points{};
    };
    std::vector<WageStep> wage;            // best first
    std::uint64_t skills{};                // held
    // [wanted][shared]: points for so many shared of so many wanted skills.
    const std::array<std::array<std::uint8_t, skills_max + 1>, skills_max + 1>* coverage{};
    Mask have{~0ULL, ~0ULL};
};

struct Points {
    std::uint8_t occupation{}, place{}, education{}, wage{}, skills{};
    int sum() const { return occupation + place + education + wage + skills; }
    friend bool operator==(const Points&, const Points&) = default;
};

struct Match {
    std::uint32_t id{};
    Points points;
    friend bool operator==(const Match&, const Match&) = default;
};

class StructuredIndex {
  public:
    StructuredIndex(std::vector<VacancyFacts> vacancies, std::size_t occupations, std::size_t places);

    std::size_t size() const { return rows_.size(); }

    // The `count` best, highest sum first, lower id first among equals. Never one whose need is not granted.
    std::vector<Match> best(const Question& question, std::size_t count) const;

    // How much `best` read; for measurements.
    struct Work {
        std::size_t buckets{};
        std::size_t vacancies{};
    };
    std::vector<Match> best(const Question& question, std::size_t count, Work& work) const;

  private:
    struct Row {
        std::uint64_t skills{};
        Mask need{};
        std::uint32_t id{};
        std::uint16_t wage{};
        std::uint8_t education{};
        std::uint8_t wanted{};  // skills
    };
    // Vacancies of one occupation in one place; only where there are some.
    struct Bucket {
        std::uint16_t place{};
        std::uint32_t first{};  // row; the next bucket's first is this one's end
    };

    std::vector<Row> rows_;
    std::vector<Bucket> buckets_;                  // by occupation, then place; one more at the end
    std::vector<std::uint32_t> of_occupation_;     // first bucket of each; one more at the end
    std::size_t occupations_;
    std::size_t places_;
};

}  // namespace matching
