#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "modules/matching/related.hpp"

// Vacancies by their words, best first: BM25F (Robertson and Zaragoza 2009, The Probabilistic Relevance Framework) over
// title and description, plus the words that speak of the same work (related.hpp).
namespace matching {

class TextIndex {
  public:
    using Position = std::uint32_t;  // in the order of add

    explicit TextIndex(const RelatedWords& related = RelatedWords::shipped()) : related_(related) {}
    void add(std::string_view title, std::string_view description);
    std::size_t size() const { return lengths_.size(); }

    // Best first; equal ones in the order of add. Documents that share nothing with the question are left out.
    std::vector<Position> search(std::string_view query, std::size_t limit) const;

  private:
    struct Posting {
        Position document{};
        std::uint16_t in_title{};
        std::uint16_t in_description{};
    };
    struct Length {  // terms
        std::uint16_t title{};
        std::uint16_t description{};
    };
    const std::vector<Posting>* postings_of(const std::string& term) const;
    std::vector<const std::vector<Posting>*> near_spellings(const std::string& term) const;
    void add_words(const std::string& term, std::vector<double>& scores) const;
    void add_related(std::string_view query, std::vector<double>& scores) const;

    const RelatedWords& related_;
    std::unordered_map<std::string, std::vector<Posting>> postings_;
    std::vector<Length> lengths_;
    std::uint64_t title_terms_{};
    std::uint64_t description_terms_{};
};

}  // namespace matching
