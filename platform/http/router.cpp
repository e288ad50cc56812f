#include "platform/http/router.hpp"

#include <array>
#include <map>
#include <stdexcept>

namespace http {

struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> fixed;
    std::unique_ptr<Node> any;                         // {name}
    std::unique_ptr<Node> rest;                        // {name*}
    std::array<std::optional<std::size_t>, 5> routes;  // by method

    bool is_end() const {
        for (const auto& one : routes)
            if (one) return true;
        return false;
    }
};

namespace {

constexpr Method methods[] = {Method::get, Method::post, Method::put, Method::patch, Method::del};

std::vector<std::string_view> segments(std::string_view path) {
    std::vector<std::string_view> parts;
    if (path.starts_with('/')) path.remove_prefix(1);
    while (true) {
        const auto slash = path.find('/');
        parts.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return parts;
        path.remove_prefix(slash + 1);
    }
}

}  // namespace

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;

void Router::add(Method method, std::string_view pattern, std::size_t position) {
    auto* node = root_.get();
    for (const auto part : segments(pattern)) {
        std::unique_ptr<Node>* next = nullptr;
        if (part.starts_with('{') && part.ends_with("*}"))
            next = &node->rest;
        else if (part.starts_with('{') && part.ends_with('}'))
            next = &node->any;
        else
            next = &node->fixed[std::string(part)];
        if (!*next) *next = std::make_unique<Node>();
        node = next->get();
    }
    auto& slot = node->routes[static_cast<std::size_t>(method)];
    if (slot) throw std::runtime_error("two routes for " + std::string(name(method)) + " " + std::string(pattern));
    slot = position;
}

Router::Match Router::find(Method method, std::string_view path) const {
    Match match;
    const auto parts = segments(path);

    // Depth first, fixed before {name}: the first end that knows the method wins; any end makes the path known.
    const auto look = [&](const auto& self, const Node& node, std::size_t at, std::vector<std::string>& values) -> bool {
        const auto end_at = [&](const Node& end) {
            if (!end.is_end()) return false;
            if (const auto route = end.routes[static_cast<std::size_t>(method)]) {
                match.found = match.path_known = true;
                match.position = *route;
                match.values = values;
                return true;
            }
            if (!match.path_known) {
                match.path_known = true;
                for (const auto one : methods) {
                    if (!end.routes[static_cast<std::size_t>(one)]) continue;
                    match.allow += (match.allow.empty() ? "" : ", ") + std::string(name(one));
                    if (one == Method::get) match.allow += ", HEAD";
                }
            }
            return false;
        };
        if (at == parts.size()) return end_at(node);
        if (const auto fixed = node.fixed.find(parts[at]); fixed != node.fixed.end())
            if (self(self, *fixed->second, at + 1, values)) return true;
        if (node.any && !parts[at].empty()) {
            values.emplace_back(parts[at]);
            if (self(self, *node.any, at + 1, values)) return true;
            values.pop_back();
        }
        if (node.rest && !parts[at].empty()) {
            const auto from = static_cast<std::size_t>(parts[at].data() - path.data());
            values.emplace_back(path.substr(from));
            if (end_at(*node.rest)) return true;
            values.pop_back();
        }
        return false;
    };
    std::vector<std::string> values;
    look(look, *root_, 0, values);
    return match;
}

}  // namespace http
