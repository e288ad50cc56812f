#include <string>
#include <utility>
#include <vector>

#include "platform/html/components.hpp"

namespace html {
namespace {

// What table_open writes; table_close finds it again, and a table within a cell is closed before the one around it.
constexpr std::string_view opened = "<table class=\"table\">";

struct Head {
    std::string label;  // already escaped
    bool numeric{};
};

// The heads as table_open wrote them, from `at` on.
std::vector<Head> heads_of(std::string_view bytes, std::size_t at) {
    constexpr std::string_view words = "<th scope=\"col\">";
    constexpr std::string_view figures = "<th scope=\"col\" class=\"num\">";
    std::vector<Head> heads;
    const auto end = bytes.find("</thead>", at);
    while ((at = bytes.find("<th ", at)) < end) {
        const bool numeric = bytes.substr(at).starts_with(figures);
        const auto begin = at + (numeric ? figures.size() : words.size());
        at = bytes.find("</th>", begin);
        heads.push_back({std::string(bytes.substr(begin, at - begin)), numeric});
    }
    return heads;
}

// A name and a word, or a short line of figures, stand beside each other on the smallest phone.
bool fits_a_phone(const std::vector<Head>& heads) {
    if (heads.size() <= 2) return true;
    if (heads.size() > 4) return false;
    for (std::size_t at = 1; at < heads.size(); ++at) {
        if (!heads[at].numeric) return false;
    }
    return true;
}

bool is_tag(std::string_view rest, std::string_view name) {
    return rest.starts_with(name) && rest.size() > name.size() && (rest[name.size()] == '>' || rest[name.size()] == ' ');
}

int columns_of(std::string_view tag) {
    constexpr std::string_view name = " colspan=\"";
    const auto at = tag.find(name);
    int columns = 0;
    if (at == std::string_view::npos) return 1;
    for (auto place = at + name.size(); place < tag.size() && tag[place] >= '0' && tag[place] <= '9'; ++place)
        columns = columns * 10 + (tag[place] - '0');
    return columns;
}

// The rows from `body` on, each cell with its column's name: a phone shows a row as a card. The first cell names the
// card and needs no name itself, unless it is a figure.
std::string labelled(std::string_view body, const std::vector<Head>& heads) {
    std::string out;
    out.reserve(body.size() * 2);
    int inner_tables = 0;
    std::size_t column = 0;
    std::size_t done = 0;
    for (auto at = body.find('<'); at != std::string_view::npos; at = body.find('<', at + 1)) {
        const auto rest = body.substr(at);
        if (is_tag(rest, "<table")) ++inner_tables;
        if (rest.starts_with("</table>")) --inner_tables;
        if (inner_tables > 0) continue;
        if (is_tag(rest, "<tr")) column = 0;
        const bool cell = is_tag(rest, "<td");
        if (!cell && !is_tag(rest, "<th")) continue;
        const bool named = cell && column < heads.size() && !heads[column].label.empty() && (column > 0 || heads[column].numeric);
        if (named) {
            constexpr std::size_t after_name = 3;
            out.append(body.substr(done, at + after_name - done)).append(" data-label=\"").append(heads[column].label).append("\"");
            done = at + after_name;
        }
        column += static_cast<std::size_t>(columns_of(rest.substr(0, rest.find('>'))));
    }
    return out.append(body.substr(done));
}

}  // namespace

void table_open(Markup& out, std::string_view caption, const std::vector<Column>& columns) {
    out << "<div class=\"table-frame\" role=\"region\" tabindex=\"0\""_html;
    out.attribute("aria-label"_html, caption);
    out << ">"_html << Markup::trusted(std::string(opened)) << "<caption>"_html << caption << "</caption><thead><tr>"_html;
    for (const auto& column : columns) {
        if (column.numeric)
            out << "<th scope=\"col\" class=\"num\">"_html << column.label << "</th>"_html;
        else
            out << "<th scope=\"col\">"_html << column.label << "</th>"_html;
    }
    out << "</tr></thead><tbody>"_html;
}

void table_close(Markup& out) {
    auto bytes = std::move(out).take();
    const auto begin = bytes.rfind(opened);
    const auto body = begin == std::string::npos ? begin : bytes.find("<tbody>", begin);
    if (body != std::string::npos) {
        const auto heads = heads_of(bytes, begin);
        const bool fits = fits_a_phone(heads);
        if (!fits) bytes.replace(body, std::string::npos, labelled(std::string_view(bytes).substr(body), heads));
        bytes.replace(begin, opened.size(), fits ? "<table class=\"table fits\">" : "<table class=\"table stack\">");
    }
    out = Markup::trusted(std::move(bytes));
    out << "</tbody></table></div>"_html;
}

}  // namespace html
