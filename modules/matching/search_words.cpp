#include "modules/matching/search_words.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/matching/analyser.hpp"
#include "modules/matching/concepts.hpp"
#include "modules/matching/telling.hpp"
#include "modules/matching/terms.hpp"

namespace matching {

namespace {

constexpr std::size_t words_max = 12;
constexpr std::size_t shortest_guessed = 5;  // letters
constexpr std::size_t guesses_max = 3;
constexpr double concept_weight = 0.8;  // another word for the same work, against the word itself
constexpr double little_weight = 0.2;   // a word that says little, against one that says more

void add_concept(std::vector<Wanted>& group, std::string_view root) {
    const std::string_view roots[] = {root};
    if (const auto found = Concepts::shipped().at_front(roots)) group.push_back({std::string(found->term), concept_weight});
}

// The first term of a group is what was typed; a name of several words ("keselamatan kerja") says enough.
Telling telling_of(const std::vector<Wanted>& group) { return telling(group.front().term); }

// Where all words say little, all are required.
void set_aside(Words& words) {
    if (std::ranges::all_of(words.groups, [](const auto& group) { return telling_of(group) != Telling::much; })) return;
    std::erase_if(words.groups, [&](auto& group) {
        const auto tells = telling_of(group);
        if (tells == Telling::much) return false;
        for (auto& wanted : group) {
            if (tells == Telling::little) wanted.weight *= little_weight;
            words.besides.push_back(std::move(wanted));
        }
        return true;
    });
}

}  // namespace

Reading read_words(const SearchIndex& index, std::string_view typed, const RelatedWords& related) {
    Reading reading;
    const bool is_plain = index.wording() == Wording::plain;
    Terms terms(index.wording());
    // The views stay good: nothing else is read with `terms`.
    auto roots = terms.read(typed.substr(0, 500)).words;
    std::vector<std::string_view> once;
    for (const auto root : roots)
        if (once.size() < words_max && std::ranges::find(once, root) == once.end()) once.push_back(root);

    for (std::size_t at = 0; at < once.size();) {
        const auto root = once[at];
        std::vector<Wanted> group;
        std::size_t taken = 1;
        if (!is_plain) {
            if (const auto found = Concepts::shipped().at_front(std::span(once).subspan(at));
                found && found->words > 1 && index.count(found->term) > 0) {
                group.push_back({std::string(found->term), 1});
                taken = found->words;
            }
        }
        if (group.empty()) {
            group.push_back({std::string(root), 1});
            if (!is_plain) add_concept(group, root);
            const bool is_known = std::ranges::any_of(group, [&](const Wanted& one) { return index.count(one.term) > 0; });
            const bool says_much = is_plain || telling(root) == Telling::much;
            if (!is_known && says_much && text::length(root) >= shortest_guessed) {
                group.clear();
                // The likeliest last: it is the one that is told.
                auto guesses = index.near(root, guesses_max);
                for (auto near = guesses.rbegin(); near != guesses.rend(); ++near) {
                    if (!is_plain) add_concept(group, *near);
                    group.push_back({std::move(*near), 1});
                }
                if (group.empty() && !is_plain)
                    for (const auto term : Concepts::shipped().near(root))
                        if (index.count(term) > 0) group.push_back({std::string(term), concept_weight});
                if (!group.empty()) {
                    const auto& meant = group.back().term;
                    reading.corrected.push_back({std::string(root), meant.starts_with('~') ? meant.substr(1) : meant});
                }
            } else if (!is_known) {
                group.clear();
            }
            if (group.empty() && says_much) reading.unknown.emplace_back(root);
        }
        // A word that leads nowhere stays as one that nobody has.
        if (group.empty()) group.push_back({std::string(root), 1});
        reading.words.groups.push_back(std::move(group));
        at += taken;
    }
    if (!is_plain) set_aside(reading.words);
    if (!is_plain) reading.words.also = related.of(typed.substr(0, 500));
    return reading;
}

Answer find_kindly(const SearchIndex& index, SearchQuestion question) {
    Answer answer{.found = index.search(question), .relaxed = false};
    if (answer.found.count > 0 || question.words.groups.empty()) return answer;
    question.words.need = Words::Need::any_term;
    auto some = index.search(question);
    if (some.count == 0) return answer;
    return {.found = std::move(some), .relaxed = true};
}

std::vector<std::int64_t> rank(const SearchIndex& index, std::string_view typed, std::size_t limit, const RelatedWords& related) {
    SearchQuestion question{.words = read_words(index, typed, related).words, .limit = limit};
    question.words.need = Words::Need::any_term;
    // The learned words say which other words mean the same work better than the concept of a single word does: 0.425
    // against 0.421 mean average precision (docs/performance.md).
    for (auto& group : question.words.groups)
        if (group.size() > 1) std::erase_if(group, [](const Wanted& one) { return one.term.starts_with('~'); });
    std::vector<std::int64_t> ids;
    for (const auto& hit : index.search(question).best) ids.push_back(hit.id);
    return ids;
}

}  // namespace matching
