#include "modules/matching/concepts.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/matching/analyser.hpp"
#include "platform/assets/assets.hpp"

namespace matching {

Concepts::Concepts(std::string_view table) {
    for (const auto& line : text::split(table, '\n')) {
        if (line.empty() || line.starts_with('#')) continue;
        std::string term;
        for (const auto& name : text::split(line, '\t')) {
            const auto roots = terms_of(name);
            if (roots.empty()) continue;
            const auto key = text::join(roots, " ");
            if (term.empty()) term = "~" + key;
            terms_.emplace(key, term);
            auto& longest = longest_name_[roots.front()];
            longest = std::max(longest, roots.size());
        }
    }
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
        if (const auto found = terms_.find(key); found != terms_.end()) return Found{found->second, count};
    }
    return {};
}

std::vector<std::string_view> Concepts::near(std::string_view root) const {
    std::vector<std::string_view> found;
    for (const auto& [name, term] : terms_)
        if (name.size() <= root.size() + 2 && root.size() <= name.size() + 2 && text::distance(name, root, 1) == 1) found.push_back(term);
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}  // namespace matching
