#include "modules/search/analyser.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "modules/search/roots.hpp"

namespace search {

namespace {

// "dan", "yang", "the": in every second text, in no question.
constexpr std::array<std::string_view, 48> empty_words = {
    "dan",     "di",     "ke",      "dari", "yang",  "untuk", "dengan", "pada", "dalam", "serta", "atau",   "oleh",
    "sebagai", "adalah", "akan",    "bisa", "dapat", "ini",   "itu",    "juga", "para",  "agar",  "secara", "sesuai",
    "maupun",  "antara", "tentang", "guna", "the",   "of",    "to",     "and",  "in",    "for",   "a",      "an",
    "as",      "is",     "are",     "with", "on",    "at",    "be",     "by",   "or",    "our",   "will",   "you"};

// "meniru-niru", "buku-bukunya", "malaikat-malaikat-Nya": what stands behind a hyphen and repeats the word or belongs to it.
bool repeats(std::string_view before, std::string_view word) {
    constexpr std::size_t shortest_doubled = 3;
    if (before.empty()) return false;
    if (word == before || word == "nya" || word == "ku" || word == "mu") return true;
    return std::ranges::any_of(std::array<std::string_view, 9>{"", "me", "ber", "di", "pe", "ter", "ke", "se", "be"}, [&](auto prefix) {
        return before.starts_with(prefix) && before.size() >= prefix.size() + shortest_doubled &&
               word.starts_with(before.substr(prefix.size()));
    });
}

}  // namespace

std::vector<std::string> terms_of(std::string_view text) {
    std::vector<std::string> terms;
    for (const auto& word : words_of(text)) terms.push_back(root_of(word));
    return terms;
}

std::string_view WordReader::next() {
    while (at_ < lower_.size()) {
        // Signs of U+2000 to U+2BFF (dashes, bullets) and the blank that does not break are no letters.
        const auto lead = static_cast<unsigned char>(lower_[at_]);
        if (lead == 0xE2 || lead == 0xC2) {
            at_ += lead == 0xE2 ? 3 : 2;
            before_ = {};
            continue;
        }
        if (!is_in_word(lower_[at_])) {
            if (lower_[at_] != '-') before_ = {};
            ++at_;
            continue;
        }
        const auto begin = at_;
        while (at_ < lower_.size() && is_in_word(lower_[at_]) && static_cast<unsigned char>(lower_[at_]) != 0xE2 &&
               static_cast<unsigned char>(lower_[at_]) != 0xC2)
            ++at_;
        const auto word = lower_.substr(begin, at_ - begin);
        if (repeats(before_, word)) continue;
        before_ = word;
        return word;
    }
    return {};
}

bool says_nothing(std::string_view word) { return std::ranges::find(empty_words, word) != empty_words.end(); }

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    const auto lower = text::lower(text);
    WordReader reader(lower);
    for (auto word = reader.next(); !word.empty(); word = reader.next())
        if (!says_nothing(word)) words.emplace_back(word);
    return words;
}

}  // namespace search
