#include "modules/matching/analyser.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>

#include "base/text.hpp"
#include "platform/assets/assets.hpp"

namespace matching {

namespace {

constexpr std::size_t shortest_root = 3;

const std::unordered_set<std::string_view>& roots() {
    static const auto all = [] {
        std::unordered_set<std::string_view> words;
        const auto file = assets::find("data/roots.tsv");
        for (auto rest = file ? std::string_view(file->bytes) : std::string_view{}; !rest.empty();) {
            const auto line = rest.substr(0, rest.find('\n'));
            if (!line.empty()) words.insert(line);
            rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        }
        return words;
    }();
    return all;
}

// "dan", "yang", "the": in every second text, in no question.
constexpr std::array<std::string_view, 48> empty_words = {
    "dan",     "di",     "ke",      "dari", "yang",  "untuk", "dengan", "pada", "dalam", "serta", "atau",   "oleh",
    "sebagai", "adalah", "akan",    "bisa", "dapat", "ini",   "itu",    "juga", "para",  "agar",  "secara", "sesuai",
    "maupun",  "antara", "tentang", "guna", "the",   "of",    "to",     "and",  "in",    "for",   "a",      "an",
    "as",      "is",     "are",     "with", "on",    "at",    "be",     "by",   "or",    "our",   "will",   "you"};

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

// The longest root among what was tried: to take too little off is the smaller mistake.
class Roots {
  public:
    void try_word(std::string_view word) { try_text(std::string(word)); }
    void try_with(char lost, std::string_view rest) { try_text(lost + std::string(rest)); }
    // Of a root of one syllable: "mengelas" is "las", not "kelas".
    void prefer(std::string_view word) {
        if (std::ranges::count_if(word, is_vowel) == 1 && roots().contains(word)) preferred_ = word;
    }
    std::optional<std::string> best() const { return preferred_.empty() ? best_ : std::optional(preferred_); }

  private:
    void try_text(std::string word) {
        if (word.size() < shortest_root || !roots().contains(word)) return;
        if (!best_ || word.size() > best_->size() || (word.size() == best_->size() && word < *best_)) best_ = std::move(word);
    }
    std::optional<std::string> best_;
    std::string preferred_;
};

template <std::size_t count>
std::vector<std::string_view> without_endings(std::string_view word, const std::array<std::string_view, count>& endings) {
    std::vector<std::string_view> made{word};
    for (const auto ending : endings) {
        if (word.size() >= ending.size() + shortest_root && word.ends_with(ending))
            made.push_back(word.substr(0, word.size() - ending.size()));
    }
    return made;
}

// The nasal of meN- and peN- stands for the root's first letter or before it.
void try_nasal(Roots& found, std::string_view rest) {
    found.try_word(rest);
    if (rest.starts_with("ng")) {
        found.try_word(rest.substr(2));
        found.try_with('k', rest.substr(2));
        if (rest.substr(2).starts_with('e')) found.prefer(rest.substr(3));
    }
    if (rest.starts_with("ny"))
        found.try_with('s', rest.substr(2));
    else if (rest.starts_with('n')) {
        found.try_word(rest.substr(1));
        found.try_with('t', rest.substr(1));
    }
    if (rest.starts_with('m')) {
        found.try_word(rest.substr(1));
        found.try_with('p', rest.substr(1));
    }
}

// `depth` prefixes stand before one another at most: "memper-", "diper-", "keber-".
void try_prefixes(Roots& found, std::string_view word, int depth) {
    found.try_word(word);
    if (depth == 0) return;
    for (const std::string_view prefix : {"di", "ke", "se", "ber", "ter", "per", "bel", "pel"}) {
        if (word.starts_with(prefix)) try_prefixes(found, word.substr(prefix.size()), depth - 1);
    }
    for (const std::string_view prefix : {"me", "pe"}) {
        if (!word.starts_with(prefix)) continue;
        const auto rest = word.substr(prefix.size());
        try_nasal(found, rest);
        if (rest.starts_with("mper")) found.try_word(rest.substr(4));
    }
}

}  // namespace

std::string root_of(std::string_view word) {
    constexpr std::size_t shortest_derived = 5;
    if (word.size() < shortest_derived || roots().contains(word)) return std::string(word);
    static constexpr std::array<std::string_view, 6> clitics = {"lah", "kah", "pun", "nya", "ku", "mu"};
    static constexpr std::array<std::string_view, 3> suffixes = {"kan", "an", "i"};
    Roots found;
    for (const auto bare : without_endings(word, clitics)) {
        for (const auto stem : without_endings(bare, suffixes)) try_prefixes(found, stem, 2);
    }
    return found.best().value_or(std::string(word));
}

std::vector<std::string> terms_of(std::string_view text) {
    std::vector<std::string> terms;
    for (const auto& word : words_of(text)) terms.push_back(root_of(word));
    return terms;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    const auto lower = text::lower(text);
    std::string before;  // the part before a hyphen
    for (std::size_t at = 0; at < lower.size();) {
        // Signs of U+2000 to U+2BFF (dashes, bullets) and the blank that does not break are no letters.
        const auto lead = static_cast<unsigned char>(lower[at]);
        if (lead == 0xE2) {
            at += 3;
            before.clear();
            continue;
        }
        if (lead == 0xC2) {
            at += 2;
            before.clear();
            continue;
        }
        if (!is_in_word(lower[at])) {
            if (lower[at] != '-') before.clear();
            ++at;
            continue;
        }
        const auto begin = at;
        while (at < lower.size() && is_in_word(lower[at]) && static_cast<unsigned char>(lower[at]) != 0xE2 &&
               static_cast<unsigned char>(lower[at]) != 0xC2)
            ++at;
        const auto word = std::string_view(lower).substr(begin, at - begin);
        if (word != before && std::ranges::find(empty_words, word) == empty_words.end()) words.emplace_back(word);
        before = word;
    }
    return words;
}

}  // namespace matching
