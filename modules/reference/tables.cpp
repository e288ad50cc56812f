#include "modules/reference/tables.hpp"

#include <stdexcept>
#include <string>

#include "platform/assets/assets.hpp"

namespace reference {

std::string_view Row::column(std::size_t position) const {
    auto rest = line_;
    for (; position > 0; --position) {
        const auto tab = rest.find('\t');
        if (tab == std::string_view::npos) return {};
        rest.remove_prefix(tab + 1);
    }
    return rest.substr(0, rest.find('\t'));
}

std::string_view table_bytes(std::string_view name) {
    const auto path = "data/" + std::string(name) + ".tsv";
    const auto asset = assets::find(path);
    if (!asset) throw std::runtime_error(path + " is not built into the program");
    return asset->bytes;
}

std::vector<Row> table(std::string_view name) {
    std::vector<Row> rows;
    auto rest = table_bytes(name);
    for (bool header = true; !rest.empty(); header = false) {
        const auto line = rest.substr(0, rest.find('\n'));
        if (!header && !line.empty() && !line.starts_with('#')) rows.emplace_back(line);
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
    return rows;
}

}  // namespace reference
