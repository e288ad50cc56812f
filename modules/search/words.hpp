#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/search/index.hpp"

// What somebody typed, as the words of an index.
namespace search {

struct Correction {
    std::string typed;
    std::string meant;
};

struct Reading {
    Words words;
    std::vector<Correction> corrected;  // words that nobody wrote, read as the nearest that somebody did
    std::vector<std::string> unknown;   // words that lead nowhere
};

// Each word with its concept ("sopir" also finds "driver"); one letter wrong is forgiven in words of five letters or more
// that no vacancy has. Words that say little ("lowongan", "kerja", a place; telling.hpp) are not required where another
// word says more. Words of the same work (related.hpp) raise a vacancy and are never required.
Reading read_words(const SearchIndex& index, std::string_view typed, const RelatedWords& related = RelatedWords::shipped());

// The best by these words; where none has all of them, those that have some, and `relaxed` says so.
struct Answer {
    Found found;
    bool relaxed{};
};
Answer find_kindly(const SearchIndex& index, SearchQuestion question);

// Whoever shares a word with the question, or has one of the same work: ids, best first.
std::vector<std::int64_t> rank(const SearchIndex& index, std::string_view typed, std::size_t limit,
                               const RelatedWords& related = RelatedWords::shipped());

}  // namespace search
