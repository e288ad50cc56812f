#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/search/index.hpp"
#include "platform/http/http.hpp"

// A search as it stands in an address: the same names in the page, the API and the feeds.
namespace search {

struct SearchForm {
    std::string words;          // q
    std::string place;          // place: province "64", regency "64.71" or district "64.71.01"
    std::string occupation;     // occupation: KBJI, one to four digits
    std::string education;      // education: what the person has finished
    std::int64_t wage{};        // wage: rupiah a month, at least
    std::string type;           // type: kind of contract
    std::string mode;           // mode: where the work is done
    bool open_to_disability{};  // difabel=1
    int distance{};             // distance: kilometres around the place at most; 0 = within the place itself
    bool nearest_first{};       // sort=distance

    bool operator==(const SearchForm&) const = default;
};

inline constexpr std::array<std::string_view, 10> search_fields = {"q",    "place", "occupation", "education", "wage",
                                                                   "type", "mode",  "difabel",    "distance",  "sort"};

// A field of the form whose value cannot be used.
struct SearchFault {
    std::string field;
    std::string typed;
    enum class Why { not_in_list, not_readable, not_kilometres, needs_place, place_too_wide };
    Why why{Why::not_in_list};
};

// Reads what it can; a faulty value does not limit. A place may be written as a name: "Balikpapan".
struct ReadForm {
    SearchForm form;
    std::vector<SearchFault> faults;
};
// `own_district`: what a distance is measured from where no place is written.
ReadForm read_search_form(const http::Fields& query, std::string_view own_district = "");

// The faults of whoever takes nothing half: also a place that no list and no vacancy knows.
std::vector<SearchFault> faults_of(const ReadForm& read, const SearchIndex& index);

// "?q=las&place=64.71"; "" when nothing is asked. Always the same for the same search.
std::string address_of(const SearchForm& form);

// As the index understands it. `now` hides what is over.
Filters filters_of(const SearchForm& form, Instant now);
SearchQuestion::Order order_of(const SearchForm& form);
SearchQuestion question_of(const SearchIndex& index, const SearchForm& form, Instant now);

// From 1, no schooling, a step for each degree; SMA, SMK, MA and Paket C are one step. 0: none of our levels.
std::uint8_t education_step(std::string_view level);
inline constexpr std::uint8_t education_step_max = 11;
// The level that stands for a step: "sma".
std::string_view education_of_step(std::uint8_t rank);

// Where a distance is measured from; none for a form without such a place.
std::shared_ptr<const reference::Distances> distances_of(const SearchForm& form);

// 64.71 <-> 6471
std::uint16_t regency_number(std::string_view code);
std::string regency_code(std::uint16_t number);
std::string occupation_code(std::uint16_t number);
std::string district_code(std::uint16_t regency, std::uint8_t district);

// "Balikpapan Selatan, Kota Balikpapan", or as it was written; "" = not told.
std::string place_of(const Segment& segment, Segment::Position at);
// The last day on which it is shown, by its office's calendar; none = it does not end.
std::optional<Date> last_day(const Segment& segment, Segment::Position at);
// No list has the code and no vacancy either: old codes may still stand on vacancies.
bool is_unknown_place(const SearchIndex& index, std::string_view code);

}  // namespace search
