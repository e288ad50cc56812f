#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// How an index reads text. It remembers the root of every word it met; one object for one thread.
namespace search {

enum class Wording {
    indonesian,  // roots, words that say nothing left out, concepts beside the words
    plain,       // words as they stand: for measurements beside programs that know no Indonesian
};

class Terms {
  public:
    explicit Terms(Wording wording) : wording_(wording) {}

    struct Read {
        std::vector<std::string_view> words;     // roots: the text's length
        std::vector<std::string_view> concepts;  // "sopir" of a text that says "driver"
        std::vector<std::string_view> forms;     // as it is written: "perawat" is not "perawatan", though one root finds both
    };
    // Valid until the next call.
    const Read& read(std::string_view text);

  private:
    struct Known {
        std::string root;
        std::string form;  // empty: the word is its root
        std::string doer;  // empty: nobody who does something
        bool says_nothing{};
        bool begins_name{};  // of a concept
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
    };
    const Known& known(std::string_view word);
    void read_plain(std::string_view text);
    void read_indonesian(std::string_view text);
    Wording wording_;
    Read read_;
    // Of the text that is read.
    std::string lower_;
    std::vector<std::string_view> said_;
    std::vector<std::size_t> names_;  // where in `said_` a concept may begin
    std::unordered_map<std::string, Known, Hash, std::equal_to<>> known_;
};

// Terms beside the roots. No text has a word that begins like them.
inline bool is_written(std::string_view term) { return !term.starts_with('~') && !term.starts_with('=') && !term.starts_with('@'); }
// A derived word as it stands: "=perawat".
std::string form_of(std::string_view word);
inline bool is_form(std::string_view term) { return term.starts_with('=') && !term.starts_with("=~"); }
// Whoever does what the root says: "@rawat" of "perawat", "@jual" of "penjual"; of "perawatan" and "merawat" not.
std::string doer_of(std::string_view root);
bool is_doer(std::string_view word, std::string_view root);

}  // namespace search
