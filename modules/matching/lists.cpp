#include "modules/matching/lists.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"
#include "modules/reference/actions_distance.hpp"
#include "modules/search/analyser.hpp"
#include "modules/search/concepts.hpp"
#include "modules/search/terms.hpp"

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
    if (number == place_codes.size()) {
        place_codes.push_back(code);
        place_areas.push_back(reference::area_number(code));
    }
    return number;
}

std::uint16_t Lists::put_occupation(std::uint16_t number) {
    const auto at = std::ranges::lower_bound(occupations, number);
    if (at == occupations.end() || *at != number) occupations.insert(at, number);
    return number;
}

std::vector<std::string> telling_words_of(std::string_view major) {
    auto words = text::split(major, ' ');
    std::erase_if(words, [](const std::string& word) { return word == "teknik" || word == "ilmu" || word == "didik"; });
    return words;
}

std::uint16_t Lists::put_study(const std::vector<std::string>& names) {
    std::vector<std::string> asked;
    for (const auto& name : names)
        if (const auto word = concept_of(name); !word.empty()) asked.push_back(word);
    if (asked.empty()) return 0;
    std::ranges::sort(asked);
    asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
    const auto number = studies.put(text::join(asked, "|"));
    if (number == WordList::unknown) return 0;
    if (number == majors_of.size()) {
        auto& members = majors_of.emplace_back();
        for (const auto& major : asked) {
            members.push_back(majors.put(major));
            if (members.back() == major_words.size()) major_words.push_back(telling_words_of(major));
        }
    }
    return number;
}

std::vector<std::string> meanings_of(std::string_view text) {
    thread_local search::Terms terms(search::Wording::indonesian);
    const auto& concepts = search::Concepts::shipped();
    const auto& words = terms.read(text).words;
    std::vector<std::string> made;
    for (std::size_t at = 0; at < words.size();) {
        const auto found = concepts.at_front(std::span(words).subspan(at));
        const auto meant = found ? found->term : words[at];
        if (std::ranges::find(made, meant) == made.end()) made.emplace_back(meant);
        at += found ? found->words : 1;
    }
    return made;
}

const std::string& concept_of(std::string_view words) {
    // The same few thousand names come again and again; a thread remembers them.
    constexpr std::size_t remembered_max = 50'000;
    thread_local std::unordered_map<std::string, std::string> remembered;
    std::string key(words);
    if (const auto found = remembered.find(key); found != remembered.end()) return found->second;
    if (remembered.size() >= remembered_max) remembered.clear();
    auto terms = search::terms_of(words);
    std::ranges::sort(terms);
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    auto met = terms.empty() ? text::lower(text::squeeze(words)) : text::join(terms, " ");
    return remembered.emplace(std::move(key), std::move(met)).first->second;
}

}  // namespace matching
