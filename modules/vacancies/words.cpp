#include "modules/vacancies/words.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace vacancies {

namespace {

enum class Kind { letter, digit, gap };

// Signs of more than one byte that separate words: blanks, dashes, bullets, quotation marks, zero-width signs.
std::size_t wide_gap_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    if (byte(at) == 0xC2 && (byte(at + 1) == 0xA0 || byte(at + 1) == 0xAD || byte(at + 1) == 0xB7)) return 2;
    if (byte(at) == 0xE2 && byte(at + 1) == 0x80) return 3;                            // U+2000 to U+203F
    if (byte(at) == 0xE2 && byte(at + 1) >= 0x81 && byte(at + 1) <= 0xAF) return 3;    // U+2040 to U+2BFF: signs, arrows
    if (byte(at) == 0xEF && (byte(at + 1) == 0x82 || byte(at + 1) == 0x83)) return 3;  // bullets of office fonts
    if (byte(at) == 0xEF && byte(at + 1) == 0xBB && byte(at + 2) == 0xBF) return 3;    // byte order mark
    return 0;
}

bool is_bullet(std::string_view sign) {
    return sign == "\xE2\x80\xA2" || sign == "\xC2\xB7" || sign.starts_with("\xEF\x82") || sign.starts_with("\xEF\x83");
}

Kind kind_of(char c) {
    if (c >= '0' && c <= '9') return Kind::digit;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80) return Kind::letter;
    return Kind::gap;
}

// Their full stop ends no sentence.
constexpr std::array<std::string_view, 10> abbreviations = {"max", "maks", "min", "th", "thn", "pend", "no", "jl", "pt", "usia"};

}  // namespace

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    bool new_sentence = true;
    bool new_part = true;
    for (std::size_t at = 0; at < text.size();) {
        if (const auto wide = wide_gap_at(text, at)) {
            if (is_bullet(text.substr(at, wide))) new_sentence = true;
            at += wide;
            continue;
        }
        const auto kind = kind_of(text[at]);
        if (text[at] == '$') {  // "$900" is read as "usd 900"
            words.push_back(
                {.text = "usd", .begin = at, .end = at + 1, .starts_sentence = new_sentence, .starts_part = new_sentence || new_part});
            new_sentence = new_part = false;
            ++at;
            continue;
        }
        if (kind == Kind::gap) {
            const char c = text[at++];
            if (c == '\n' || c == ';' || c == '!' || c == '?') new_sentence = true;
            if (c == '.' && (words.empty() || !is_one_of(words.back().text, abbreviations)) &&
                (at == text.size() || kind_of(text[at]) != Kind::digit))
                new_sentence = true;
            if (c == ',' || c == '(' || c == ')' || c == ':') new_part = true;
            continue;
        }
        const auto begin = at;
        while (at < text.size() && kind_of(text[at]) == kind && wide_gap_at(text, at) == 0) ++at;
        words.push_back({.text = text::lower(text.substr(begin, at - begin)),
                         .begin = begin,
                         .end = at,
                         .starts_sentence = new_sentence,
                         .starts_part = new_sentence || new_part});
        new_sentence = new_part = false;
    }
    return words;
}

bool is_one_of(std::string_view word, std::span<const std::string_view> list) { return std::ranges::find(list, word) != list.end(); }

Phrase::Phrase(std::string_view pattern) {
    while (!pattern.empty()) {
        const auto blank = pattern.find(' ');
        auto word = pattern.substr(0, blank);
        pattern = blank == std::string_view::npos ? std::string_view{} : pattern.substr(blank + 1);
        Place place;
        if (word.starts_with('?')) {
            place.may_be_missing = true;
            word.remove_prefix(1);
        }
        for (;;) {
            const auto bar = word.find('|');
            place.any_of.push_back(word.substr(0, bar));
            if (bar == std::string_view::npos) break;
            word.remove_prefix(bar + 1);
        }
        places_.push_back(std::move(place));
    }
}

std::size_t Phrase::length_at(std::span<const Word> words, std::size_t at) const { return match(words, at, at, 0); }

std::size_t Phrase::match(std::span<const Word> words, std::size_t first, std::size_t at, std::size_t place) const {
    if (place == places_.size()) return at - first;
    const auto& wanted = places_[place];
    const bool stands = at < words.size() && (at == first || !words[at].starts_sentence) &&
                        (std::ranges::find(wanted.any_of, words[at].text) != wanted.any_of.end() ||
                         (words[at].is_number() && wanted.any_of.front() == "#"));
    if (stands) {
        if (const auto length = match(words, first, at + 1, place + 1)) return length;
    }
    return wanted.may_be_missing ? match(words, first, at, place + 1) : 0;
}

}  // namespace vacancies
