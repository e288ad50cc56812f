#include <algorithm>
#include <iterator>

#include "base/text.hpp"

namespace text {
namespace {

// Before the name, with or without a dot.
constexpr std::string_view titles_before[] = {"h", "hj", "hjh", "kh", "dr", "drg", "drh", "drs", "dra", "ir", "prof", "ust", "ns", "apt"};

// Short forms stand for Muhammad only at the beginning of a longer name.
constexpr std::string_view muhammad_short[] = {"m", "md", "mhd", "moh", "mohd", "muh", "muhd", "moch", "much", "mukh"};
constexpr std::string_view muhammad_long[] = {"mohamad",  "mohammad",  "mohamed",  "mohammed",  "muhamad",  "muhammad",
                                              "muhamed",  "muhammed",  "mochamad", "mochammad", "muchamad", "muchammad",
                                              "mokhamad", "mokhammad", "mukhamad", "mukhammad"};

template <class List>
bool is_in(const List& list, std::string_view word) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

struct Word {
    std::string letters;
    bool dotted{};
    bool after_comma{};
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

std::vector<Word> words_of(std::string_view name) {
    std::vector<Word> words;
    Word word;
    bool after_comma = false;
    for (const char c : squeeze(lower(name)) + " ") {
        if (c == ' ' || c == ',') {
            if (!word.letters.empty()) words.push_back(word);
            after_comma = after_comma || (c == ',' && !words.empty());
            word = {};
            word.after_comma = after_comma;
        } else if (is_letter(c)) {
            word.letters += c;
        } else if (c == '.') {
            word.dotted = true;
            // "M.Rizki" and "H.Ahmad" are two words, "S.Pd" after a name is one.
            if (words.empty() || is_in(titles_before, words.back().letters)) {
                if (is_in(titles_before, word.letters) || is_in(muhammad_short, word.letters)) {
                    words.push_back(word);
                    word = {};
                    word.after_comma = after_comma;
                }
            }
        }
    }
    return words;
}

}  // namespace

std::string name_key(std::string_view name) {
    auto words = words_of(name);
    if (words.empty()) return {};

    // What follows a comma, or a dotted group of letters after the name ("S.Pd."), is a degree.
    std::erase_if(words, [](const Word& word) { return word.after_comma; });
    const auto is_degree = [](const Word& word) { return word.dotted && word.letters.size() > 1 && word.letters.size() <= 6; };
    while (words.size() > 1 && is_degree(words.back())) words.pop_back();
    while (words.size() > 1 && is_in(titles_before, words.front().letters)) words.erase(words.begin());
    if (words.size() > 1 && is_in(muhammad_short, words.front().letters)) words.front().letters = "muhammad";

    std::string key;
    for (const auto& word : words)
        key += is_in(muhammad_long, word.letters) ? std::string_view("muhammad") : std::string_view(word.letters);
    return key;
}

}  // namespace text
