#include "modules/search/terms.hpp"

#include "modules/search/analyser.hpp"
#include "modules/search/concepts.hpp"
#include "modules/search/roots.hpp"

namespace search {

namespace {

// Real texts have some ten thousand words; what would be more is a text that was made to be long.
constexpr std::size_t remembered_max = 200'000;

}  // namespace

std::string form_of(std::string_view word) { return "=" + std::string(word); }

std::string doer_of(std::string_view root) { return "@" + std::string(root); }

bool is_doer(std::string_view word, std::string_view root) {
    // The prefix may have taken the root's first letter: "penulis" of "tulis".
    return word != root && word.starts_with("pe") && !root.empty() && word.ends_with(root.substr(1));
}

const Terms::Known& Terms::known(const std::string& word) {
    if (const auto found = known_.find(word); found != known_.end()) return found->second;
    Known made{.root = root_of(word), .form = {}, .doer = {}};
    if (made.root != word) made.form = form_of(word);
    if (is_doer(word, made.root)) made.doer = doer_of(made.root);
    return known_.emplace(word, std::move(made)).first->second;
}

const Terms::Read& Terms::read(std::string_view text) {
    read_.words.clear();
    read_.concepts.clear();
    read_.forms.clear();
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
    if (known_.size() > remembered_max) known_.clear();
    said_ = words_of(text);
    for (const auto& word : said_) {
        const auto& [root, form, doer] = known(word);
        read_.words.push_back(root);
        if (!form.empty()) read_.forms.push_back(form);
        if (!doer.empty()) read_.forms.push_back(doer);
    }
    const auto& concepts = Concepts::shipped();
    for (std::size_t at = 0; at < read_.words.size(); ++at) {
        const auto found = concepts.at_front(std::span(read_.words).subspan(at));
        if (!found) continue;
        read_.concepts.push_back(found->term);
        if (!found->exact.empty() && concepts.has_name(std::span(said_).subspan(at, found->words))) read_.forms.push_back(found->exact);
    }
    return read_;
}

}  // namespace search
