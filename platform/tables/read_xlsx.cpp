#include <zip.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <utility>

#include "base/date.hpp"
#include "base/whole.hpp"
#include "platform/tables/sheet_builder.hpp"

namespace tables {
namespace {

// Against archives that unpack to more than they should. 200,000 rows of twelve cells are about 100 MB of XML.
constexpr std::int64_t entries_max = 2'000;
constexpr std::uint64_t part_max = 192ULL * 1024 * 1024;
constexpr std::uint64_t ratio_max = 150;       // spreadsheets reach 30
constexpr std::uint64_t ratio_from = 1 << 20;  // below one megabyte nobody is hurt
constexpr std::size_t strings_max = 4'000'000;

class Archive {
  public:
    explicit Archive(std::string_view bytes) {
        zip_error_t error;
        zip_error_init(&error);
        auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
        archive_ = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
        if (source && !archive_) zip_source_free(source);
        zip_error_fini(&error);
    }
    ~Archive() {
        if (archive_) zip_discard(archive_);
    }
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;

    explicit operator bool() const { return archive_ != nullptr; }
    std::int64_t entries() const { return zip_get_num_entries(archive_, 0); }
    bool has(const std::string& name) const { return zip_name_locate(archive_, name.c_str(), 0) >= 0; }

    // The unpacked part. Empty when it is missing, too large, packed too tightly to be honest, or damaged.
    std::optional<std::string> part(const std::string& name) {
        const auto index = zip_name_locate(archive_, name.c_str(), 0);
        zip_stat_t stat;
        if (index < 0 || zip_stat_index(archive_, static_cast<zip_uint64_t>(index), 0, &stat) != 0) return {};
        if (!(stat.valid & ZIP_STAT_SIZE) || !(stat.valid & ZIP_STAT_COMP_SIZE) || stat.size > part_max) return {};
        if (stat.encryption_method != ZIP_EM_NONE) return {};
        if (stat.size > ratio_from && stat.size / ratio_max > stat.comp_size) return {};
        std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen_index(archive_, static_cast<zip_uint64_t>(index), 0), zip_fclose);
        if (!file) return {};
        // What the directory says of the size is a claim: reading stops there, and one byte more is damage.
        std::string unpacked(static_cast<std::size_t>(stat.size), '\0');
        std::size_t have = 0;
        while (have < unpacked.size()) {
            const auto got = zip_fread(file.get(), unpacked.data() + have, unpacked.size() - have);
            if (got <= 0) return {};
            have += static_cast<std::size_t>(got);
        }
        char more;
        if (zip_fread(file.get(), &more, 1) != 0) return {};
        // Nothing honest in a spreadsheet declares document types; entities are how XML grows.
        if (unpacked.find("<!DOCTYPE") != std::string::npos || unpacked.find("<!ENTITY") != std::string::npos) return {};
        return unpacked;
    }

  private:
    zip_t* archive_{};
};

// Names without the prefix that some writers put before them ("x:row").
std::string_view local_name(const pugi::xml_node& node) {
    std::string_view name = node.name();
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
    for (auto node : parent.children())
        if (local_name(node) == name) return node;
    return {};
}

// Visits each <name>…</name> of a large part by itself, so that the whole never stands in memory as a tree.
// `visit` gives false to stop. False when the part is damaged.
template <class Visit>
bool for_each_element(const std::string& part, std::string_view name, Visit visit) {
    const auto root = part.find_first_not_of(" \t\r\n", part.find("?>") == std::string::npos ? 0 : part.find("?>") + 2);
    if (root == std::string::npos || part[root] != '<') return false;
    const auto name_end = part.find_first_of(" \t\r\n/>", root);
    if (name_end == std::string::npos) return false;
    const auto colon = part.substr(root, name_end - root).find(':');
    const std::string prefix = colon == std::string::npos ? "" : part.substr(root + 1, colon);
    const std::string open = "<" + prefix + std::string(name);
    const std::string close = "</" + prefix + std::string(name) + ">";
    pugi::xml_document tree;
    for (std::size_t at = root; (at = part.find(open, at)) != std::string::npos;) {
        const auto after = at + open.size();
        if (after < part.size() && !std::strchr(" \t\r\n/>", part[after])) {
            at = after;
            continue;
        }
        const auto tag_end = part.find('>', after);
        if (tag_end == std::string::npos) return false;
        std::size_t end = tag_end + 1;
        if (part[tag_end - 1] != '/') {
            const auto found = part.find(close, end);
            if (found == std::string::npos) return false;
            end = found + close.size();
        }
        if (!tree.load_buffer(part.data() + at, end - at, pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8)) return false;
        if (!visit(tree.first_child())) return true;
        at = end;
    }
    return true;
}

// A string of rich text is its runs joined; how it is read aloud (rPh) is not part of it.
std::string words(const pugi::xml_node& node) {
    std::string joined;
    for (auto one : node.children()) {
        const auto name = local_name(one);
        if (name == "t") joined += one.child_value();
        if (name == "r") joined += child(one, "t").child_value();
    }
    for (std::size_t at; (at = joined.find("_x000D_")) != std::string::npos;) joined.erase(at, 7);
    return joined;
}

std::optional<std::vector<std::string>> shared_strings(Archive& archive) {
    std::vector<std::string> strings;
    if (!archive.has("xl/sharedStrings.xml")) return strings;
    const auto part = archive.part("xl/sharedStrings.xml");
    if (!part) return {};
    const bool whole = for_each_element(*part, "si", [&](const pugi::xml_node& item) {
        strings.push_back(words(item));
        return strings.size() < strings_max;
    });
    if (!whole || strings.size() >= strings_max) return {};
    return strings;
}

// "dd/mm/yyyy" is one, "#,##0.00" and "[Red]0" and "0 \d" are none.
bool is_date_format(std::string_view code) {
    bool quoted = false;
    bool bracket = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '\\' || c == '_' || c == '*')
            ++i;
        else if (c == '"')
            quoted = !quoted;
        else if (quoted)
            continue;
        else if (c == '[')
            bracket = true;
        else if (c == ']')
            bracket = false;
        else if (!bracket && (c == 'd' || c == 'D' || c == 'y' || c == 'Y'))
            return true;
    }
    return false;
}

bool is_date_format(int id) { return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58); }

// For each cell style, whether a number in it is a day.
std::vector<bool> date_styles(Archive& archive) {
    std::vector<bool> dates;
    const auto part = archive.part("xl/styles.xml");
    pugi::xml_document tree;
    if (!part || !tree.load_buffer(part->data(), part->size())) return dates;
    const auto root = tree.document_element();
    std::vector<std::pair<int, bool>> own;
    for (auto format : child(root, "numFmts").children())
        own.emplace_back(format.attribute("numFmtId").as_int(), is_date_format(format.attribute("formatCode").value()));
    for (auto style : child(root, "cellXfs").children()) {
        const int id = style.attribute("numFmtId").as_int();
        const auto found = std::find_if(own.begin(), own.end(), [&](const auto& one) { return one.first == id; });
        dates.push_back(found != own.end() ? found->second : is_date_format(id));
    }
    return dates;
}

// Days since 1899-12-30, as spreadsheets count from 1 March 1900 on; before that they believe in a 29 February 1900.
std::optional<std::string> day_of_serial(std::string_view number, bool from_1904) {
    double serial = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), serial);
    if (error != std::errc{} || end != number.data() + number.size()) return {};
    if (from_1904) serial += 1462;
    if (serial < 1 || serial >= 2'958'466) return {};  // 9999-12-31
    constexpr int epoch = -25'569;
    const int days = static_cast<int>(std::floor(serial));
    return Date{epoch + days + (days < 60 ? 1 : 0)}.iso();
}

struct Workbook {
    std::string sheet_part;
    std::string sheet_name;
    bool from_1904{};
};

// The first sheet that is not hidden.
std::optional<Workbook> open_workbook(Archive& archive) {
    const auto part = archive.part("xl/workbook.xml");
    pugi::xml_document tree;
    if (!part || !tree.load_buffer(part->data(), part->size())) return {};
    const auto root = tree.document_element();
    Workbook book;
    const std::string_view from_1904 = child(root, "workbookPr").attribute("date1904").value();
    book.from_1904 = from_1904 == "1" || from_1904 == "true";
    std::string relation;
    for (auto sheet : child(root, "sheets").children()) {
        if (std::string_view(sheet.attribute("state").value()).ends_with("idden")) continue;
        for (auto attribute : sheet.attributes())
            if (std::string_view(attribute.name()).ends_with(":id")) relation = attribute.value();
        book.sheet_name = sheet.attribute("name").value();
        break;
    }
    const auto relations = archive.part("xl/_rels/workbook.xml.rels");
    pugi::xml_document links;
    if (relation.empty() || !relations || !links.load_buffer(relations->data(), relations->size())) return {};
    for (auto link : links.document_element().children()) {
        if (relation != link.attribute("Id").value()) continue;
        if (!std::string_view(link.attribute("Type").value()).ends_with("/worksheet")) return {};
        const std::string target = link.attribute("Target").value();
        book.sheet_part = target.starts_with('/') ? target.substr(1) : "xl/" + target;
        return book;
    }
    return {};
}

// "AB12" -> 27. Empty without letters, or beyond what we read.
std::optional<std::size_t> column_of(std::string_view reference) {
    std::size_t column = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z') break;
        column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
        if (column > columns_max) return {};
    }
    if (column == 0) return {};
    return column - 1;
}

// "B5:B7" hides B6 and B7, "A1:C1" hides B1 and C1.
void hide_merged(const std::string& part, std::vector<Place>& hidden) {
    const auto cell_of = [](std::string_view reference) -> std::optional<Place> {
        const auto column = column_of(reference);
        const auto digits = reference.find_first_of("0123456789");
        if (!column || digits == std::string_view::npos) return {};
        const auto line = text::whole(reference.substr(digits));
        if (!line || *line < 1) return {};
        return Place{*line, static_cast<int>(*column)};
    };
    for_each_element(part, "mergeCell", [&](const pugi::xml_node& range) {
        const std::string_view text = range.attribute("ref").value();
        const auto colon = text.find(':');
        if (colon == std::string_view::npos) return true;
        const auto first = cell_of(text.substr(0, colon));
        const auto last = cell_of(text.substr(colon + 1));
        if (!first || !last) return true;
        for (int line = first->line; line <= last->line; ++line) {
            for (int column = first->column; column <= last->column; ++column) {
                if (hidden.size() >= places_max) return false;
                if (line != first->line || column != first->column) hidden.push_back({line, column});
            }
        }
        return true;
    });
    std::sort(hidden.begin(), hidden.end());
}

struct Reading {
    const std::vector<std::string>& strings;
    const std::vector<bool>& dates;
    bool from_1904;

    // What the cell shows; of a formula the value that was kept with it.
    std::string cell_text(const pugi::xml_node& cell) const {
        const std::string_view type = cell.attribute("t").value();
        if (type == "inlineStr") return words(child(cell, "is"));
        const std::string value = child(cell, "v").child_value();
        if (type == "s") {
            std::size_t index = 0;
            const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), index);
            return error == std::errc{} && index < strings.size() ? strings[index] : std::string();
        }
        if (type == "b") return value == "1" ? "TRUE" : "FALSE";
        if (type == "d") return value.substr(0, 10);
        if (type.empty() || type == "n") {
            const auto style = cell.attribute("s").as_uint();
            if (style < dates.size() && dates[style])
                if (auto day = day_of_serial(value, from_1904)) return *day;
        }
        return value;
    }
};

}  // namespace

Result<Sheet, Refusal> read_xlsx(std::string_view bytes) {
    Archive archive(bytes);
    if (!archive) return Refusal::broken;
    if (archive.entries() > entries_max) return Refusal::too_large;
    if (!archive.has("xl/workbook.xml")) return Refusal::not_a_table;
    const auto book = open_workbook(archive);
    const auto strings = shared_strings(archive);
    const auto sheet = book ? archive.part(book->sheet_part) : std::nullopt;
    if (!book || !strings || !sheet) return Refusal::broken;
    const auto dates = date_styles(archive);
    const Reading reading{*strings, dates, book->from_1904};
    SheetBuilder builder;
    std::vector<Place> formulas;
    int line = 0;
    const bool whole = for_each_element(*sheet, "row", [&](const pugi::xml_node& row) {
        line = row.attribute("r").as_int(line + 1);
        std::vector<std::string> cells;
        std::size_t column = 0;
        for (auto cell : row.children()) {
            const std::string_view reference = cell.attribute("r").value();
            if (!reference.empty()) {
                const auto named = column_of(reference);
                if (!named) continue;
                column = *named;
            }
            if (column >= columns_max) break;
            if (cells.size() <= column) cells.resize(column + 1);
            cells[column] = reading.cell_text(cell);
            if (formulas.size() < places_max && child(cell, "f")) formulas.push_back({line, static_cast<int>(column)});
            ++column;
        }
        builder.add(line, std::move(cells));
        return !builder.is_full();
    });
    if (!whole) return Refusal::broken;
    auto made = std::move(builder).finish();
    if (!made) return made;
    made->name = book->sheet_name;
    made->formulas = std::move(formulas);
    hide_merged(*sheet, made->merged);
    return made;
}

}  // namespace tables
