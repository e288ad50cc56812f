#include "modules/matching/related.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "modules/matching/analyser.hpp"
#include "modules/matching/telling.hpp"
#include "platform/assets/assets.hpp"

namespace matching {

namespace {

double number(std::string_view text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

using Sum = std::map<std::string_view, double>;  // ordered: the same question gives the same bytes everywhere

void add(Sum& sum, std::string_view rest, double factor) {
    while (!rest.empty()) {
        const auto next = [&] {
            const auto word = rest.substr(0, rest.find(' '));
            rest.remove_prefix(std::min(rest.size(), word.size() + 1));
            return word;
        };
        const auto word = next();
        sum[word] += factor * number(next());
    }
}

}  // namespace

RelatedWords::RelatedWords(std::string_view table) {
    while (!table.empty()) {
        const auto line = table.substr(0, table.find('\n'));
        table.remove_prefix(std::min(table.size(), line.size() + 1));
        const auto first = line.find('\t');
        const auto second = first == std::string_view::npos ? first : line.find('\t', first + 1);
        if (line.starts_with('#') || second == std::string_view::npos) continue;
        lines_[line.substr(0, first)] = {number(line.substr(first + 1, second - first - 1)), line.substr(second + 1)};
    }
}

const RelatedWords& RelatedWords::shipped() {
    static const RelatedWords words([] {
        const auto file = assets::find("data/related.tsv");
        return file ? std::string_view(file->bytes) : std::string_view{};
    }());
    return words;
}

std::string RelatedWords::phrase_key(const std::vector<std::string>& terms) {
    std::string key = "=";
    for (const auto& term : terms) key += term + ' ';
    return key;
}

std::vector<Related> RelatedWords::of(std::string_view query) const {
    const auto terms = terms_of(query);
    const bool says_much = std::ranges::any_of(terms, [](const auto& term) { return telling(term) == Telling::much; });
    // A common word ("teknik") says less than a rare one ("otomotif"): its line weighs less in the mean.
    std::map<std::string_view, const Line*> known;
    double whole = 0;
    for (const auto& term : terms) {
        // "Kerja" is learned from "keselamatan kerja", and says nothing of it in "kerja admin".
        if (says_much && telling(term) != Telling::much) continue;
        const auto found = lines_.find(term);
        if (found == lines_.end() || !known.emplace(found->first, &found->second).second) continue;
        whole += found->second.weight;
    }
    Sum sum;
    for (const auto& [term, line] : known) add(sum, line->words, line->weight / whole);
    if (const auto phrase = lines_.find(phrase_key(terms)); phrase != lines_.end()) add(sum, phrase->second.words, phrase->second.weight);

    std::vector<Related> related;
    related.reserve(sum.size());
    for (const auto& [word, weight] : sum) {
        const bool in_title = word.starts_with('^');
        related.push_back({in_title ? word.substr(1) : word, in_title, weight});
    }
    return related;
}

}  // namespace matching
