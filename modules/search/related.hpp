#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// What else speaks of the same work: "akuntansi" -> tax, jurnal, faktur, finance. Learned by tools/learn_related.cpp from
// the study programmes that employers asked for; a table of words, nothing of any vacancy can be read back.
namespace search {

struct Related {
    std::string_view term;
    bool in_title{};  // the word says it in a title; otherwise in a description
    double weight{};  // log-odds that a vacancy with the word is meant
};

class RelatedWords {
  public:
    // Lines "key TAB weight TAB word weight word weight …"; a word of a title begins with "^". A key is a root, a
    // derived word as it is written ("/perawatan") or a whole question ("=teknik sipil "). The bytes must stay.
    explicit RelatedWords(std::string_view table);
    // data/related.tsv as built into the program.
    static const RelatedWords& shipped();

    // Of a whole question. Empty when none of its words was learned.
    std::vector<Related> of(std::string_view query) const;

    // Keys beside the single roots: a derived word, a whole question.
    static std::string form_key(std::string_view word);
    static std::string phrase_key(const std::vector<std::string>& terms);

  private:
    struct Line {
        double weight{};
        std::string_view words;
    };
    const Line* find(const std::string& key) const;
    const Line* find(const std::string& word, const std::string& root) const;
    std::unordered_map<std::string_view, Line> lines_;
};

}  // namespace search
