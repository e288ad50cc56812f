#include "modules/search/roots.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <vector>

#include "modules/search/dictionary.hpp"

namespace search {

namespace {

constexpr std::size_t shortest_root = 3;
constexpr std::size_t shortest_derived = 5;

bool is_one_of(char c, std::string_view letters) { return letters.find(c) != std::string_view::npos; }
bool is_vowel(char c) { return is_one_of(c, "aeiou"); }

// One way to take a word apart.
struct Guess {
    std::string root;
    Derivation derivation;
};

// meN-, peN-: the nasal stands for the root's first letter, or before it.
void add_nasal(std::vector<Guess>& guesses, const std::string& prefix, std::string_view rest) {
    const auto add = [&](std::string_view lost, std::string_view root) {
        guesses.push_back({std::string(lost).append(root), {prefix, {}}});
    };
    if (rest.empty()) return;
    if (is_one_of(rest.front(), "lrwymn")) add("", rest);
    const auto behind = [&](std::string_view nasal, std::string_view lost, std::string_view kept) {
        if (!rest.starts_with(nasal) || rest.size() == nasal.size()) return;
        const auto root = rest.substr(nasal.size());
        if (is_vowel(root.front())) add(lost, root);
        if (is_one_of(root.front(), kept)) add("", root);
    };
    behind("ng", "k", "aeioughkq");
    behind("ny", "s", "");
    if (!rest.starts_with("ng") && !rest.starts_with("ny")) behind("n", "t", "cdjztsp");
    behind("m", "p", "bpfv");
    if (rest.starts_with("nge")) guesses.push_back({std::string(rest.substr(3)), {prefix + "nge", {}}});
}

// Without its outermost prefix.
std::vector<Guess> without_prefix(std::string_view word) {
    std::vector<Guess> guesses;
    const auto add = [&](std::string_view form, std::string_view prefix) {
        if (word.starts_with(form) && word.size() >= form.size() + shortest_root)
            guesses.push_back({std::string(word.substr(form.size())), {std::string(prefix), {}}});
    };
    for (const std::string_view prefix : {"di", "ke", "se", "ber", "ter", "per", "ku"}) add(prefix, prefix);
    add("kau", "ku");
    // Before an r, and before a first syllable in "er", the r of the prefix is lost: "bekerja", "teraup".
    for (const std::string_view prefix : {"ber", "ter", "per"}) {
        const auto form = prefix.substr(0, 2);
        if (!word.starts_with(form) || word.size() < form.size() + shortest_root) continue;
        const auto rest = word.substr(form.size());
        if (rest.front() == 'r' || (!is_vowel(rest.front()) && rest.substr(1).starts_with("er"))) add(form, prefix);
    }
    for (const std::string_view prefix : {"me", "pe"})
        if (word.starts_with(prefix)) add_nasal(guesses, std::string(prefix), word.substr(prefix.size()));
    add("pe", "pe_");
    return guesses;
}

// How much speaks for a guess.
enum class Ground {
    stated,  // the dictionary derives the word so
    kin,     // it derives others with this prefix; or one of our own words, of which no derivations are written down
    likely,  // it does not say, but a word so long is no accident
};

std::optional<Ground> ground_of(const Dictionary& dictionary, const Guess& guess) {
    const auto& [root, derivation] = guess;
    const auto& [prefixes, ending] = derivation;
    if ((prefixes.empty() && ending.empty()) || dictionary.derives(root, derivation)) return Ground::stated;
    if (prefixes == "penge" && dictionary.derives(root, {"menge", {}})) return Ground::stated;
    if (prefixes == "pe_") {
        constexpr std::size_t longer = 5;
        const bool is_doer = root.size() >= longer && dictionary.derives(root, {"pe", ending});
        return is_doer ? std::optional(Ground::kin) : std::nullopt;
    }
    if (dictionary.is_own(root) && !(prefixes.empty() && ending == "i")) return Ground::kin;
    constexpr std::size_t long_root = 5;
    constexpr std::size_t usual_root = 4;
    const bool takes_any = dictionary.takes_any(root);
    if (prefixes.empty()) {
        if (ending == "kan" && dictionary.takes(root, "me")) return Ground::kin;
        return ending == "an" && takes_any && root.size() >= usual_root ? std::optional(Ground::likely) : std::nullopt;
    }
    if (dictionary.takes(root, prefixes)) return Ground::kin;
    const bool is_se = prefixes.starts_with("se");
    const bool is_ke = prefixes.starts_with("ke");
    if (root.size() >= long_root && !is_se && !is_ke) return Ground::likely;
    return takes_any && root.size() >= usual_root && !is_se ? std::optional(Ground::likely) : std::nullopt;
}

// The best guess: the firmest ground; "mengelas" is "las" rather than "kelas"; our own words, which are of work; the longest,
// because to take too little off is the smaller mistake.
class Best {
  public:
    Best(const Dictionary& dictionary, std::string_view word) : dictionary_(dictionary), word_(word) {}

    void offer(const Guess& guess) {
        const auto& root = guess.root;
        if (root.size() < shortest_root || root == word_ || !dictionary_.has(root)) return;
        const auto ground = ground_of(dictionary_, guess);
        if (!ground) return;
        const bool is_syllable = *ground == Ground::stated && guess.derivation.prefixes.ends_with("nge");
        Rank rank{*ground, !is_syllable, !dictionary_.is_own(root), -static_cast<int>(root.size()), root};
        if (!best_ || rank < *best_) best_ = std::move(rank);
    }
    std::optional<std::string> root() const { return best_ ? std::optional(std::get<std::string>(*best_)) : std::nullopt; }

  private:
    using Rank = std::tuple<Ground, bool, bool, int, std::string>;
    const Dictionary& dictionary_;
    std::string_view word_;
    std::optional<Rank> best_;
};

template <std::size_t count>
std::vector<std::pair<std::string_view, std::string_view>> endings_of(std::string_view word,
                                                                      const std::array<std::string_view, count>& endings) {
    std::vector<std::pair<std::string_view, std::string_view>> made{{word, {}}};
    for (const auto ending : endings)
        if (word.size() >= ending.size() + shortest_root && word.ends_with(ending))
            made.emplace_back(word.substr(0, word.size() - ending.size()), ending);
    return made;
}

void offer_stem(Best& best, std::string_view stem, std::string_view ending) {
    best.offer({std::string(stem), {{}, ending}});
    for (auto& outer : without_prefix(stem)) {
        for (auto& inner : without_prefix(outer.root))
            best.offer({std::move(inner.root), {outer.derivation.prefixes + '.' + inner.derivation.prefixes, ending}});
        outer.derivation.ending = ending;
        best.offer(outer);
    }
}

}  // namespace

std::string root_of(std::string_view word) {
    const auto& dictionary = Dictionary::shipped();
    if (word.size() < shortest_derived || dictionary.has(word)) return std::string(dictionary.standing_for(word));
    static constexpr std::array<std::string_view, 3> particles = {"lah", "kah", "pun"};
    static constexpr std::array<std::string_view, 3> owners = {"nya", "ku", "mu"};
    static constexpr std::array<std::string_view, 3> suffixes = {"kan", "an", "i"};
    Best best(dictionary, word);
    for (const auto& [spoken, particle] : endings_of(word, particles))
        for (const auto& [bare, owner] : endings_of(spoken, owners))
            for (const auto& [stem, ending] : endings_of(bare, suffixes)) offer_stem(best, stem, ending);
    const auto root = best.root();
    return std::string(root ? dictionary.standing_for(*root) : word);
}

}  // namespace search
