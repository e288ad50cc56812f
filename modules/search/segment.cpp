#include "modules/search/segment.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>

#include "base/text.hpp"

namespace search {

namespace {

// From one holder in so many on, a bit for each vacancy is smaller than a list.
constexpr std::size_t bitmap_from = 12;

// One bit a letter or digit, one for all bytes of other alphabets, so that words one typing error apart differ in two of
// them at most.
std::uint32_t letters_of(std::string_view word) {
    std::uint32_t letters = 0;
    for (const char c : word) {
        const auto byte = static_cast<unsigned char>(c);
        letters |= 1U << (byte >= 0x80U ? 31U : byte % 32U);
    }
    return letters;
}

// A bit for each that differs from `letters` in two at most; nearly all words are put aside here.
std::uint64_t close_to(std::uint32_t letters, std::span<const std::uint32_t> terms) {
    std::array<std::uint32_t, 64> differ{};
    for (std::size_t i = 0; i < terms.size(); ++i) {
        auto rest = terms[i] ^ letters;
        rest &= rest - 1;
        rest &= rest - 1;
        differ[i] = rest;
    }
    std::uint64_t close = 0;
    for (std::size_t i = 0; i < terms.size(); ++i) close |= std::uint64_t{differ[i] == 0} << i;
    return close;
}

// text::distance is 1. What both begin and end with is put aside first: then one letter is left, or two exchanged.
bool is_one_error_from(std::string_view one, std::string_view other) {
    // A letter of another alphabet may be two bytes.
    if (one.size() > other.size() + 2 || other.size() > one.size() + 2) return false;
    const auto is_wide = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    if (std::ranges::any_of(one, is_wide) || std::ranges::any_of(other, is_wide)) return text::distance(one, other, 1) == 1;
    while (!one.empty() && !other.empty() && one.front() == other.front()) {
        one.remove_prefix(1);
        other.remove_prefix(1);
    }
    while (!one.empty() && !other.empty() && one.back() == other.back()) {
        one.remove_suffix(1);
        other.remove_suffix(1);
    }
    if (one.size() == 2 && other.size() == 2) return one[0] == other[1] && one[1] == other[0];
    return one.size() <= 1 && other.size() <= 1 && one.size() + other.size() > 0;
}

bool is_alive(const Segment::Alive* alive, std::size_t at) { return alive == nullptr || ((*alive)[at / 64] >> (at % 64) & 1U) != 0; }

// Terms as numbers, in the order in which they were met.
class TermNumbers {
  public:
    std::uint32_t of(std::string_view term) {
        if ((ends_.size() + 1) * 2 > slots_.size()) grow();
        const auto hash = std::hash<std::string_view>{}(term);
        for (auto slot = hash & (slots_.size() - 1);; slot = (slot + 1) & (slots_.size() - 1)) {
            const auto [kept, number] = slots_[slot];
            if (number == none) {
                slots_[slot] = {static_cast<std::uint32_t>(hash >> 32U), static_cast<std::uint32_t>(ends_.size())};
                hashes_.push_back(hash);
                bytes_.append(term);
                ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
                return static_cast<std::uint32_t>(ends_.size() - 1);
            }
            if (kept == static_cast<std::uint32_t>(hash >> 32U) && text(number) == term) return number;
        }
    }
    std::size_t size() const { return ends_.size(); }
    std::string_view text(std::size_t number) const {
        const auto begin = number == 0 ? 0 : ends_[number - 1];
        return std::string_view(bytes_).substr(begin, ends_[number] - begin);
    }

  private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    void grow() {
        slots_.assign(std::max<std::size_t>(1024, slots_.size() * 2), {0, none});
        for (std::uint32_t number = 0; number < hashes_.size(); ++number) {
            auto slot = hashes_[number] & (slots_.size() - 1);
            while (slots_[slot].second != none) slot = (slot + 1) & (slots_.size() - 1);
            slots_[slot] = {static_cast<std::uint32_t>(hashes_[number] >> 32U), number};
        }
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> slots_;  // upper half of the hash, number
    std::vector<std::size_t> hashes_;
    std::string bytes_;
    std::vector<std::uint32_t> ends_;
};

template <class Number>
Number saturated(std::size_t count) {
    return static_cast<Number>(std::min<std::size_t>(count, std::numeric_limits<Number>::max()));
}

}  // namespace

// Collects who holds what in the order of the vacancies and sorts it by term at the end.
class Segment::Builder {
  public:
    explicit Builder(Terms& terms) : terms_(terms) {}

    Lengths add(Position at, const Entry& entry) {
        const auto titles = read(at, entry.title, [](Held& held) {
            if (in_title(held.times) < in_title_max) ++held.times;
        });
        const auto words = read(at, entry.words, [](Held& held) {
            if (in_words(held.times) < in_words_max) held.times = static_cast<Times>(held.times + 4U);
        });
        return {.words = saturated<std::uint16_t>(words), .title = saturated<std::uint8_t>(titles)};
    }

    void write(Segment& segment) const {
        std::vector<std::uint32_t> begins(numbers_.size() + 1);
        for (const auto& held : held_) ++begins[held.term + 1];
        std::partial_sum(begins.begin(), begins.end(), begins.begin());
        std::vector<Position> positions(held_.size());
        std::vector<Times> times(held_.size());
        auto next = begins;
        for (const auto& held : held_) {
            const auto to = next[held.term]++;
            positions[to] = held.at;
            times[to] = held.times;
        }
        std::vector<std::uint32_t> order(numbers_.size());
        std::iota(order.begin(), order.end(), 0U);
        std::ranges::sort(order, {}, [&](std::uint32_t number) { return numbers_.text(number); });
        for (const auto number : order) {
            const auto count = begins[number + 1] - begins[number];
            segment.add_term(numbers_.text(number), std::span(positions).subspan(begins[number], count),
                             std::span(times).subspan(begins[number], count));
        }
    }

  private:
    struct Held {
        std::uint32_t term{};
        Position at{};
        Times times{};
    };
    template <class Count>
    std::size_t read(Position at, std::string_view text, Count count) {
        const auto& found = terms_.read(text);
        for (const auto* list : {&found.words, &found.concepts, &found.forms}) {
            for (const auto term : *list) {
                const auto number = numbers_.of(term);
                if (number >= newest_.size()) newest_.resize(number + 1, none);
                auto& newest = newest_[number];
                if (newest == none || held_[newest].at != at) {
                    newest = static_cast<std::uint32_t>(held_.size());
                    held_.push_back({.term = number, .at = at});
                }
                count(held_[newest]);
            }
        }
        return found.words.size();
    }
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    Terms& terms_;
    TermNumbers numbers_;
    std::vector<std::uint32_t> newest_;  // of each term: its latest in held_
    std::vector<Held> held_;
};

std::shared_ptr<const Segment> Segment::build(std::span<const Entry> entries, Terms& terms) {
    auto made = std::make_shared<Segment>();
    Builder builder(terms);
    for (const auto& entry : entries.first(std::min(entries.size(), size_max))) {
        made->lengths.push_back(builder.add(static_cast<Position>(made->ids.size()), entry));
        made->add_columns(entry);
        made->add_texts(entry.title, entry.employer, entry.place_text);
    }
    builder.write(*made);
    made->finish();
    return made;
}

std::shared_ptr<const Segment> Segment::merge(const Segment& first, const Alive* first_alive, const Segment& second,
                                              const Alive* second_alive) {
    struct Source {
        const Segment& segment;
        std::vector<std::uint32_t> becomes;
        std::size_t next_term{};
    };
    constexpr std::uint32_t gone = 0xFFFFFFFF;
    auto made = std::make_shared<Segment>();
    std::array<Source, 2> sources{Source{first, {}, 0}, Source{second, {}, 0}};
    for (auto& [segment, becomes, next] : sources) {
        const auto* alive = &segment == &first ? first_alive : second_alive;
        for (std::size_t at = 0; at < segment.size(); ++at) {
            becomes.push_back(is_alive(alive, at) ? static_cast<std::uint32_t>(made->size()) : gone);
            if (becomes.back() == gone) continue;
            const auto position = static_cast<Position>(at);
            made->copy_columns(segment, position);
            made->add_texts(segment.title(position), segment.employer(position), segment.place_text(position));
        }
    }
    std::vector<Position> positions;
    std::vector<Times> times;
    const auto take = [&](Source& source) {
        source.segment.visit_all(source.segment.holders_[source.next_term++], [&](Position at, Times count) {
            if (source.becomes[at] == gone) return;
            positions.push_back(static_cast<Position>(source.becomes[at]));
            times.push_back(count);
        });
    };
    for (auto& [left, right] = sources;;) {
        const bool has_left = left.next_term < left.segment.holders_.size();
        const bool has_right = right.next_term < right.segment.holders_.size();
        if (!has_left && !has_right) break;
        const auto left_term = has_left ? left.segment.term(left.next_term) : std::string_view{};
        const auto right_term = has_right ? right.segment.term(right.next_term) : std::string_view{};
        const bool from_left = has_left && (!has_right || left_term <= right_term);
        const bool from_right = has_right && (!has_left || right_term <= left_term);
        positions.clear();
        times.clear();
        if (from_left) take(left);
        if (from_right) take(right);
        if (!positions.empty()) made->add_term(from_left ? left_term : right_term, positions, times);
    }
    made->finish();
    return made;
}

void Segment::add_columns(const Entry& entry) {
    ids.push_back(entry.id);
    closes.push_back(entry.closes);
    wage_low.push_back(entry.wage_low);
    wage_high.push_back(entry.wage_high);
    regency.push_back(entry.regency);
    occupation.push_back(entry.occupation);
    area.push_back(entry.area);
    posted.push_back(entry.posted);
    province.push_back(entry.province);
    district.push_back(entry.district);
    education.push_back(entry.education);
    major.push_back(entry.occupation == 0 ? no_major : static_cast<std::uint8_t>(entry.occupation / 1000 % 10));
    wage_step.push_back(static_cast<std::uint8_t>(std::min(entry.wage_high / wage_step_rupiah, 255U)));
    contract.push_back(entry.contract);
    mode.push_back(entry.mode);
    flags.push_back(entry.open_to_disability ? flag_open_to_disability : std::uint8_t{});
}

void Segment::copy_columns(const Segment& from, Position at) {
    ids.push_back(from.ids[at]);
    lengths.push_back(from.lengths[at]);
    closes.push_back(from.closes[at]);
    wage_low.push_back(from.wage_low[at]);
    wage_high.push_back(from.wage_high[at]);
    regency.push_back(from.regency[at]);
    occupation.push_back(from.occupation[at]);
    area.push_back(from.area[at]);
    posted.push_back(from.posted[at]);
    for (const auto column : {&Segment::province, &Segment::district, &Segment::education, &Segment::major, &Segment::wage_step,
                              &Segment::contract, &Segment::mode, &Segment::flags})
        (this->*column).push_back((from.*column)[at]);
}

void Segment::add_texts(std::string_view title, std::string_view employer, std::string_view place) {
    for (const auto one : {title, employer, place}) {
        text_bytes_.append(one);
        text_ends_.push_back(static_cast<std::uint32_t>(text_bytes_.size()));
    }
}

void Segment::add_term(std::string_view term, std::span<const Position> positions, std::span<const Times> times) {
    term_bytes_.append(term);
    term_ends_.push_back(static_cast<std::uint32_t>(term_bytes_.size()));
    term_letters_.push_back(letters_of(term));
    Holders holders{.count = static_cast<std::uint32_t>(positions.size()), .first_time = static_cast<std::uint32_t>(times_.size())};
    times_.insert(times_.end(), times.begin(), times.end());
    holders.is_bitmap = positions.size() * bitmap_from >= size();
    if (holders.is_bitmap) {
        holders.first = static_cast<std::uint32_t>(bitmaps_.size());
        Bitmap map;
        map.bits.resize((size() + 63) / 64);
        for (const auto position : positions) map.bits[position / 64] |= std::uint64_t{1} << (position % 64);
        std::uint16_t before = 0;
        for (const auto word : map.bits) {
            map.before.push_back(before);
            before = static_cast<std::uint16_t>(before + std::popcount(word));
        }
        bitmaps_.push_back(std::move(map));
    } else {
        holders.first = static_cast<std::uint32_t>(positions_.size());
        positions_.insert(positions_.end(), positions.begin(), positions.end());
    }
    holders_.push_back(holders);
}

void Segment::finish() {
    for (const auto& one : lengths) {
        shortest.words = std::min(shortest.words, one.words);
        shortest.title = std::min(shortest.title, one.title);
        title_terms += one.title;
        words_terms += one.words;
    }
    if (!closes.empty()) first_closes = std::ranges::min(closes);
    by_regency_.resize(size());
    std::iota(by_regency_.begin(), by_regency_.end(), Position{0});
    std::ranges::stable_sort(by_regency_, {}, [&](Position at) { return regency[at]; });
    for (std::uint32_t i = 0; i < by_regency_.size(); ++i) {
        const auto code = regency[by_regency_[i]];
        if (regencies_.empty() || regencies_.back().code != code) regencies_.push_back({.code = code});
        regencies_.back().end = i + 1;
    }
    for (const auto column : {&Segment::closes, &Segment::posted, &Segment::wage_low, &Segment::wage_high}) (this->*column).shrink_to_fit();
    for (const auto column : {&Segment::regency, &Segment::occupation, &Segment::area}) (this->*column).shrink_to_fit();
    for (const auto column : {&Segment::province, &Segment::district, &Segment::education, &Segment::major, &Segment::wage_step,
                              &Segment::contract, &Segment::mode, &Segment::flags})
        (this->*column).shrink_to_fit();
    ids.shrink_to_fit();
    lengths.shrink_to_fit();
    times_.shrink_to_fit();
    positions_.shrink_to_fit();
    text_bytes_.shrink_to_fit();
    text_ends_.shrink_to_fit();
}

std::size_t Segment::first_not_before(std::string_view wanted) const {
    std::size_t low = 0;
    for (std::size_t high = holders_.size(); low < high;) {
        const auto middle = (low + high) / 2;
        if (term(middle) < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const Segment::Holders* Segment::find(std::string_view wanted) const {
    const auto low = first_not_before(wanted);
    return low < holders_.size() && term(low) == wanted ? &holders_[low] : nullptr;
}

std::vector<std::string_view> Segment::near(std::string_view wanted) const {
    std::vector<std::string_view> found;
    const auto letters = letters_of(wanted);
    constexpr std::size_t at_once = 64;
    // Terms are sorted: forms lie together.
    const auto begin = is_form(wanted) ? first_not_before("=") : 0;
    const auto end = is_form(wanted) ? first_not_before("=~") : term_letters_.size();
    for (auto first = begin; first < end; first += at_once) {
        for (auto close = close_to(letters, std::span(term_letters_).subspan(first, std::min(at_once, end - first))); close != 0;
             close &= close - 1)
            if (const auto one = term(first + static_cast<std::size_t>(std::countr_zero(close))); is_one_error_from(one, wanted))
                found.push_back(one);
    }
    return found;
}

std::size_t Segment::count_alive(const Holders& holders, const Alive& alive) const {
    std::size_t count = 0;
    visit_all(holders, [&](Position at, Times) { count += alive[at / 64] >> (at % 64) & 1U; });
    return count;
}

std::span<const Segment::Position> Segment::in_regency(std::uint16_t code) const {
    const auto found = std::ranges::lower_bound(regencies_, code, {}, &Regency::code);
    if (found == regencies_.end() || found->code != code) return {};
    const auto begin = found == regencies_.begin() ? 0 : std::prev(found)->end;
    return std::span(by_regency_).subspan(begin, found->end - begin);
}

}  // namespace search
