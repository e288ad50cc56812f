#include "modules/matching/text_index.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/text.hpp"
#include "modules/matching/analyser.hpp"

namespace matching {

namespace {

constexpr double k1 = 1.2;
constexpr double title_weight = 2.0;
constexpr double b = 0.75;  // how much a long text is held against its words
// One point of BM25F against one point of log-odds from the learned words; chosen by cross-validation over companies.
constexpr double own_words_weight = 8.0;
// How a learned word counts where it stands.
constexpr double related_in_title = 3.0;
constexpr double usual_title = 3.0;         // terms
constexpr double usual_description = 60.0;  // terms

std::uint16_t saturated(std::size_t count) { return static_cast<std::uint16_t>(std::min<std::size_t>(count, std::numeric_limits<std::uint16_t>::max())); }

}  // namespace

void TextIndex::add(std::string_view title, std::string_view description) {
    const auto document = static_cast<Position>(lengths_.size());
    const auto titles = terms_of(title);
    const auto words = terms_of(description);
    const auto count = [&](const std::vector<std::string>& terms, std::uint16_t Posting::*where) {
        for (const auto& term : terms) {
            auto& list = postings_[term];
            if (list.empty() || list.back().document != document) list.push_back({.document = document});
            auto& times = list.back().*where;
            if (times < std::numeric_limits<std::uint16_t>::max()) ++times;
        }
    };
    count(titles, &Posting::in_title);
    count(words, &Posting::in_description);
    lengths_.push_back({saturated(titles.size()), saturated(words.size())});
    title_terms_ += titles.size();
    description_terms_ += words.size();
}

const std::vector<TextIndex::Posting>* TextIndex::postings_of(const std::string& term) const {
    const auto found = postings_.find(term);
    return found == postings_.end() ? nullptr : &found->second;
}

// One letter wrong, missing, too many or two exchanged; only for words long enough that few others are near.
std::vector<const std::vector<TextIndex::Posting>*> TextIndex::near_spellings(const std::string& term) const {
    constexpr std::size_t shortest = 5;
    std::vector<const std::vector<Posting>*> near;
    if (text::length(term) < shortest) return near;
    for (const auto& [word, list] : postings_) {
        if (word.size() + 2 > term.size() && term.size() + 2 > word.size() && text::distance(word, term, 1) == 1) near.push_back(&list);
    }
    std::ranges::sort(near, std::greater{}, [](const auto* list) { return std::pair(list->size(), list->front().document); });
    constexpr std::size_t most = 3;
    if (near.size() > most) near.resize(most);
    return near;
}

void TextIndex::add_words(const std::string& term, std::vector<double>& scores) const {
    std::vector<const std::vector<Posting>*> lists;
    if (const auto* own = postings_of(term)) lists.push_back(own);
    else lists = near_spellings(term);
    const auto documents = static_cast<double>(size());
    const double title_mean = std::max(1.0, static_cast<double>(title_terms_) / documents);
    const double description_mean = std::max(1.0, static_cast<double>(description_terms_) / documents);
    for (const auto* list : lists) {
        const auto holders = static_cast<double>(list->size());
        const double rarity = std::log(1 + (documents - holders + 0.5) / (holders + 0.5));
        for (const auto& posting : *list) {
            const auto& length = lengths_[posting.document];
            const double weighed = title_weight * posting.in_title / (1 - b + b * length.title / title_mean) +
                                   posting.in_description / (1 - b + b * length.description / description_mean);
            scores[posting.document] += own_words_weight * rarity * weighed / (weighed + k1);
        }
    }
}

void TextIndex::add_related(std::string_view query, std::vector<double>& scores) const {
    for (const auto& related : related_.of(query)) {
        const auto* list = postings_of(std::string(related.term));
        if (list == nullptr) continue;
        for (const auto& posting : *list) {
            const auto& length = lengths_[posting.document];
            if (related.in_title) {
                if (posting.in_title > 0) scores[posting.document] += related.weight * related_in_title / (0.5 + 0.5 * length.title / usual_title);
            } else if (posting.in_description > 0) {
                const double times = posting.in_description;
                scores[posting.document] += related.weight * times / (times + k1 * (1 - b + b * length.description / usual_description));
            }
        }
    }
}

std::vector<TextIndex::Position> TextIndex::search(std::string_view query, std::size_t limit) const {
    std::vector<double> scores(size());
    auto terms = terms_of(query);
    std::ranges::sort(terms);
    terms.erase(std::ranges::unique(terms).begin(), terms.end());
    for (const auto& term : terms) add_words(term, scores);
    add_related(query, scores);

    std::vector<Position> order(size());
    std::iota(order.begin(), order.end(), Position{0});
    std::erase_if(order, [&](Position one) { return scores[one] <= 0; });
    const auto better = [&](Position a, Position other) { return scores[a] != scores[other] ? scores[a] > scores[other] : a < other; };
    const auto kept = std::min(limit, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(), better);
    order.resize(kept);
    return order;
}

}  // namespace matching
