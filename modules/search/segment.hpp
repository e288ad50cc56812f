#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "modules/search/terms.hpp"

// Some ten thousand vacancies, laid out to be searched: for each term who holds it and how often, columns for filters
// and counts, and what a list shows. Never changed once it is made.
namespace search {

struct Entry {
    std::int64_t id{};
    std::string title;           // searched, weighs most
    std::string words;           // everything else that is searched; not kept
    std::string employer;        // shown
    std::string place_text;      // shown where there is no code
    std::uint8_t province{};     // 64; 0 = not coded
    std::uint16_t regency{};     // 6471; 0 = not coded
    std::uint8_t district{};     // 1 of 64.71.01; 0 = not said
    std::uint16_t area{};        // reference::AreaNumber of the district or regency; 0 = not known
    std::uint16_t occupation{};  // KBJI unit group; 0 = not coded
    std::uint8_t education{};    // rank, see search_form.hpp; 0 = none asked
    std::uint8_t contract{};
    std::uint8_t mode{};
    bool open_to_disability{};
    std::uint32_t posted{};            // seconds since 1970
    std::uint32_t closes{0xFFFFFFFF};  // hours since 1970, UTC: not shown from then on
    std::uint32_t wage_low{};          // rupiah a month; 0 = not told
    std::uint32_t wage_high{};
};

class Segment {
  public:
    using Position = std::uint16_t;
    static constexpr std::size_t size_max = 65'536;
    // Above it a count is as good as it.
    static constexpr unsigned in_title_max = 3;
    static constexpr unsigned in_words_max = 63;

    static std::shared_ptr<const Segment> build(std::span<const Entry> entries, Terms& terms);
    // Those of both that are alive, in this order. A null list: all of them.
    using Alive = std::vector<std::uint64_t>;
    static std::shared_ptr<const Segment> merge(const Segment& first, const Alive* first_alive, const Segment& second,
                                                const Alive* second_alive);

    std::size_t size() const { return ids.size(); }

    // How often a term stands in a title (low two bits) and elsewhere, never 0 for a holder.
    using Times = std::uint8_t;
    static unsigned in_title(Times times) { return times & 3U; }
    static unsigned in_words(Times times) { return times >> 2U; }

    // The holders of one term: a sorted list, or one bit for each vacancy where many hold it.
    struct Holders {
        std::uint32_t count{};
        std::uint32_t first_time{};  // in times_
        std::uint32_t first{};       // in positions_, or the number in bitmaps_
        bool is_bitmap{};
    };
    const Holders* find(std::string_view term) const;
    // One letter wrong, missing, too many, or two exchanged. Forms only where a form is asked for.
    std::vector<std::string_view> near(std::string_view term) const;

    // visit(place in `wanted`, times) for each of `wanted` (sorted) that holds the term.
    template <class Visit>
    void visit(const Holders& holders, std::span<const Position> wanted, Visit visit) const;
    // visit(position, times) for all holders, sorted.
    template <class Visit>
    void visit_all(const Holders& holders, Visit visit) const;
    std::span<const std::uint64_t> bits(const Holders& holders) const { return bitmaps_[holders.first].bits; }  // of a bitmap
    std::size_t count_alive(const Holders& holders, const Alive& alive) const;

    // Sorted positions of one regency.
    std::span<const Position> in_regency(std::uint16_t regency) const;

    std::string_view title(Position at) const { return text(at, 0); }
    std::string_view employer(Position at) const { return text(at, 1); }
    std::string_view place_text(Position at) const { return text(at, 2); }

    struct Lengths {  // terms
        std::uint16_t words{};
        std::uint8_t title{};
    };
    std::vector<std::int64_t> ids;
    std::vector<Lengths> lengths;
    std::vector<std::uint32_t> closes, posted, wage_low, wage_high;
    std::vector<std::uint16_t> regency, occupation, area;
    std::vector<std::uint8_t> province, district, education, major, wage_step, contract, mode, flags;
    Lengths shortest{.words = 0xFFFF, .title = 0xFF};  // no vacancy has less of either
    std::uint32_t first_closes{0xFFFFFFFF};            // until then nothing of it is over

    std::uint64_t title_terms{};
    std::uint64_t words_terms{};

  private:
    class Builder;
    struct Bitmap {
        std::vector<std::uint64_t> bits;
        std::vector<std::uint16_t> before;  // holders before each word of bits
    };
    void add_columns(const Entry& entry);
    void copy_columns(const Segment& from, Position at);
    void add_texts(std::string_view title, std::string_view employer, std::string_view place);
    void add_term(std::string_view term, std::span<const Position> positions, std::span<const Times> times);
    void finish();
    std::size_t first_not_before(std::string_view wanted) const;
    std::string_view term(std::size_t number) const {
        const auto begin = number == 0 ? 0 : term_ends_[number - 1];
        return std::string_view(term_bytes_).substr(begin, term_ends_[number] - begin);
    }
    std::string_view text(Position at, std::size_t which) const {
        const auto number = std::size_t{at} * 3 + which;
        const auto begin = number == 0 ? 0 : text_ends_[number - 1];
        return std::string_view(text_bytes_).substr(begin, text_ends_[number] - begin);
    }

    std::string term_bytes_;  // sorted
    std::vector<std::uint32_t> term_ends_;
    std::vector<std::uint32_t> term_letters_;  // which letters and how long: quick to see that a word is far from another
    std::vector<Holders> holders_;
    std::vector<Times> times_;
    std::vector<Position> positions_;
    std::vector<Bitmap> bitmaps_;
    std::string text_bytes_;
    std::vector<std::uint32_t> text_ends_;
    std::vector<Position> by_regency_;
    struct Regency {
        std::uint16_t code{};
        std::uint32_t end{};
    };
    std::vector<Regency> regencies_;
};

inline constexpr std::uint8_t flag_open_to_disability = 1;
inline constexpr std::uint32_t wage_step_rupiah = 500'000;  // what the column of wages counts in
inline constexpr std::uint8_t no_major = 10;                // in the column of major groups: not coded

// --- how holders are read ---

template <class Visit>
void Segment::visit_all(const Holders& holders, Visit visit) const {
    const auto* times = times_.data() + holders.first_time;
    if (!holders.is_bitmap) {
        const auto* positions = positions_.data() + holders.first;
        for (std::uint32_t i = 0; i < holders.count; ++i) visit(positions[i], times[i]);
        return;
    }
    const auto& bits = bitmaps_[holders.first].bits;
    for (std::size_t word = 0; word < bits.size(); ++word)
        for (auto rest = bits[word]; rest != 0; rest &= rest - 1)
            visit(static_cast<Position>(word * 64 + static_cast<std::size_t>(__builtin_ctzll(rest))), *times++);
}

template <class Visit>
void Segment::visit(const Holders& holders, std::span<const Position> wanted, Visit visit) const {
    const auto* times = times_.data() + holders.first_time;
    if (holders.is_bitmap) {
        const auto& map = bitmaps_[holders.first];
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const auto word = map.bits[wanted[i] / 64];
            const auto bit = std::uint64_t{1} << (wanted[i] % 64);
            if ((word & bit) == 0) continue;
            visit(i, times[map.before[wanted[i] / 64] + static_cast<unsigned>(__builtin_popcountll(word & (bit - 1)))]);
        }
        return;
    }
    // Both are sorted: leap over those that nobody asks for.
    const auto* const begin = positions_.data() + holders.first;
    const auto* const end = begin + holders.count;
    const auto* at = begin;
    for (std::size_t i = 0; i < wanted.size() && at != end; ++i) {
        if (*at < wanted[i]) {
            std::ptrdiff_t step = 1;
            while (end - at > step && at[step] < wanted[i]) {
                at += step;
                step *= 2;
            }
            auto left = std::min<std::ptrdiff_t>(step, end - at - 1);
            while (left > 0) {  // the first that is not before
                const auto half = (left + 1) / 2;
                if (at[half] < wanted[i]) {
                    at += half;
                    left -= half;
                } else {
                    left = half - 1;
                }
            }
            ++at;
            if (at == end) break;
        }
        if (*at == wanted[i]) visit(i, times[at - begin]);
    }
}

}  // namespace search
