#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// How an index reads text. It remembers the root of every word it met; one object for one thread.
namespace matching {

enum class Wording {
    indonesian,  // roots, words that say nothing left out, concepts beside the words
    plain,       // words as they stand: for measurements beside programs that know no Indonesian
};

class Terms {
  public:
    explicit Terms(Wording wording) : wording_(wording) {}

    struct Read {
        std::vector<std::string_view> words;     // the text's length
        std::vector<std::string_view> concepts;  // "sopir" of a text that says "driver"
    };
    // Valid until the next call.
    const Read& read(std::string_view text);

  private:
    std::string_view root(const std::string& word);
    Wording wording_;
    Read read_;
    std::string lower_;
    std::unordered_map<std::string, std::string> roots_;
};

}  // namespace matching
