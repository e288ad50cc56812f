#pragma once

#include <string>

// `antarkerja bench NAME`: this program measured alone, in a folder of its own that is gone afterwards. tools/bench.mjs
// measures the peers beside it.
namespace bench {

struct Options {
    std::string name;  // booking, page, card, match, allocate, search, advice
    bool json{};       // only the last line, one object
    int rounds{3};
    int rows{};             // bookings, pages, cards, vacancies or seekers a run; 0 = as many as the measurement thinks right
    std::string peer;       // page: http://127.0.0.1:PORT/PATH that is measured in turn with us
    std::string vacancies;  // match, allocate: the peers' files; without them a market of our own
    std::string seekers;
    std::string queries;  // search: the peers' file
};

// 0 measured, 1 measured but the answers were wrong (then no figure counts).
int run(const Options& options);

}  // namespace bench
