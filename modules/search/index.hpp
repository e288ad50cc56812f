#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "modules/reference/actions_distance.hpp"
#include "modules/search/related.hpp"
#include "modules/search/segment.hpp"

// All vacancies that may be found, best first, with exact counts for the filters. An index is a value: `with` gives
// the next one and shares what did not change, so readers never wait for a writer.
//
// Relevance is BM25F over title and words (Robertson and Zaragoza 2009, The Probabilistic Relevance Framework), plus the
// weights of related words. A score depends on the vacancies that are in the index, not on how it came to be.
namespace search {

// What limits an answer. 0 = does not limit.
struct Filters {
    std::uint8_t province{};
    std::uint16_t regency{};
    std::uint8_t district{};          // of the regency
    std::uint16_t within{};           // kilometres from `near`
    std::uint16_t occupation_from{};  // 7000 to 7999: one major group; both 0 = any
    std::uint16_t occupation_to{};
    std::uint8_t education_max{};  // rank: what the person has
    std::uint32_t wage_from{};     // up to at least so much is paid
    std::uint8_t contract{};
    std::uint8_t mode{};
    bool open_to_disability{};
    std::uint32_t posted_from{};  // seconds since 1970
    std::uint32_t now{};          // hours since 1970: what is over is not found; 0 = everything is
    // How far every area is from where somebody looks; needed by `within`, Facet::distance and Order::nearest.
    std::shared_ptr<const reference::Distances> near;
};

// One term a vacancy may have, and how much it counts.
struct Wanted {
    std::string term;
    double weight{1};
};

// A question's words as the index knows them; made by search_words.hpp.
struct Words {
    std::vector<std::vector<Wanted>> groups;  // of each, one term is enough
    std::vector<Wanted> besides;              // raise a vacancy as a term of a group does, are never required
    std::vector<Related> also;                // speak for a vacancy, are never required
    enum class Need { all_groups, any_term };
    Need need{Need::all_groups};
};

// `distance`: the value is the ring of search_distance.hpp.
enum class Facet { education, major, province, regency, district, wage, contract, mode, distance };
inline constexpr std::size_t facet_count = 9;

struct Hit {
    double score{};
    std::uint32_t posted{};
    std::int64_t id{};
    const Segment* segment{};  // as long as the index lives
    Segment::Position at{};
};
// Better scores first, newer ones then, ids at last: the same answer whatever the order of loading.
bool comes_before(const Hit& one, const Hit& other);

struct SearchQuestion {
    Words words;
    Filters filters;
    std::size_t limit{20};
    std::optional<Hit> after;  // the last of the page before: score, posted and id
    std::vector<Facet> facets;
    enum class Order { best, newest, nearest };  // newest and nearest: whatever the words are worth
    Order order{Order::best};
};

struct Found {
    std::size_t count{};
    std::vector<Hit> best;
    struct Count {
        std::uint16_t value{};
        std::uint32_t vacancies{};
    };
    std::array<std::vector<Count>, facet_count> facets;  // those that were asked for; values that occur, ascending
};

// Who reads text while much is loaded: one for each thread, and each remembers the roots that it found.
class Readers {
  public:
    explicit Readers(Wording wording, unsigned count = 1) : terms_(std::max(1U, count), Terms(wording)) {}
    unsigned size() const { return static_cast<unsigned>(terms_.size()); }
    Terms& terms(std::size_t reader) { return terms_[reader]; }

  private:
    std::vector<Terms> terms_;
};

class SearchIndex {
  public:
    explicit SearchIndex(Wording wording = Wording::indonesian) : wording_(wording) {}

    // With these as they now are (new, or in the place of what had their id) and without those. The readers change nothing but
    // the time it takes.
    SearchIndex with(std::span<const Entry> changed, std::span<const std::int64_t> gone) const;
    SearchIndex with(std::span<const Entry> changed, std::span<const std::int64_t> gone, Readers& readers) const;

    Found search(const SearchQuestion& question) const;
    std::size_t size() const { return size_; }
    Wording wording() const { return wording_; }
    // Holders of a term among the vacancies that are in the index.
    std::size_t count(std::string_view term) const;
    // Words one typing error away, held by most first; beside a form ("=perawta") other forms.
    std::vector<std::string> near(std::string_view term, std::size_t limit) const;
    bool has_regency(std::uint16_t regency) const;

    // What one vacancy is worth to these words; for the reference implementation in the tests.
    struct Means {
        double title{1};
        double words{1};
    };
    Means means() const;

  private:
    struct Part {
        std::shared_ptr<const Segment> segment;
        std::shared_ptr<const Segment::Alive> alive;  // null: all
        std::size_t size{};
    };
    // One term in every part, and how rare it is in all.
    struct Sought {
        std::vector<const Segment::Holders*> holders;  // null: nobody of the part
        float rarity{};
    };
    Sought seek(const Wanted& wanted) const;
    void add(Part part);
    void remove(std::span<const std::int64_t> ids);
    void settle();
    Wording wording_;
    std::vector<Part> parts_;
    std::size_t size_{};
    std::uint64_t title_terms_{};
    std::uint64_t words_terms_{};
};

}  // namespace search
