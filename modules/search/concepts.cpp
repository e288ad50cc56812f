#include "modules/search/concepts.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/search/analyser.hpp"
#include "platform/assets/assets.hpp"

namespace search {

Concepts::Concepts(std::string_view table) {
    for (const auto& line : text::split(table, '\n')) {
        if (line.empty() || line.starts_with('#')) continue;
        const auto names = text::split(line, '\t');
        const bool is_derived = std::ranges::any_of(names, [](const auto& name) { return words_of(name) != terms_of(name); });
        std::string term;
        for (const auto& name : names) {
            const auto roots = terms_of(name);
            if (roots.empty()) continue;
            const auto key = text::join(roots, " ");
            if (term.empty()) term = "~" + key;
            terms_.emplace(key, Term{term, is_derived ? "=" + term : std::string()});
            if (is_derived) names_.insert(text::join(words_of(name), " "));
            auto& longest = longest_name_[roots.front()];
            longest = std::max(longest, roots.size());
        }
    }
}

bool Concepts::has_name(std::span<const std::string_view> words) const {
    std::string name;
    for (const auto word : words) name.append(name.empty() ? "" : " ").append(word);
    return names_.contains(name);
}

const Concepts& Concepts::shipped() {
    static const Concepts concepts([] {
        const auto file = assets::find("data/concepts.tsv");
        return file ? std::string_view(file->bytes) : std::string_view{};
    }());
    return concepts;
}

std::optional<Concepts::Found> Concepts::at_front(std::span<const std::string_view> roots) const {
    if (roots.empty()) return {};
    const auto longest = longest_name_.find(std::string(roots.front()));
    if (longest == longest_name_.end()) return {};
    for (auto count = std::min(longest->second, roots.size()); count > 0; --count) {
        std::string key;
        for (const auto root : roots.first(count)) key.append(key.empty() ? "" : " ").append(root);
        if (const auto found = terms_.find(key); found != terms_.end()) return Found{found->second.term, found->second.exact, count};
    }
    return {};
}

std::vector<std::string_view> Concepts::near(std::string_view root) const {
    std::vector<std::string_view> found;
    for (const auto& [name, term] : terms_)
        if (name.size() <= root.size() + 2 && root.size() <= name.size() + 2 && text::distance(name, root, 1) == 1)
            found.push_back(term.term);
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}  // namespace search
