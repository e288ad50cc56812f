#include "modules/reference/tables.hpp"

#include <map>
#include <stdexcept>

#include "platform/assets/assets.hpp"

namespace reference {

namespace {

// Lists with additions, whole; filled before the first reader and unchanged afterwards.
std::map<std::string, std::string, std::less<>>& merged() {
    static std::map<std::string, std::string, std::less<>> lists;
    return lists;
}

std::string_view built_in(std::string_view name) {
    const auto asset = assets::find("data/" + std::string(name) + ".tsv");
    return asset ? asset->bytes : std::string_view();
}

// Of the industries the code stands behind the section's letter.
std::size_t code_column(std::string_view list) { return list.starts_with("kbli") ? 1 : 0; }
bool has_header(std::string_view list) { return list != "areas"; }

std::string merge(std::string_view list, const std::vector<Addition>& additions) {
    std::map<std::string, std::string, std::less<>> by_code;
    std::string made;
    auto rest = built_in(list);
    for (bool header = has_header(list); !rest.empty(); header = false) {
        const auto line = rest.substr(0, rest.find('\n'));
        if (header)
            made.append(line).append("\n");
        else if (!line.empty())
            by_code.insert_or_assign(std::string(Row(line).column(code_column(list))), std::string(line));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
    if (made.empty() && has_header(list)) made = "category\tcode\ttitle\n";
    for (const auto& one : additions)
        if (one.list == list) by_code.insert_or_assign(one.code, one.line);
    for (const auto& [code, line] : by_code) made.append(line).append("\n");
    return made;
}

}  // namespace

void add_lines(const std::vector<Addition>& additions) {
    for (const auto& one : additions)
        if (!merged().contains(one.list)) merged().emplace(one.list, merge(one.list, additions));
}

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
    if (const auto found = merged().find(name); found != merged().end()) return found->second;
    const auto bytes = built_in(name);
    if (bytes.empty()) throw std::runtime_error("data/" + std::string(name) + ".tsv is not built into the program");
    return bytes;
}

bool is_there(std::string_view name) { return merged().contains(name) || !built_in(name).empty(); }

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
