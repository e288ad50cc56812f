#include "modules/search/index.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <unordered_set>

#include "base/workers.hpp"
#include "modules/search/distance.hpp"

namespace search {

namespace {

constexpr double k1 = 1.2;
constexpr double title_weight = 2.0;
constexpr double b = 0.75;  // how much a long text is held against its words
// One point of BM25F against one point of log-odds from the learned words; chosen by cross-validation over companies.
constexpr double own_words_weight = 8.0;
// How a learned word counts where it stands.
constexpr double related_in_title = 3.0;
constexpr double usual_title = 3.0;   // terms
constexpr double usual_words = 60.0;  // terms

using Position = Segment::Position;
using Times = Segment::Times;

bool is_alive(const Segment::Alive& alive, std::size_t at) { return (alive[at / 64] >> (at % 64) & 1U) != 0; }

class Scorer {
  public:
    explicit Scorer(const SearchIndex::Means& means) {
        for (std::size_t length = 0; length < title_share_.size(); ++length)
            title_share_[length] = static_cast<float>(title_weight / (1 - b + b * static_cast<double>(length) / means.title));
        for (std::size_t length = 0; length < words_share_.size(); ++length) words_share_[length] = words_share(length, means);
        means_ = means;
    }
    float own(Times times, const Segment::Lengths& lengths) const {
        const float share = lengths.words < words_share_.size() ? words_share_[lengths.words] : words_share(lengths.words, means_);
        const float weighed = static_cast<float>(Segment::in_title(times)) * title_share_[lengths.title] +
                              static_cast<float>(Segment::in_words(times)) * share;
        return weighed / (weighed + static_cast<float>(k1));
    }
    static float related(const Related& related, Times times, const Segment::Lengths& lengths) {
        if (related.in_title)
            return Segment::in_title(times) == 0
                       ? 0
                       : static_cast<float>(related.weight * related_in_title / (0.5 + 0.5 * lengths.title / usual_title));
        const double count = Segment::in_words(times);
        return count == 0 ? 0 : static_cast<float>(related.weight * count / (count + k1 * (1 - b + b * lengths.words / usual_words)));
    }

  private:
    static float words_share(std::size_t length, const SearchIndex::Means& means) {
        return static_cast<float>(1 / (1 - b + b * static_cast<double>(length) / means.words));
    }
    std::array<float, 256> title_share_{};
    std::array<float, 512> words_share_{};
    SearchIndex::Means means_;
};

// The best of what was offered so far.
class Best {
  public:
    Best(std::size_t limit, const std::optional<Hit>& after) : limit_(limit), after_(after) {}

    // A score is a float: so is the least that may still be taken.
    float least() const { return least_; }
    void offer(const Hit& hit) {
        if (after_ && !comes_before(*after_, hit)) return;
        hits_.push_back(hit);
        if (hits_.size() < limit_ * 2 + 64) return;
        keep();
        least_ = hits_.empty() ? least_ : static_cast<float>(hits_.back().score);
    }
    std::vector<Hit> take() && {
        keep();
        return std::move(hits_);
    }

  private:
    void keep() {
        const auto kept = std::min(limit_, hits_.size());
        std::partial_sort(hits_.begin(), hits_.begin() + static_cast<std::ptrdiff_t>(kept), hits_.end(), comes_before);
        hits_.resize(kept);
    }
    std::size_t limit_;
    const std::optional<Hit>& after_;
    std::vector<Hit> hits_;
    float least_{-std::numeric_limits<float>::infinity()};
};

// Sorted positions of one segment, with their scores beside them; kept by each thread because it is large.
struct Candidates {
    std::array<Position, Segment::size_max> at;
    std::array<float, Segment::size_max> score;
    std::array<std::uint64_t, Segment::size_max / 64> bits;
    std::array<std::uint64_t, Segment::size_max / 64> some;  // of one group
    std::size_t count{};

    std::span<const Position> all() const { return {at.data(), count}; }
    template <class Keep>
    void keep_if(Keep keep) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const auto position = at[i];
            at[kept] = position;
            kept += keep(position) ? 1U : 0U;
        }
        count = kept;
    }
    void take_bits(std::size_t words) {
        count = 0;
        for (std::size_t word = 0; word < words; ++word)
            for (auto rest = bits[word]; rest != 0; rest &= rest - 1)
                at[count++] = static_cast<Position>(word * 64 + static_cast<std::size_t>(std::countr_zero(rest)));
    }
};

Candidates& scratch() {
    thread_local const auto kept = std::make_unique<Candidates>();
    return *kept;
}

// Of these terms in one segment, one is enough.
struct Group {
    struct Term {
        const Segment::Holders* holders{};
        float rarity{};
    };
    std::vector<Term> terms;
    std::size_t holders() const {
        std::size_t sum = 0;
        for (const auto& term : terms) sum += term.holders->count;
        return sum;
    }
    bool is_list() const { return terms.size() == 1 && !terms.front().holders->is_bitmap; }
};

void take_all(Candidates& candidates, std::size_t size) {
    candidates.count = size;
    for (std::size_t at = 0; at < size; ++at) candidates.at[at] = static_cast<Position>(at);
}

// One bit for each holder of one of the terms.
std::span<const std::uint64_t> bits_of(const Segment& segment, std::span<const Group::Term> terms, Candidates& candidates) {
    if (terms.size() == 1 && terms.front().holders->is_bitmap) return segment.bits(*terms.front().holders);
    const auto words = (segment.size() + 63) / 64;
    std::fill_n(candidates.some.begin(), words, 0);
    for (const auto& term : terms)
        segment.visit_all(*term.holders, [&](Position at, Times) { candidates.some[at / 64] |= std::uint64_t{1} << (at % 64); });
    return {candidates.some.data(), words};
}

void take_holders(Candidates& candidates, const Segment& segment, const Group& group) {
    if (group.is_list()) {
        candidates.count = 0;
        segment.visit_all(*group.terms.front().holders, [&](Position at, Times) { candidates.at[candidates.count++] = at; });
        return;
    }
    std::ranges::copy(bits_of(segment, group.terms, candidates), candidates.bits.begin());
    candidates.take_bits((segment.size() + 63) / 64);
}

void keep_holders(Candidates& candidates, const Segment& segment, const Group& group) {
    if (!group.is_list()) {
        const auto* bits = bits_of(segment, group.terms, candidates).data();
        candidates.keep_if([bits](Position at) { return (bits[at / 64] >> (at % 64) & 1U) != 0; });
        return;
    }
    std::size_t kept = 0;
    segment.visit(*group.terms.front().holders, candidates.all(), [&](std::size_t i, Times) { candidates.at[kept++] = candidates.at[i]; });
    candidates.count = kept;
}

// Whoever has one term of each group and lies where it is asked for; the shortest list first.
void take_matches(Candidates& candidates, const Segment& segment, const std::vector<Group>& groups, std::uint16_t regency) {
    const auto fewest = std::ranges::min_element(groups, {}, &Group::holders);
    const auto place = regency == 0 ? std::span<const Position>{} : segment.in_regency(regency);
    const bool from_place = regency != 0 && (groups.empty() || place.size() < fewest->holders());
    auto first = groups.end();
    if (from_place) {
        std::ranges::copy(place, candidates.at.begin());
        candidates.count = place.size();
    } else if (groups.empty()) {
        take_all(candidates, segment.size());
    } else if (fewest->is_list()) {
        first = fewest;
        take_holders(candidates, segment, *fewest);
    } else {
        // All are many: 64 vacancies at a time.
        const auto words = (segment.size() + 63) / 64;
        std::ranges::copy(bits_of(segment, fewest->terms, candidates), candidates.bits.begin());
        for (auto group = groups.begin(); group != groups.end(); ++group) {
            if (group == fewest) continue;
            const auto bits = bits_of(segment, group->terms, candidates);
            for (std::size_t word = 0; word < words; ++word) candidates.bits[word] &= bits[word];
        }
        return candidates.take_bits(words);
    }
    for (auto group = groups.begin(); group != groups.end(); ++group)
        if (group != first) keep_holders(candidates, segment, *group);
}

void filter(Candidates& candidates, const Segment& segment, const Segment::Alive* alive, const Filters& filters) {
    const auto at_least = [&](const auto& column, auto least) {
        const auto* values = column.data();
        candidates.keep_if([=](Position at) { return values[at] >= least; });
    };
    const auto is = [&](const auto& column, auto wanted) {
        const auto* values = column.data();
        candidates.keep_if([=](Position at) { return values[at] == wanted; });
    };
    if (alive != nullptr) candidates.keep_if([alive](Position at) { return is_alive(*alive, at); });
    if (filters.province != 0) is(segment.province, filters.province);
    if (filters.regency != 0) is(segment.regency, filters.regency);
    if (filters.district != 0) is(segment.district, filters.district);
    if (filters.within != 0) {
        if (!filters.near || filters.near->kilometres.empty()) {
            candidates.count = 0;
            return;
        }
        const auto* areas = segment.area.data();
        const auto* kilometres = filters.near->kilometres.data();
        const auto most = filters.within;
        candidates.keep_if([=](Position at) { return kilometres[areas[at]] <= most; });
    }
    if (filters.occupation_to != 0) {
        const auto* values = segment.occupation.data();
        const auto from = filters.occupation_from;
        const auto to = filters.occupation_to;
        candidates.keep_if([=](Position at) { return values[at] >= from && values[at] <= to && values[at] != 0; });
    }
    if (filters.education_max != 0) {
        const auto* values = segment.education.data();
        const auto most = filters.education_max;
        candidates.keep_if([=](Position at) { return values[at] <= most; });
    }
    if (filters.wage_from != 0) at_least(segment.wage_high, filters.wage_from);
    if (filters.contract != 0) is(segment.contract, filters.contract);
    if (filters.mode != 0) is(segment.mode, filters.mode);
    if (filters.open_to_disability) is(segment.flags, flag_open_to_disability);
    if (filters.posted_from != 0) at_least(segment.posted, filters.posted_from);
    if (filters.now != 0 && segment.first_closes <= filters.now) at_least(segment.closes, filters.now + 1);
}

// One term decides alone: who cannot be among the best any more is not weighed in full (and gets less than `least`).
void score_single(Candidates& candidates, const Segment& segment, const Group::Term& term, const Scorer& scorer, float least) {
    std::array<float, 256> most;
    for (std::size_t times = 0; times < most.size(); ++times)
        most[times] = term.rarity * scorer.own(static_cast<Times>(times), segment.shortest) * (1 + 1e-5F);
    const auto* lengths = segment.lengths.data();
    segment.visit(*term.holders, candidates.all(), [&](std::size_t i, Times times) {
        candidates.score[i] = most[times] < least ? most[times] : term.rarity * scorer.own(times, lengths[candidates.at[i]]);
    });
}

// Adds what the group's terms are worth.
void score(Candidates& candidates, const Segment& segment, const Group& group, const Scorer& scorer) {
    const auto* lengths = segment.lengths.data();
    for (const auto& term : group.terms)
        segment.visit(*term.holders, candidates.all(), [&](std::size_t i, Times times) {
            candidates.score[i] += term.rarity * scorer.own(times, lengths[candidates.at[i]]);
        });
}

template <class Value>
void count_values(std::vector<std::uint32_t>& counts, const std::vector<Value>& column, std::span<const Position> positions) {
    const auto* values = column.data();
    // Two tables in turn: the same value twice running would wait for itself.
    auto* const even = counts.data();
    auto* const odd = even + counts.size() / 2;
    std::size_t i = 0;
    for (; i + 1 < positions.size(); i += 2) {
        ++even[values[positions[i]]];
        ++odd[values[positions[i + 1]]];
    }
    if (i < positions.size()) ++even[values[positions[i]]];
}

void count_facet(Facet facet, std::vector<std::uint32_t>& counts, const Segment& segment, const reference::Distances& near,
                 std::span<const Position> positions) {
    switch (facet) {
        case Facet::education: return count_values(counts, segment.education, positions);
        case Facet::major: return count_values(counts, segment.major, positions);
        case Facet::province: return count_values(counts, segment.province, positions);
        case Facet::regency: return count_values(counts, segment.regency, positions);
        case Facet::district: return count_values(counts, segment.district, positions);
        case Facet::wage: return count_values(counts, segment.wage_step, positions);
        case Facet::contract: return count_values(counts, segment.contract, positions);
        case Facet::mode: return count_values(counts, segment.mode, positions);
        case Facet::distance: return count_rings(counts, segment.area, near, positions);
    }
}

std::size_t values_of(Facet facet) { return facet == Facet::regency ? 0x10000 : 0x100; }

}  // namespace

bool comes_before(const Hit& one, const Hit& other) {
    if (one.score != other.score) return one.score > other.score;
    if (one.posted != other.posted) return one.posted > other.posted;
    return one.id < other.id;
}

SearchIndex::Sought SearchIndex::seek(const Wanted& wanted) const {
    Sought sought;
    std::size_t held = 0;
    for (const auto& part : parts_) {
        const auto* holders = part.segment->find(wanted.term);
        sought.holders.push_back(holders);
        if (holders != nullptr) held += part.alive ? part.segment->count_alive(*holders, *part.alive) : holders->count;
    }
    const auto all = static_cast<double>(size_);
    const auto with_it = static_cast<double>(held);
    sought.rarity = static_cast<float>(wanted.weight * own_words_weight * std::log(1 + (all - with_it + 0.5) / (with_it + 0.5)));
    return sought;
}

SearchIndex::Means SearchIndex::means() const {
    const auto vacancies = static_cast<double>(std::max<std::size_t>(1, size_));
    return {.title = std::max(1.0, static_cast<double>(title_terms_) / vacancies),
            .words = std::max(1.0, static_cast<double>(words_terms_) / vacancies)};
}

std::size_t SearchIndex::count(std::string_view term) const {
    std::size_t sum = 0;
    for (const auto& part : parts_)
        if (const auto* holders = part.segment->find(term))
            sum += part.alive ? part.segment->count_alive(*holders, *part.alive) : holders->count;
    return sum;
}

std::vector<std::string> SearchIndex::near(std::string_view term, std::size_t limit) const {
    std::map<std::string_view, std::size_t> found;
    for (const auto& part : parts_)
        for (const auto one : part.segment->near(term))
            if (is_form(term) ? is_form(one) : is_written(one)) found.emplace(one, 0);
    std::vector<std::pair<std::size_t, std::string_view>> order;
    for (const auto& [one, unused] : found)
        if (const auto holders = count(one); holders > 0) order.emplace_back(holders, one);
    std::ranges::sort(order, [](const auto& one, const auto& other) {
        return one.first != other.first ? one.first > other.first : one.second < other.second;
    });
    std::vector<std::string> best;
    for (const auto& [holders, one] : order) {
        if (best.size() == limit) break;
        best.emplace_back(one);
    }
    return best;
}

bool SearchIndex::has_regency(std::uint16_t regency) const {
    return std::ranges::any_of(parts_, [&](const Part& part) { return !part.segment->in_regency(regency).empty(); });
}

Found SearchIndex::search(const SearchQuestion& question) const {
    const auto group_in = [](std::size_t part, const std::vector<Sought>& terms) {
        Group group;
        for (const auto& term : terms)
            if (term.holders[part] != nullptr) group.terms.push_back({term.holders[part], term.rarity});
        return group;
    };
    const Scorer scorer(means());
    std::vector<std::vector<Sought>> sought;
    for (const auto& group : question.words.groups) {
        sought.emplace_back();
        for (const auto& wanted : group) sought.back().push_back(seek(wanted));
    }
    std::vector<Sought> sought_besides;
    for (const auto& wanted : question.words.besides) sought_besides.push_back(seek(wanted));
    const bool any_term = question.words.need == Words::Need::any_term;

    Found found;
    std::array<std::vector<std::uint32_t>, facet_count> counts;
    for (const auto facet : question.facets) counts[static_cast<std::size_t>(facet)].assign(2 * values_of(facet), 0);
    Best best(question.limit, question.after);
    static const reference::Distances nowhere;
    const auto& near = question.filters.near ? *question.filters.near : nowhere;
    auto& candidates = scratch();
    for (std::size_t number = 0; number < parts_.size(); ++number) {
        const auto& part = parts_[number];
        const auto& segment = *part.segment;
        std::vector<Group> groups;
        for (const auto& terms : sought) groups.push_back(group_in(number, terms));
        const auto besides = group_in(number, sought_besides);
        std::vector<std::pair<const Related*, const Segment::Holders*>> also;
        for (const auto& related : question.words.also)
            if (const auto* holders = segment.find(related.term)) also.emplace_back(&related, holders);

        if (any_term) {
            Group all;
            for (const auto& group : groups) all.terms.insert(all.terms.end(), group.terms.begin(), group.terms.end());
            for (const auto& [related, holders] : also) all.terms.push_back({holders, 0});
            if (all.terms.empty()) continue;
            take_holders(candidates, segment, all);
        } else {
            if (std::ranges::any_of(groups, [](const Group& group) { return group.terms.empty(); })) continue;
            take_matches(candidates, segment, groups, question.filters.regency);
        }
        filter(candidates, segment, part.alive.get(), question.filters);
        std::fill_n(candidates.score.begin(), candidates.count, 0.0F);
        const bool is_single = !any_term && groups.size() == 1 && groups.front().terms.size() == 1 && besides.terms.empty() && also.empty();
        if (is_single)
            score_single(candidates, segment, groups.front().terms.front(), scorer, best.least());
        else
            for (const auto& group : groups) score(candidates, segment, group, scorer);
        score(candidates, segment, besides, scorer);
        const auto* lengths = segment.lengths.data();
        for (const auto& one : also)
            segment.visit(*one.second, candidates.all(), [&, related = one.first](std::size_t i, Times times) {
                candidates.score[i] += Scorer::related(*related, times, lengths[candidates.at[i]]);
            });
        if (any_term) {
            std::size_t kept = 0;
            for (std::size_t i = 0; i < candidates.count; ++i) {
                candidates.at[kept] = candidates.at[i];
                candidates.score[kept] = candidates.score[i];
                kept += candidates.score[i] > 0 ? 1U : 0U;
            }
            candidates.count = kept;
        }

        switch (question.order) {
            case SearchQuestion::Order::best: break;
            case SearchQuestion::Order::newest: std::fill_n(candidates.score.begin(), candidates.count, 0.0F); break;
            case SearchQuestion::Order::nearest: score_nearness(candidates.score, segment.area, near, candidates.all()); break;
        }
        found.count += candidates.count;
        for (const auto facet : question.facets)
            count_facet(facet, counts[static_cast<std::size_t>(facet)], segment, near, candidates.all());
        for (std::size_t i = 0; i < candidates.count; ++i) {
            if (candidates.score[i] < best.least()) continue;
            const auto at = candidates.at[i];
            best.offer({.score = candidates.score[i], .posted = segment.posted[at], .id = segment.ids[at], .segment = &segment, .at = at});
        }
    }
    found.best = std::move(best).take();
    for (const auto facet : question.facets) {
        const auto& all = counts[static_cast<std::size_t>(facet)];
        for (std::size_t value = 0; value < values_of(facet); ++value)
            if (const auto count = all[value] + all[value + values_of(facet)]; count > 0)
                found.facets[static_cast<std::size_t>(facet)].push_back({static_cast<std::uint16_t>(value), count});
    }
    return found;
}

SearchIndex SearchIndex::with(std::span<const Entry> changed, std::span<const std::int64_t> gone) const {
    Readers readers(wording_);
    return with(changed, gone, readers);
}

SearchIndex SearchIndex::with(std::span<const Entry> changed, std::span<const std::int64_t> gone, Readers& readers) const {
    auto next = *this;
    std::vector<std::int64_t> ids(gone.begin(), gone.end());
    for (const auto& entry : changed) ids.push_back(entry.id);
    next.remove(ids);
    constexpr std::size_t worth_a_thread = 8192;
    const auto share = std::clamp((changed.size() + readers.size() - 1) / readers.size(), worth_a_thread, Segment::size_max);
    std::vector<Part> made((changed.size() + share - 1) / share);
    workers::for_each_number(readers.size(), readers.size(), [&](std::size_t reader) {
        for (auto number = reader; number < made.size(); number += readers.size()) {
            const auto entries = changed.subspan(number * share, std::min(share, changed.size() - number * share));
            made[number] = {.segment = Segment::build(entries, readers.terms(reader)), .alive = nullptr, .size = entries.size()};
        }
    });
    for (auto& part : made) {
        next.add(std::move(part));
        next.settle();
    }
    return next;
}

void SearchIndex::add(Part part) {
    size_ += part.size;
    title_terms_ += part.segment->title_terms;
    words_terms_ += part.segment->words_terms;
    parts_.push_back(std::move(part));
}

void SearchIndex::remove(std::span<const std::int64_t> ids) {
    if (ids.empty()) return;
    const std::unordered_set<std::int64_t> wanted(ids.begin(), ids.end());
    for (auto& part : parts_) {
        const auto& segment = *part.segment;
        std::shared_ptr<Segment::Alive> alive;
        for (std::size_t at = 0; at < segment.size(); ++at) {
            if (!wanted.contains(segment.ids[at]) || (part.alive && !is_alive(*part.alive, at))) continue;
            if (!alive)
                alive = part.alive ? std::make_shared<Segment::Alive>(*part.alive)
                                   : std::make_shared<Segment::Alive>((segment.size() + 63) / 64, ~std::uint64_t{0});
            (*alive)[at / 64] &= ~(std::uint64_t{1} << (at % 64));
            --part.size;
            --size_;
            title_terms_ -= segment.lengths[at].title;
            words_terms_ -= segment.lengths[at].words;
        }
        if (alive) part.alive = std::move(alive);
    }
    std::erase_if(parts_, [](const Part& part) { return part.size == 0; });
}

// Parts at least halve from one to the next, so that there are few of them and each vacancy is laid out anew seldom.
void SearchIndex::settle() {
    while (parts_.size() >= 2) {
        auto& last = parts_[parts_.size() - 1];
        auto& before = parts_[parts_.size() - 2];
        const auto together = last.size + before.size;
        if (together > Segment::size_max || before.size >= 2 * last.size) return;
        auto merged = Segment::merge(*before.segment, before.alive.get(), *last.segment, last.alive.get());
        parts_.pop_back();
        parts_.back() = {.segment = std::move(merged), .alive = nullptr, .size = together};
    }
}

}  // namespace search
