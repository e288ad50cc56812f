#include "modules/matching/lists.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"
#include "modules/matching/analyser.hpp"

namespace matching {

std::uint16_t WordList::put(const std::string& word) {
    if (const auto* known = numbers_.find(word)) return *known;
    if (next_ == unknown) return unknown;
    numbers_.put(word, next_);
    return next_++;
}

std::uint16_t WordList::find(const std::string& word) const {
    const auto* known = numbers_.find(word);
    return known == nullptr ? unknown : *known;
}

std::uint16_t Lists::put_place(const std::string& code) {
    if (code.empty()) return unknown_place;
    const auto number = places.put(code);
    if (number == WordList::unknown) return unknown_place;
    if (number == place_codes.size()) place_codes.push_back(code);
    return number;
}

std::uint16_t Lists::put_study(const std::vector<std::string>& names) {
    std::vector<std::string> words;
    for (const auto& name : names)
        if (const auto word = concept_of(name); !word.empty()) words.push_back(word);
    if (words.empty()) return 0;
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
    const auto number = studies.put(text::join(words, "|"));
    if (number == WordList::unknown) return 0;
    if (number == majors_of.size()) {
        auto& members = majors_of.emplace_back();
        for (const auto& word : words) members.push_back(majors.put(word));
        study_words.push_back(text::join(words, " "));
    }
    return number;
}

const std::string& concept_of(std::string_view words) {
    // The same few thousand names come again and again; a thread remembers them.
    constexpr std::size_t remembered_max = 50'000;
    thread_local std::unordered_map<std::string, std::string> remembered;
    std::string key(words);
    if (const auto found = remembered.find(key); found != remembered.end()) return found->second;
    if (remembered.size() >= remembered_max) remembered.clear();
    auto terms = terms_of(words);
    std::ranges::sort(terms);
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    auto met = terms.empty() ? text::lower(text::squeeze(words)) : text::join(terms, " ");
    return remembered.emplace(std::move(key), std::move(met)).first->second;
}

}  // namespace matching
