#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "modules/search/form.hpp"
#include "modules/search/index.hpp"

// Vacancies and questions for the measurement of search: the peers' files where they are given, otherwise our own.
namespace bench {

struct PeerQuestion {
    std::string words;
    int place{-1}, district{-1}, major{-1}, education{-1}, wage{-1};  // -1 = no filter
};

// Calls `row` for each vacancy. TSV: id, title, company, description, province, place, district, occupation, education, wage,
// posted, flags, skills.
struct SearchRow {
    std::int64_t id{};
    std::string title, company, description;
    int province{}, place{}, district{}, occupation{}, education{}, wage{}, posted{};
};
// "" = our own rows, the same for a count.
void each_row(const std::string& path, std::size_t count, const std::function<void(SearchRow)>& row);

search::Entry entry_of(SearchRow row);
// TSV: id, words, place, district, major group, education at most, wage at least.
std::vector<PeerQuestion> questions_of(const std::string& path, std::size_t count);
// "/api/v1/vacancies?q=…": as the product is asked, with the three counts that the peers give.
std::string address_of(const PeerQuestion& question);
// The same as people put it: in a sentence, with words that say little, every tenth with two letters exchanged.
std::string address_as_typed(PeerQuestion question, std::size_t number);
inline bool is_typed_wrong(std::size_t number) { return number % 10 == 0; }
// By reading one row: what every engine must find.
bool is_met(const SearchRow& row, const PeerQuestion& question);

}  // namespace bench
