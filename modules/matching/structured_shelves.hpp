#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "modules/matching/structured_part.hpp"
#include "modules/matching/structured_scan.hpp"

// The rows of a part once more, for people who leave much open: so that what is worth much the same to anybody lies together,
// in shelves of which it is known what none of their rows exceeds. Whoever wishes for nothing and goes anywhere is told most
// of the country's vacancies by that, and reads few of them.
namespace matching {

// Where each value is found: numbers of shelves, each once, lowest first.
struct Postings {
    std::vector<std::uint32_t> first;  // by value; one more at the end
    std::vector<std::uint32_t> shelves;
    std::span<const std::uint32_t> of(std::size_t value) const {
        return value + 1 < first.size() ? std::span(shelves).subspan(first[value], first[value + 1] - first[value])
                                        : std::span<const std::uint32_t>{};
    }
};

// Up to 64 neighbours of one occupation. What is a set has a bit for each value that occurs.
struct Shelf {
    Mask need{~0ULL, ~0ULL};  // of every row
    std::uint32_t first{};    // the next shelf's first is this one's end
    std::uint32_t studies{};  // 0 is none asked for; the others share 31 bits
    std::uint32_t skill_counts{};
    std::uint16_t occupation{};
    std::uint16_t experience{};
    std::uint16_t education{};
    std::uint16_t kinds{};
    std::uint16_t wage{};      // the highest
    std::uint16_t last_day{};  // the latest
    std::uint16_t since{};     // the latest
    std::uint8_t word_counts{};
    std::uint8_t liked_counts{};
    bool has_wage_not_told{};
};
constexpr std::uint32_t study_bit(std::uint32_t study) { return study == 0 ? 0 : 1 + study % 31; }

struct Shelves {
    static constexpr std::uint32_t rows_each = Scan::at_once;
    Columns columns;
    std::vector<std::uint32_t> rows;    // of the part
    std::vector<std::uint16_t> places;  // of the same rows
    std::vector<Shelf> shelves;         // by occupation; one more at the end
    Postings skills, words, liked;
    std::vector<std::uint32_t> of_occupation;  // first shelf of each; one more at the end
};
Shelves shelves_of(const Part& part);

// What one question can get from each shelf at most.
class Ceilings {
  public:
    Ceilings(const Shelves& shelves, const Question& question, const Scan& scan);
    ~Ceilings();
    Ceilings(const Ceilings&) = delete;
    Ceilings& operator=(const Ceilings&) = delete;

    static constexpr std::uint32_t closed = 0xFFFF'FFFF;  // nobody in it is granted, or all of it is over, or its work is shut
    // Points beside those for the place, as `Scan` packs them.
    std::uint32_t beside_place(std::size_t shelf);
    // What its rows get at most for what they name, by how much they name.
    Scan::Named named_in(std::size_t shelf) const;

  private:
    struct Own {
        std::uint16_t credit;
        std::uint8_t words;
        std::uint8_t papers;
    };
    struct Tables;

    static constexpr std::uint32_t not_asked = closed - 1;
    std::uint32_t found(std::size_t shelf);

    const Shelves& shelves_;
    const Question& question_;
    const Scan& scan_;
    std::vector<Own> own_;  // by shelf: what of the person's its rows name
    std::vector<std::uint32_t> most_;
    std::unique_ptr<Tables> tables_;
};

}  // namespace matching
