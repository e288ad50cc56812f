#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "modules/reference/industries.hpp"
#include "modules/reference/tables.hpp"

namespace reference {
namespace {

using Words = std::vector<std::string>;

Words words_of(std::string_view text) {
    Words words;
    std::string word;
    for (const char c : text::lower(text) + " ") {
        const bool in_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
        if (in_word) {
            word += c;
        } else if (!word.empty()) {
            if (word != "dan" && word != "atau" && word != "ybdi" && word != "ytdl") words.push_back(word);
            word.clear();
        }
    }
    return words;
}

struct Entry {
    Industry industry;
    Words title;
    Words around;  // titles of the levels above: "industri makanan" finds the kinds of food
};

using ByCode = std::map<std::string, Industry, std::less<>>;

ByCode read_list(std::string_view name) {
    ByCode all;
    if (!is_there(name)) return all;
    for (const auto& row : table(name)) {
        Industry one{std::string(row.column(1)), std::string(row.column(2)), row.column(0).empty() ? 'A' : row.column(0).front()};
        all.emplace(one.code, one);
    }
    return all;
}

const ByCode& by_code(std::string_view version = kbli_version) {
    static const ByCode of_2020 = read_list("kbli2020");
    static const ByCode of_2025 = read_list("kbli2025");
    static const ByCode none;
    return version == kbli_version ? of_2020 : version == "2025" ? of_2025 : none;
}

const std::vector<Entry>& groups() {
    static const auto made = [] {
        std::vector<Entry> all;
        for (const auto& [code, industry] : by_code()) {
            if (code.size() != 5) continue;
            Entry entry{industry, words_of(industry.title), {}};
            for (const std::size_t level : {2U, 3U, 4U}) {
                const auto above = by_code().find(std::string_view(code).substr(0, level));
                if (above == by_code().end()) continue;
                for (auto& word : words_of(above->second.title)) entry.around.push_back(std::move(word));
            }
            all.push_back(std::move(entry));
        }
        return all;
    }();
    return made;
}

// 0 = the word is not there. The whole word counts more than its beginning, the title more than what stands above it.
int word_score(std::string_view typed, const Entry& entry) {
    int best = 0;
    const auto look = [&](const Words& words, int whole, int beginning) {
        for (const auto& word : words) {
            if (word == typed)
                best = std::max(best, whole);
            else if (word.starts_with(typed))
                best = std::max(best, beginning);
        }
    };
    look(entry.title, 8, 5);
    if (best < 3) look(entry.around, 3, 2);
    return best;
}

}  // namespace

std::optional<Industry> find_industry(std::string_view code, std::string_view version) {
    const auto found = by_code(version).find(code);
    if (found == by_code(version).end()) return {};
    return found->second;
}

bool has_industries(std::string_view version) { return !by_code(version).empty(); }

std::vector<Industry> find_industries(std::string_view query, std::size_t limit) {
    const auto typed = words_of(query);
    if (typed.empty() || typed.size() > 12) return {};
    struct Hit {
        int score;
        const Industry* industry;
    };
    std::vector<Hit> hits;
    for (const auto& entry : groups()) {
        int score = 0;
        if (entry.industry.code.starts_with(typed.front()) && typed.size() == 1) {
            score = 100;
        } else {
            for (const auto& word : typed) {
                const int one = word_score(word, entry);
                if (one == 0) {
                    score = 0;
                    break;
                }
                score += one;
            }
        }
        // Among equals the title that says little else is meant.
        if (score > 0) hits.push_back({score * 100 - static_cast<int>(entry.title.size()), &entry.industry});
    }
    std::ranges::stable_sort(hits, [](const Hit& a, const Hit& b) { return a.score > b.score; });
    std::vector<Industry> found;
    for (const auto& hit : hits) {
        if (found.size() == limit) break;
        found.push_back(*hit.industry);
    }
    return found;
}

}  // namespace reference
