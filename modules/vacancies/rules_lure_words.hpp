#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "modules/vacancies/words.hpp"

// What the readings of rules_lure share: lists of words, sentences, sums of money, what is said to reassure.
namespace vacancies::lure {

using Words = std::span<const Word>;
using Place = std::optional<std::size_t>;

// A list of words as one text; "bayar*" is every word that begins so.
class List {
  public:
    explicit List(std::string_view words);
    bool has(std::string_view word) const;
    Place first_in(Words words) const;
    bool is_in(Words words) const { return first_in(words).has_value(); }

  private:
    std::vector<std::string> words_;  // sorted
    std::vector<std::string> beginnings_;
};

// At most `count` words from `first` on, and at most `count` before `at`.
Words around(Words words, std::size_t first, std::size_t count);
Words before(Words words, std::size_t at, std::size_t count);
std::string_view word_at(Words words, std::size_t at);  // "" beyond the end

struct Sentence {
    std::size_t first{};  // its first word in the advert
    Words words;
};
std::vector<Sentence> sentences_of(Words advert);

// The first word of a sentence that `says` something, in the advert.
template <typename Says>
Place first_said(Words advert, Says says) {
    for (const auto& [first, words] : sentences_of(advert))
        if (const Place at = says(words)) return first + *at;
    return {};
}

// "Rp 150.000", "150rb", "2 juta", "500k", "seratus ribu", "50 dolar": where one stands.
Place amount_in(Words words);

struct Amount {
    std::size_t first{};
    std::size_t count{};
    std::int64_t thousands{};  // of rupiah
};
std::vector<Amount> amounts_in(Words words);

// "Tanpa biaya", "kami tidak pernah meminta", "awas penipuan": said to reassure, shortly before what it denies.
bool is_denied(Words words, std::size_t at, std::size_t reach = 5);

// "Apabila Anda diminta membayar, abaikan dan laporkan": a warning of others who ask.
bool is_warning(Words sentence);

}  // namespace vacancies::lure
