#include "modules/search/words.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/search/analyser.hpp"
#include "modules/search/concepts.hpp"
#include "modules/search/roots.hpp"
#include "modules/search/telling.hpp"
#include "modules/search/terms.hpp"

namespace search {

namespace {

constexpr std::size_t words_max = 12;
constexpr std::size_t shortest_guessed = 5;  // letters
constexpr std::size_t guesses_max = 3;
constexpr double concept_weight = 0.8;  // another word for the same work, against the word itself
constexpr double little_weight = 0.2;   // a word that says little, against one that says more
// Who looks for "perawat" also finds "perawatan", but behind everybody who is called a nurse by any word.
constexpr double form_weight = 0.8;               // the word as it was typed, or a name of the same work
constexpr double same_root_weight = 0.3;          // what only shares the root of a derived word
constexpr double same_root_concept_weight = 0.2;  // other words for something that does
constexpr double doer_weight = 0.5;               // "penjahit", for who looks for "menjahit" or "jahit"

// The words of a question, each root once.
struct Said {
    std::vector<std::string> words;
    std::vector<std::string> roots;
};

Said said_in(std::string_view typed, Wording wording) {
    Said said;
    const auto add = [&](std::string_view word, std::string_view root) {
        if (said.roots.size() == words_max || std::ranges::find(said.roots, root) != said.roots.end()) return;
        said.words.emplace_back(word);
        said.roots.emplace_back(root);
    };
    if (wording == Wording::plain) {
        Terms terms(wording);
        for (const auto word : terms.read(typed).words) add(word, word);
    } else {
        for (const auto& word : words_of(typed)) add(word, root_of(word));
    }
    return said;
}

bool is_derived_in(const Said& said, std::string_view root) {
    const auto at = std::ranges::find(said.roots, root) - said.roots.begin();
    return at < std::ssize(said.roots) && said.words[static_cast<std::size_t>(at)] != root;
}

// One word or name of a question.
struct Asked {
    std::vector<Wanted> group;  // the first term is what was typed
    std::vector<Wanted> forms;  // how it was put: raises, is not required
};

void add_word(Asked& asked, const std::string& word, const std::string& root) {
    const bool is_derived = word != root;
    const std::string_view roots[] = {root};
    const std::string_view words[] = {word};
    const auto other = Concepts::shipped().at_front(roots);
    const bool is_name = other && !other->exact.empty() && Concepts::shipped().has_name(words);
    asked.group.push_back({root, is_derived ? same_root_weight : 1});
    if (other) {
        const bool may_be_another = !other->exact.empty() && (is_name || is_derived);
        asked.group.push_back({std::string(other->term), may_be_another ? same_root_concept_weight : concept_weight});
    }
    if (is_derived) asked.forms.push_back({form_of(word), form_weight});
    if (is_name) asked.forms.push_back({std::string(other->exact), form_weight});
    if (telling(root) == Telling::much && !is_doer(word, root) && !word.ends_with("an"))
        asked.forms.push_back({doer_of(root), doer_weight});
}

// A name of several words ("keselamatan kerja") is one term. How many words it takes; 0 = none begins here.
std::size_t add_name(Asked& asked, const SearchIndex& index, const Said& said, std::size_t at) {
    const std::vector<std::string_view> roots(said.roots.begin() + static_cast<std::ptrdiff_t>(at), said.roots.end());
    const auto found = Concepts::shipped().at_front(roots);
    if (!found || found->words < 2 || index.count(found->term) == 0) return 0;
    const auto written = std::span(said.words).subspan(at, found->words);
    const bool is_name =
        !found->exact.empty() && Concepts::shipped().has_name(std::vector<std::string_view>(written.begin(), written.end()));
    asked.group.push_back({std::string(found->term), is_name ? same_root_weight : 1});
    if (is_name) asked.forms.push_back({std::string(found->exact), form_weight});
    return found->words;
}

// The nearest that somebody wrote; the likeliest last: it is the one that is told.
void add_guesses(Asked& asked, const SearchIndex& index, const std::string& word, const std::string& root, Reading& reading) {
    std::string meant;
    auto guesses = index.near(root, guesses_max);
    for (auto guess = guesses.rbegin(); guess != guesses.rend(); ++guess) {
        meant = *guess;
        if (index.wording() == Wording::plain)
            asked.group.push_back({meant, 1});
        else
            add_word(asked, meant, meant);
    }
    if (index.wording() == Wording::indonesian && asked.group.empty()) {
        guesses = index.near(form_of(word), guesses_max);
        for (auto guess = guesses.rbegin(); guess != guesses.rend(); ++guess) {
            meant = guess->substr(1);
            add_word(asked, meant, root_of(meant));
        }
    }
    if (index.wording() == Wording::indonesian && asked.group.empty()) {
        for (const auto term : Concepts::shipped().near(root)) {
            if (index.count(term) == 0) continue;
            asked.group.push_back({std::string(term), concept_weight});
            meant = term.substr(1);
        }
    }
    if (!meant.empty()) reading.corrected.push_back({word, meant});
}

// "Progammer", "waitres": somebody has written so once, and hardly anybody looks for that one advert.
void add_what_most_write(Asked& asked, const SearchIndex& index, const std::string& root, Reading& reading) {
    constexpr std::size_t rare = 2;
    constexpr std::size_t shortest = 6;
    constexpr std::size_t times = 8;  // that the other word is written more often
    if (asked.group.size() > 1 || root.size() < shortest) return;
    const auto count = index.count(root);
    if (count == 0 || count > rare) return;
    for (const auto& meant : index.near(root, 1)) {
        if (meant == root || index.count(meant) < times * count) continue;
        add_word(asked, meant, meant);
        reading.corrected.push_back({root, meant});
    }
}

Telling telling_of(const Asked& asked) { return telling(asked.group.front().term); }

// Words that say little are not required beside one that says more.
Words words_from(std::vector<Asked> all, Wording wording) {
    Words words;
    const bool says_much =
        wording == Wording::plain || std::ranges::any_of(all, [](const auto& asked) { return telling_of(asked) == Telling::much; });
    for (auto& asked : all) {
        const auto tells = says_much && wording == Wording::indonesian ? telling_of(asked) : Telling::much;
        for (auto* wanted : {&asked.forms, &asked.group})
            if (tells == Telling::little)
                for (auto& one : *wanted) one.weight *= little_weight;
        words.besides.insert(words.besides.end(), asked.forms.begin(), asked.forms.end());
        if (tells == Telling::much)
            words.groups.push_back(std::move(asked.group));
        else
            words.besides.insert(words.besides.end(), asked.group.begin(), asked.group.end());
    }
    return words;
}

}  // namespace

Reading read_words(const SearchIndex& index, std::string_view typed, const RelatedWords& related) {
    typed = typed.substr(0, 500);
    Reading reading;
    const bool is_plain = index.wording() == Wording::plain;
    const auto said = said_in(typed, index.wording());
    std::vector<Asked> all;
    for (std::size_t at = 0; at < said.roots.size();) {
        Asked asked;
        const auto named = is_plain ? 0 : add_name(asked, index, said, at);
        if (named == 0) {
            const auto& root = said.roots[at];
            if (is_plain)
                asked.group.push_back({root, 1});
            else
                add_word(asked, said.words[at], root);
            const bool is_known = std::ranges::any_of(asked.group, [&](const Wanted& one) { return index.count(one.term) > 0; });
            const bool says_much = is_plain || telling(root) == Telling::much;
            if (!is_known) asked = {};
            if (!is_known && says_much && text::length(root) >= shortest_guessed) add_guesses(asked, index, said.words[at], root, reading);
            if (is_known && !is_plain && says_much) add_what_most_write(asked, index, root, reading);
            if (asked.group.empty() && says_much) reading.unknown.push_back(root);
            // A word that leads nowhere stays as one that nobody has.
            if (asked.group.empty()) asked.group.push_back({root, 1});
        }
        all.push_back(std::move(asked));
        at += std::max<std::size_t>(named, 1);
    }
    reading.words = words_from(std::move(all), index.wording());
    if (is_plain) return reading;
    reading.words.also = related.of(typed);
    // Which form is meant was typed, the learned words know roots only; and "staf" stands beside every work.
    std::erase_if(reading.words.also, [&](const Related& one) {
        return is_derived_in(said, one.term) || (one.in_title && telling(one.term) == Telling::little);
    });
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
    // Asked is for a kind of work, by the name of a schooling ("Keperawatan"): roots and learned words say it better than the
    // form that was typed or the concept of a single word does (docs/performance.md).
    for (auto& group : question.words.groups) {
        if (group.size() > 1) std::erase_if(group, [](const Wanted& one) { return one.term.starts_with('~'); });
        for (auto& wanted : group) wanted.weight = 1;
    }
    std::erase_if(question.words.besides, [](const Wanted& one) { return !is_written(one.term); });
    question.words.also = related.of(typed);
    std::vector<std::int64_t> ids;
    for (const auto& hit : index.search(question).best) ids.push_back(hit.id);
    return ids;
}

}  // namespace search
