#include "modules/search/terms.hpp"

#include "base/text.hpp"
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

const Terms::Known& Terms::known(std::string_view word) {
    if (const auto found = known_.find(word); found != known_.end()) return found->second;
    Known made{.root = root_of(word), .says_nothing = says_nothing(word)};
    if (made.root != word) made.form = form_of(word);
    if (is_doer(word, made.root)) made.doer = doer_of(made.root);
    made.begins_name = Concepts::shipped().begins_with(made.root);
    return known_.emplace(word, std::move(made)).first->second;
}

const Terms::Read& Terms::read(std::string_view text) {
    read_.words.clear();
    read_.concepts.clear();
    read_.forms.clear();
    wording_ == Wording::plain ? read_plain(text) : read_indonesian(text);
    return read_;
}

void Terms::read_plain(std::string_view text) {
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
}

void Terms::read_indonesian(std::string_view text) {
    if (known_.size() > remembered_max) known_.clear();
    lower_ = text::lower(text);
    said_.clear();
    names_.clear();
    WordReader reader(lower_);
    for (auto word = reader.next(); !word.empty(); word = reader.next()) {
        const auto& one = known(word);
        if (one.says_nothing) continue;
        if (one.begins_name) names_.push_back(said_.size());
        said_.push_back(word);
        read_.words.push_back(one.root);
        if (!one.form.empty()) read_.forms.push_back(one.form);
        if (!one.doer.empty()) read_.forms.push_back(one.doer);
    }
    const auto& concepts = Concepts::shipped();
    for (const auto at : names_) {
        const auto found = concepts.at_front(std::span(read_.words).subspan(at));
        if (!found) continue;
        read_.concepts.push_back(found->term);
        if (!found->exact.empty() && concepts.has_name(std::span(said_).subspan(at, found->words))) read_.forms.push_back(found->exact);
    }
}

}  // namespace search
