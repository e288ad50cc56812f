#include "modules/reference/actions_import.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "modules/reference/actions.hpp"
#include "modules/reference/industries.hpp"
#include "modules/reference/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/tables/tables.hpp"

namespace reference {
namespace {

constexpr std::size_t name_max = 250;
constexpr std::size_t faults_max = 200;

struct Columns {
    int code{-1};
    int name{-1};
    int name_en{-1};
    int version{-1};
};

Columns find_columns(const std::vector<std::string>& header) {
    Columns found;
    for (std::size_t at = 0; at < header.size(); ++at) {
        const auto heading = text::lower(header[at]);
        const auto is = [&](std::initializer_list<std::string_view> names) { return std::ranges::find(names, heading) != names.end(); };
        if (is({"code", "kode"}))
            found.code = static_cast<int>(at);
        else if (is({"name", "nama", "title", "judul"}))
            found.name = static_cast<int>(at);
        else if (is({"title_en", "english", "inggris"}))
            found.name_en = static_cast<int>(at);
        else if (is({"version", "versi"}))
            found.version = static_cast<int>(at);
    }
    return found;
}

bool is_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_area_code(std::string_view code) {
    const auto parts = text::split(code, '.');
    constexpr std::size_t widths[] = {2, 2, 2, 4};
    if (parts.size() > std::size(widths)) return false;
    for (std::size_t at = 0; at < parts.size(); ++at)
        if (!is_digits(parts[at]) || parts[at].size() != widths[at]) return false;
    return true;
}

// One row on its way into a list.
struct Line {
    std::string list;
    std::string code;
    std::string name;
    std::string name_en;
};

std::string known_name(const Line& line) {
    if (line.list == "areas") {
        const auto area = find_area(line.code);
        return area ? area->name : "";
    }
    if (line.list == "kbji2014") {
        const auto occupation = find_occupation(line.code);
        return occupation ? occupation->title : "";
    }
    const auto industry = find_industry(line.code, line.list == "kbli2025" ? "2025" : "2020");
    return industry ? industry->title : "";
}

std::string parent_of(const Line& line) {
    if (line.list == "areas") {
        const auto dot = line.code.rfind('.');
        return dot == std::string::npos ? "" : line.code.substr(0, dot);
    }
    const bool is_top = line.list == "kbji2014" ? line.code.size() == 1 : line.code.size() == 2 || !is_digits(line.code);
    return is_top ? "" : line.code.substr(0, line.code.size() - 1);
}

bool is_code(const Line& line) {
    if (line.list == "areas") return is_area_code(line.code);
    if (line.list == "kbji2014") return is_digits(line.code) && line.code.size() <= 4;
    return (is_digits(line.code) && line.code.size() >= 2 && line.code.size() <= 5) ||
           (line.code.size() == 1 && line.code[0] >= 'A' && line.code[0] <= 'V');
}

std::string line_of(const Line& line, char section) {
    if (line.list == "areas") return line.code + "\t" + line.name;
    if (line.list == "kbji2014") {
        const auto known = find_occupation(line.code);
        return line.code + "\t" + line.name + "\t" + (!line.name_en.empty() ? line.name_en : known ? known->title_en : line.name);
    }
    return std::string(1, section) + "\t" + line.code + "\t" + line.name;
}

std::string_view sentence(tables::Refusal why) {
    switch (why) {
        case tables::Refusal::not_a_table: return "the file is no XLSX or CSV";
        case tables::Refusal::too_large: return "the file is too large";
        case tables::Refusal::too_many_rows: return "the file has too many rows";
        case tables::Refusal::broken: return "the file is broken";
        case tables::Refusal::no_header: return "the file has no headings";
    }
    return {};
}

}  // namespace

ReadList read_list(List list, std::string_view bytes) {
    ReadList made;
    const auto sheet = tables::read(bytes);
    if (!sheet) {
        made.faults.emplace_back(sentence(sheet.error()));
        return made;
    }
    const auto columns = find_columns(sheet->header);
    if (columns.code < 0 || columns.name < 0) {
        made.faults.emplace_back("the headings code and name are needed in the first line");
        return made;
    }
    std::map<std::string, Line> typed;  // by list and code
    std::vector<std::pair<int, Line>> rows;
    char section = 'A';  // of an industry: the letter that stands above it in the file
    std::map<std::string, char> sections;
    for (std::size_t at = 0; at < sheet->rows.size(); ++at) {
        const auto& row = sheet->rows[at];
        const int number = sheet->line_numbers[at];
        const auto fault = [&](const std::string& why) {
            if (made.faults.size() < faults_max) made.faults.push_back("line " + std::to_string(number) + ": " + why);
        };
        const auto cell = [&](int column) { return column < 0 ? std::string() : text::trim(row[static_cast<std::size_t>(column)]); };
        ++made.read;
        Line line{list == List::areas ? "areas" : "kbji2014", cell(columns.code), "", ""};
        if (list == List::industries) {
            const auto version = cell(columns.version).empty() ? "2020" : cell(columns.version);
            if (version != "2020" && version != "2025") {
                fault("version is 2020 or 2025, not " + version);
                continue;
            }
            line.list = "kbli" + version;
        }
        const auto name = text::clean_line(cell(columns.name), name_max);
        const auto name_en = text::clean_line(cell(columns.name_en), name_max);
        if (!is_code(line))
            fault("“" + line.code + "” is no code of this list");
        else if (!name || name->empty() || !name_en)
            fault(line.code + " has no fit name");
        else if (!typed.emplace(line.list + " " + line.code, line).second)
            fault(line.code + " stands in the file twice");
        else {
            line.name = *name;
            line.name_en = *name_en;
            if (!is_digits(line.code.substr(0, 1))) section = line.code[0];
            sections[line.list + " " + line.code] = section;
            rows.emplace_back(number, line);
        }
    }
    for (const auto& [number, line] : rows) {
        const auto parent = parent_of(line);
        Line above{line.list, parent, "", ""};
        if (!parent.empty() && !typed.contains(line.list + " " + parent) && known_name(above).empty()) {
            if (made.faults.size() < faults_max)
                made.faults.push_back("line " + std::to_string(number) + ": " + line.code + " lies in no known " + parent);
            continue;
        }
        if (known_name(line) == line.name) {
            ++made.unchanged;
            continue;
        }
        const auto version = line.list == "kbli2025" ? std::string_view("2025") : kbli_version;
        const auto division = find_industry(line.code.substr(0, 2), version);
        made.additions.push_back(
            {line.list, line.code, line_of(line, division ? division->section : sections[line.list + " " + line.code])});
    }
    return made;
}

void take_in(sql::Transaction& tx, const Context& context, const ReadList& list) {
    for (const auto& one : list.additions) store::put_addition(tx, one, context.now);
    if (!list.additions.empty())
        audit::record(tx, context,
                      {{},
                       "reference.list_changed",
                       "reference:" + list.additions.front().list,
                       R"({"codes":)" + std::to_string(list.additions.size()) + "}"});
}

void use_additions(sql::Transaction& tx) { add_lines(store::additions(tx)); }

}  // namespace reference
