#include "modules/vacancies/rules_lure_learned.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "modules/vacancies/rules_lure.hpp"

namespace vacancies {

namespace {

struct Weight {
    std::string_view word;
    int hundredths{};
};

const std::vector<Weight>& weights() {
    static const std::vector<Weight> all = [] {
        std::vector<Weight> read;
        for (auto rest = lure::learned_words; !rest.empty();) {
            const auto word = rest.substr(0, rest.find(' '));
            rest.remove_prefix(word.size() + 1);
            const auto number = rest.substr(0, rest.find(' '));
            rest.remove_prefix(number.size() + 1);
            Weight one{.word = word};
            std::from_chars(number.data(), number.data() + number.size(), one.hundredths);
            read.push_back(one);
        }
        return read;
    }();
    return all;
}

int weight_of(std::string_view word) {
    const auto one = std::ranges::lower_bound(weights(), word, {}, &Weight::word);
    return one != weights().end() && one->word == word ? one->hundredths : 0;
}

std::span<const Word> sentence_from(std::span<const Word> advert, std::size_t begin) {
    auto end = begin + 1;
    while (end < advert.size() && !advert[end].starts_sentence) ++end;
    return advert.subspan(begin, end - begin);
}

}  // namespace

// Each word once, by the root of their number, as it was learned: a long advert is no lure by its length.
std::optional<std::size_t> sounds_like_a_lure(std::span<const Word> advert) {
    std::vector<std::string_view> said;
    std::size_t strongest = 0;
    int most = 0;
    bool warns = false;
    for (std::size_t at = 0; at < advert.size(); ++at) {
        // "Apabila Anda diminta membayar, laporkan" has a lure's words.
        if (at == 0 || advert[at].starts_sentence) warns = is_warning_of_others(sentence_from(advert, at));
        if (warns) continue;
        said.push_back(advert[at].is_number() ? std::string_view("#") : std::string_view(advert[at].text));
        if (const int weight = weight_of(said.back()); weight > most && !advert[at].is_number()) {
            most = weight;
            strongest = at;
        }
    }
    constexpr std::size_t too_short = 5;  // a title alone says too little
    std::ranges::sort(said);
    const auto [first, last] = std::ranges::unique(said);
    said.erase(first, last);
    if (said.size() < too_short || most == 0) return {};
    int sum = 0;
    for (const auto word : said) sum += weight_of(word);
    const double score = lure::learned_base + sum / std::sqrt(static_cast<double>(said.size() + 1));
    return score > 0 ? std::optional(strongest) : std::nullopt;
}

}  // namespace vacancies
