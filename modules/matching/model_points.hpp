#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/mix.hpp"

// A vacancy and a seeker as the index reads them: what must be granted is bits, what counts is points from tables.
// Integers only, so that the answer is the same bytes on every machine.
namespace matching {

constexpr std::size_t education_levels_max = 16;
constexpr std::size_t experience_classes = 16;
constexpr std::size_t kinds_max = 16;          // of contract and way of working
constexpr std::size_t skills_wanted_max = 16;  // of one vacancy
constexpr std::size_t credit_max = 15;         // for one wanted skill
constexpr std::size_t title_words_max = 6;
constexpr std::size_t papers_liked_max = 4;
constexpr std::size_t ages_max = 32;  // of a vacancy, in days; the last is for all older ones

// What a vacancy must have granted by the person: bits of `need` that are not in `have` exclude it.
struct Mask {
    std::uint64_t a{};
    std::uint64_t b{};
    friend bool operator==(const Mask&, const Mask&) = default;
};
constexpr bool grants(const Mask& have, const Mask& need) { return ((need.a & ~have.a) | (need.b & ~have.b)) == 0; }

// Points on the two sides of a match: the chance of being taken, and what it is worth to the person.
struct Addend {
    std::int16_t chance{};
    std::int16_t wish{};
    friend constexpr Addend operator+(Addend a, Addend b) {
        return {static_cast<std::int16_t>(a.chance + b.chance), static_cast<std::int16_t>(a.wish + b.wish)};
    }
    friend bool operator==(const Addend&, const Addend&) = default;
};
// An occupation or a place that the person does not come to at all.
constexpr Addend shut{-1, -1};

// Makes a score of the two sums: chance[a] x wish[b] / 65536. Neither table ever falls, so more points never lower a score.
struct Worth {
    std::vector<std::uint32_t> chance;
    std::vector<std::uint32_t> wish;
    std::int32_t of(Addend sum) const {
        const auto at = [](const std::vector<std::uint32_t>& table, std::int16_t points) {
            return std::uint64_t{table[std::min(static_cast<std::size_t>(points), table.size() - 1)]};
        };
        return static_cast<std::int32_t>(at(chance, sum.chance) * at(wish, sum.wish) >> 16);
    }
};

constexpr std::uint16_t no_last_day = 0xFFFF;

struct VacancyFacts {
    std::int64_t id{};
    Mask need{};
    std::uint16_t last_day{no_last_day};  // days since 1970; it is not there on the day after
    std::uint16_t since{};                // day from which it is shown; 0 = not told
    std::uint16_t occupation{};           // dense numbers, not codes
    std::uint16_t place{};
    std::uint16_t wage{};       // in the unit of the question's wage steps; 0 = not told
    std::uint16_t study{};      // which fields of study it asks for; 0 = none
    std::uint8_t education{};   // lowest level wanted
    std::uint8_t experience{};  // class wanted
    std::uint8_t kind{};
    std::uint8_t skill_count{};
    std::uint8_t word_count{};
    std::uint8_t liked_count{};
    // Each once, in all three.
    std::array<std::uint16_t, skills_wanted_max> skills{};
    std::array<std::uint16_t, title_words_max> words{};   // of its title
    std::array<std::uint16_t, papers_liked_max> liked{};  // papers that speak for somebody

    std::span<const std::uint16_t> wanted() const { return std::span(skills).first(skill_count); }
    std::span<const std::uint16_t> title() const { return std::span(words).first(word_count); }
    std::span<const std::uint16_t> papers_liked() const { return std::span(liked).first(liked_count); }
};

// What vacancies cost in points of score, where others want them too; whatever is not in it costs nothing.
class PriceList {
  public:
    struct Entry {
        std::int64_t id{};
        std::int32_t price{};  // above 0
    };
    explicit PriceList(const std::vector<Entry>& entries) : slots_(std::bit_ceil(2 * entries.size() + 1)) {
        for (const auto& one : entries) slots_[slot_of(one.id)] = one;
    }
    std::int32_t of(std::int64_t id) const { return slots_[slot_of(id)].price; }

  private:
    // Where it stands, or the free slot where it would.
    std::size_t slot_of(std::int64_t id) const {
        auto at = static_cast<std::size_t>(mixed(static_cast<std::uint64_t>(id))) & (slots_.size() - 1);
        while (slots_[at].price != 0 && slots_[at].id != id) at = (at + 1) & (slots_.size() - 1);
        return at;
    }
    std::vector<Entry> slots_;  // half of them free at least
};

// A seeker's view: what each value of a vacancy is worth to this person, in points that are never below nothing. Values
// beyond a table are worth nothing.
struct Question {
    std::uint16_t today{};
    std::vector<Addend> occupation;  // by occupation
    std::vector<Addend> place;       // by place
    std::vector<Addend> study;       // by study
    std::array<Addend, education_levels_max> education{};
    std::array<Addend, kinds_max> kind{};
    // [class wanted]: points of somebody whose experience in the occupation has the class `practised[occupation]`.
    std::array<std::array<Addend, experience_classes>, experience_classes> experience{};
    std::vector<std::uint8_t> practised;
    struct WageStep {
        std::uint16_t from{};  // this wage or more
        Addend points;
    };
    std::vector<WageStep> wage;  // best first
    Addend wage_not_told;
    std::vector<std::uint8_t> skills;  // by skill: credit, 0 to credit_max
    // [skills wanted][sum of credits]
    const std::array<std::vector<Addend>, skills_wanted_max + 1>* coverage{};
    std::vector<std::uint8_t> words;   // 1 = the person's own, too
    std::vector<std::uint8_t> papers;  // 1 = held
    // [words of the title][the person's own], [papers liked][held]; none = such words and papers are worth nothing
    const std::array<std::array<Addend, title_words_max + 1>, title_words_max + 1>* words_shared{};
    const std::array<std::array<Addend, papers_liked_max + 1>, papers_liked_max + 1>* papers_held{};
    std::array<Addend, ages_max> age{};  // by days since the vacancy is shown
    const Worth* worth{};
    Mask have{~0ULL, ~0ULL};
    std::uint64_t lottery{};    // key of the draw among equals; 0 = the lower id is first
    const PriceList* prices{};  // the best are those by score less price; none = nothing costs anything
};

struct Points {
    Addend occupation, place, study, education, experience, kind, wage, skills, words, liked, fresh;
    Addend sum() const { return occupation + place + study + education + experience + kind + wage + skills + words + liked + fresh; }
    friend bool operator==(const Points&, const Points&) = default;
};

// Which of `Question::age` a vacancy is asked by. One that is shown from tomorrow on is as fresh as today's.
constexpr std::uint32_t age_of(std::uint32_t since, std::uint32_t today) {
    const auto days = today > since ? today - since : 0;
    return days < ages_max - 1 ? days : static_cast<std::uint32_t>(ages_max - 1);
}

struct Match {
    std::int64_t id{};
    std::int32_t score{};
    Points points;
    friend bool operator==(const Match&, const Match&) = default;
};

}  // namespace matching
