#include "modules/search/telling.hpp"

#include <string>
#include <unordered_map>

#include "base/text.hpp"
#include "modules/reference/actions.hpp"
#include "modules/search/analyser.hpp"
#include "platform/assets/assets.hpp"

namespace search {

namespace {

// "Kota Balikpapan" is "balikpapan"; of names of several words each may mean something else ("Tanah Laut").
std::string only_word_of(std::string_view name) {
    auto words = terms_of(name);
    std::erase_if(words, [](const std::string& word) { return word == "kota" || word == "kabupaten"; });
    return words.size() == 1 ? words.front() : std::string();
}

std::unordered_map<std::string, Telling> known_words() {
    std::unordered_map<std::string, Telling> words;
    const auto file = assets::find("data/little.tsv");
    for (const auto& line : text::split(file ? std::string_view(file->bytes) : std::string_view{}, '\n'))
        if (!line.empty() && !line.starts_with('#')) words.emplace(line, Telling::little);
    for (const auto& province : reference::children("")) {
        if (auto word = only_word_of(province.name); !word.empty()) words.emplace(std::move(word), Telling::place);
        for (const auto& regency : reference::children(province.code))
            if (auto word = only_word_of(regency.name); !word.empty()) words.emplace(std::move(word), Telling::place);
    }
    return words;
}

// "5", "3jt", "4500000": a wage that is wished for; it is written in few adverts, and in other ways.
bool is_sum(std::string_view word) {
    const auto unit = word.find_first_not_of("0123456789");
    if (unit == 0) return word.empty();
    if (unit == std::string_view::npos) return true;
    const auto rest = word.substr(unit);
    return rest == "jt" || rest == "juta" || rest == "rb" || rest == "ribu" || rest == "k";
}

}  // namespace

Telling telling(std::string_view root) {
    static const auto words = known_words();
    const auto found = words.find(std::string(root));
    if (found != words.end()) return found->second;
    return is_sum(root) ? Telling::little : Telling::much;
}

}  // namespace search
