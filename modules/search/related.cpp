#include "modules/search/related.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "modules/search/analyser.hpp"
#include "modules/search/roots.hpp"
#include "modules/search/telling.hpp"
#include "modules/search/terms.hpp"
#include "platform/assets/assets.hpp"

namespace search {

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

std::string RelatedWords::form_key(std::string_view word) { return "/" + std::string(word); }

std::string RelatedWords::phrase_key(const std::vector<std::string>& terms) {
    std::string key = "=";
    for (const auto& term : terms) key += term + ' ';
    return key;
}

const RelatedWords::Line* RelatedWords::find(const std::string& key) const {
    const auto found = lines_.find(key);
    return found == lines_.end() ? nullptr : &found->second;
}

// "Perawatan" is another work than "keperawatan" although one root finds both; "perawat" and "merawat" are the same.
const RelatedWords::Line* RelatedWords::find(const std::string& word, const std::string& root) const {
    if (word != root) {
        if (const auto* own = find(form_key(word))) return own;
        if (word.ends_with("an") && !is_doer(word, root)) return nullptr;
    }
    return find(root);
}

std::vector<Related> RelatedWords::of(std::string_view query) const {
    const auto words = words_of(query);
    std::vector<std::string> terms;
    for (const auto& word : words) terms.push_back(root_of(word));
    // A common word ("teknik") says less than a rare one ("otomotif"): its line weighs less in the mean.
    std::map<std::string_view, const Line*> known;  // by the root
    double whole = 0;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const auto& term = terms[i];
        // "Kerja" is learned from "keselamatan kerja", and says nothing of it in "kerja admin".
        if (telling(term) != Telling::much) continue;
        const auto* line = find(words[i], term);
        if (line == nullptr || !known.emplace(term, line).second) continue;
        whole += line->weight;
    }
    Sum sum;
    for (const auto& [term, line] : known) add(sum, line->words, line->weight / whole);
    if (const auto* phrase = find(phrase_key(terms))) add(sum, phrase->words, phrase->weight);

    std::vector<Related> related;
    related.reserve(sum.size());
    for (const auto& [word, weight] : sum) {
        const bool in_title = word.starts_with('^');
        related.push_back({in_title ? word.substr(1) : word, in_title, weight});
    }
    return related;
}

}  // namespace search
