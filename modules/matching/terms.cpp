#include "modules/matching/terms.hpp"

#include "modules/matching/analyser.hpp"
#include "modules/matching/concepts.hpp"
#include "modules/matching/roots.hpp"

namespace matching {

namespace {

// Real texts have some ten thousand words; what would be more is a text that was made to be long.
constexpr std::size_t remembered_max = 200'000;

}  // namespace

std::string_view Terms::root(const std::string& word) {
    const auto known = roots_.find(word);
    if (known != roots_.end()) return known->second;
    return roots_.emplace(word, root_of(word)).first->second;
}

const Terms::Read& Terms::read(std::string_view text) {
    read_.words.clear();
    read_.concepts.clear();
    if (wording_ == Wording::plain) {
        lower_.assign(text);
        for (auto& c : lower_)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
        for (std::size_t at = 0; at < lower_.size();) {
            const auto begin = at;
            while (at < lower_.size() && is_in_word(lower_[at])) ++at;
            if (at > begin)
                read_.words.push_back(std::string_view(lower_).substr(begin, at - begin));
            else
                ++at;
        }
        return read_;
    }
    if (roots_.size() > remembered_max) roots_.clear();
    for (const auto& word : words_of(text)) read_.words.push_back(root(word));
    const auto& concepts = Concepts::shipped();
    for (std::size_t at = 0; at < read_.words.size(); ++at)
        if (const auto found = concepts.at_front(std::span(read_.words).subspan(at))) read_.concepts.push_back(found->term);
    return read_;
}

}  // namespace matching
