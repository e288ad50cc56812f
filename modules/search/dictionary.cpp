#include "modules/search/dictionary.hpp"

#include <algorithm>

#include "platform/assets/assets.hpp"

namespace search {

namespace {

constexpr std::size_t usual_words = 32'000;

std::string key_of(std::string_view prefixes, std::string_view ending) {
    std::string key(prefixes);
    key.append("+").append(ending);
    return key;
}

// "me", "menge" and "mem" are one family; "per" stands with "pe": "pelatihan", "perlatihan".
std::string family_of(std::string_view prefixes) { return std::string(prefixes.substr(0, 2)); }

// Before the tab, behind it.
std::pair<std::string_view, std::string_view> halves(std::string_view line) {
    const auto tab = line.find('\t');
    return tab == std::string_view::npos ? std::pair{line, std::string_view{}} : std::pair{line.substr(0, tab), line.substr(tab + 1)};
}

template <class Take>
void for_each_line(std::string_view text, Take take) {
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        if (!line.empty()) take(line);
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
}

}  // namespace

Dictionary::Dictionary(std::string_view words, std::string_view own) {
    words_.reserve(usual_words);
    for_each_line(words, [&](std::string_view line) {
        const auto [first, rest] = halves(line);
        if (first.size() == 2 && first.front() == '=') {
            const auto [prefixes, ending] = halves(rest);
            letters_.emplace(key_of(prefixes, ending), first.back());
            families_[family_of(prefixes)] += first.back();
        } else {
            words_.push_back({first, rest});
        }
    });
    for_each_line(own, [&](std::string_view line) {
        if (line.starts_with('#')) return;
        const auto [word, root] = halves(line);
        own_.emplace(word, root.empty() ? word : root);
    });
}

const Dictionary& Dictionary::shipped() {
    static const Dictionary dictionary = [] {
        const auto bytes = [](std::string_view name) {
            const auto file = assets::find(name);
            return file ? std::string_view(file->bytes) : std::string_view{};
        };
        return Dictionary(bytes("data/dictionary.tsv"), bytes("data/roots.tsv"));
    }();
    return dictionary;
}

std::string_view Dictionary::standing_for(std::string_view word) const {
    const auto found = own_.find(word);
    return found == own_.end() ? word : found->second;
}

const Dictionary::Word* Dictionary::find(std::string_view word) const {
    const auto found = std::ranges::lower_bound(words_, word, {}, &Word::text);
    return found == words_.end() || found->text != word ? nullptr : &*found;
}

std::string_view Dictionary::letters_of(std::string_view word) const {
    const auto* found = find(word);
    return found == nullptr ? std::string_view{} : found->letters;
}

bool Dictionary::derives(std::string_view word, const Derivation& derivation) const {
    const auto letters = letters_of(word);
    if (letters.empty()) return false;
    const auto letter = letters_.find(key_of(derivation.prefixes, derivation.ending));
    return letter != letters_.end() && letters.find(letter->second) != std::string_view::npos;
}

bool Dictionary::takes(std::string_view word, std::string_view prefixes) const {
    const auto family = families_.find(family_of(prefixes));
    return family != families_.end() && letters_of(word).find_first_of(family->second) != std::string_view::npos;
}

bool Dictionary::takes_any(std::string_view word) const { return !letters_of(word).empty(); }

}  // namespace search
