#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// Indonesian words and how each is derived: those of Debian's hunspell-id (data/dictionary.tsv, made by
// tools/prepare-words.mjs), and our own words of work that it lacks (data/roots.tsv).
namespace search {

// Prefixes from outside with a dot between them, and an ending: "ke.ber" and "an" make "keberhasilan" of "hasil".
struct Derivation {
    std::string prefixes;
    std::string_view ending;
};

class Dictionary {
  public:
    // `words`: lines "=letter TAB prefixes TAB ending", then "word TAB letters" in the order of their bytes. `own`: a word a line; with a
    // second one behind a tab, the word is found by that root ("belajar" by "ajar"). The bytes must stay.
    Dictionary(std::string_view words, std::string_view own);
    // As built into the program.
    static const Dictionary& shipped();

    bool has(std::string_view word) const { return find(word) != nullptr || is_own(word); }
    bool is_own(std::string_view word) const { return own_.contains(word); }
    // By what a word is found; most by themselves.
    std::string_view standing_for(std::string_view word) const;

    // It is written that the word is derived so.
    bool derives(std::string_view word, const Derivation& derivation) const;
    // It is derived somehow with this outermost prefix.
    bool takes(std::string_view word, std::string_view prefixes) const;
    bool takes_any(std::string_view word) const;

  private:
    struct Word {
        std::string_view text;
        std::string_view letters;
    };
    const Word* find(std::string_view word) const;
    std::string_view letters_of(std::string_view word) const;
    std::vector<Word> words_;                                     // sorted
    std::unordered_map<std::string_view, std::string_view> own_;  // what they stand for
    std::unordered_map<std::string, char> letters_;               // "me.per+kan"
    std::unordered_map<std::string, std::string> families_;       // letters with the outermost prefix "me"
};

}  // namespace search
