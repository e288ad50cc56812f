#include "platform/html/parts.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace html {

namespace {

std::vector<std::pair<std::string, Part>>& known() {
    static std::vector<std::pair<std::string, Part>> all;
    return all;
}

}  // namespace

void add_part(std::string_view place, Part part) {
    const std::pair one{std::string(place), part};
    if (std::ranges::find(known(), one) == known().end()) known().push_back(one);
}

Markup parts(std::string_view place, sql::Transaction& tx, const Context& context, std::int64_t subject) {
    Markup out;
    for (const auto& [name, part] : known()) {
        if (name == place) part(out, tx, context, subject);
    }
    return out;
}

}  // namespace html
