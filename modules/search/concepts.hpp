#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

// Different words for the same work: "sopir", "supir", "driver", "pengemudi". Our own table; a word that means two kinds
// of work ("CS": customer service, cleaning service) is in none.
namespace search {

class Concepts {
  public:
    // A line a concept; names separated by tabs, a name may have up to three words. `#` begins a remark.
    explicit Concepts(std::string_view table);
    // data/concepts.tsv as built into the program.
    static const Concepts& shipped();

    struct Found {
        std::string_view term;   // stands for the concept in an index; no text has such a word
        std::string_view exact;  // stands for it where a name is written as in the table; empty where no name is a derived word
        std::size_t words{};     // how many it takes
    };
    // The longest name that begins at the first of these roots.
    std::optional<Found> at_front(std::span<const std::string_view> roots) const;
    bool begins_with(const std::string& root) const { return longest_name_.contains(root); }
    // Whether these words as they are written are a name: "perawat" is one, "perawatan" only shares its root.
    bool has_name(std::span<const std::string_view> words) const;

    // The terms of names of one word that are one typing error away: "welderr".
    std::vector<std::string_view> near(std::string_view root) const;

  private:
    struct Term {
        std::string term;
        std::string exact;
    };
    std::unordered_map<std::string, Term> terms_;  // roots with a blank between them
    std::unordered_set<std::string> names_;        // words with a blank between them, where one is derived or stands beside such
    std::unordered_map<std::string, std::size_t> longest_name_;  // words, by the first root
};

}  // namespace search
