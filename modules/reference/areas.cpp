#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.hpp"
#include "modules/reference/actions.hpp"
#include "modules/reference/tables.hpp"

namespace reference {
namespace {

struct Entry {
    std::string_view code;
    std::string_view name;
};

// 91,599 areas in order of code, so that an area is followed by all that lies within it. The names stay in
// the program's own bytes; only the beginnings of the lines are remembered.
class AreaList {
  public:
    AreaList() : bytes_(table_bytes("areas")) {
        starts_.reserve(bytes_.size() / 24);
        for (std::size_t at = 0; at < bytes_.size();) {
            starts_.push_back(static_cast<std::uint32_t>(at));
            const auto end = bytes_.find('\n', at);
            at = end == std::string_view::npos ? bytes_.size() : end + 1;
        }
    }

    std::size_t size() const { return starts_.size(); }

    Entry at(std::size_t position) const {
        const auto line = bytes_.substr(starts_[position]);
        const auto tab = line.find('\t');
        const auto end = line.find('\n', tab);
        return {line.substr(0, tab), line.substr(tab + 1, end - tab - 1)};
    }

    // The first area whose code is not before `code`.
    std::size_t from(std::string_view code) const {
        const auto found = std::lower_bound(starts_.begin(), starts_.end(), code, [&](std::uint32_t start, std::string_view wanted) {
            const auto line = bytes_.substr(start, 16);
            return line.substr(0, line.find('\t')) < wanted;
        });
        return static_cast<std::size_t>(found - starts_.begin());
    }

    std::optional<std::size_t> find(std::string_view code) const {
        const auto position = from(code);
        if (code.empty() || position == size() || at(position).code != code) return {};
        return position;
    }

  private:
    std::string_view bytes_;
    std::vector<std::uint32_t> starts_;
};

const AreaList& areas() {
    static const AreaList list;
    return list;
}

AreaLevel level_of(std::string_view code) {
    if (code.size() <= 2) return AreaLevel::province;
    if (code.size() <= 5) return AreaLevel::regency;
    return code.size() <= 8 ? AreaLevel::district : AreaLevel::village;
}

Area area(const Entry& entry) { return {std::string(entry.code), std::string(entry.name), level_of(entry.code)}; }

std::string_view parent(std::string_view code) {
    const auto dot = code.rfind('.');
    return dot == std::string_view::npos ? std::string_view() : code.substr(0, dot);
}

// --- search ---

constexpr std::size_t words_max = 8;

struct Query {
    std::vector<std::string> words;
    unsigned above_only{};  // bits of the words after a comma
    std::string glued;      // the words before it without blanks: "Gunungsari" finds "Gunung Sari"
    unsigned all() const { return (1u << words.size()) - 1; }
};

bool is_word_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

Query read_query(std::string_view typed) {
    Query query;
    bool after_comma = false;
    std::string word;
    for (const char c : text::lower(typed) + " ") {
        if (is_word_character(c)) {
            word += c;
            continue;
        }
        // What people write before names: "Kel. Gunung Sari, Kec. Balikpapan Tengah".
        const bool is_label = word == "kel" || word == "kec" || word == "kab" || word == "prov" || word == "desa" || word == "kelurahan" ||
                              word == "kecamatan" || word == "provinsi";
        if (!word.empty() && !is_label && query.words.size() < words_max) {
            if (after_comma) query.above_only |= 1u << query.words.size();
            if (!after_comma) query.glued += word;
            query.words.push_back(word);
        }
        word.clear();
        if (c == ',' && !query.words.empty()) after_comma = true;
    }
    return query;
}

bool begins_with(std::string_view name, std::string_view lower_word) {
    if (name.size() < lower_word.size()) return false;
    for (std::size_t i = 0; i < lower_word.size(); ++i)
        if (lower(name[i]) != lower_word[i]) return false;
    return true;
}

// Bits of the query's words that some word of the name begins with.
unsigned words_in(std::string_view name, const Query& query) {
    unsigned found = 0;
    for (std::size_t at = 0; at < name.size(); ++at) {
        if (!is_word_character(name[at]) || (at > 0 && is_word_character(name[at - 1]))) continue;
        for (std::size_t word = 0; word < query.words.size(); ++word)
            if (begins_with(name.substr(at), query.words[word])) found |= 1u << word;
    }
    return found;
}

bool begins_glued(std::string_view name, std::string_view glued) {
    std::size_t matched = 0;
    for (const char c : name) {
        if (matched == glued.size()) return true;
        if (!is_word_character(c)) continue;
        if (lower(c) != glued[matched]) return false;
        ++matched;
    }
    return matched == glued.size();
}

// Letters of the name that nobody typed, roughly: "Damai" stands before "Damai Bahagia".
int letters_left(std::string_view name, std::size_t typed) {
    const auto letters = std::count_if(name.begin(), name.end(), is_word_character);
    return static_cast<int>(std::clamp<std::ptrdiff_t>(letters - static_cast<std::ptrdiff_t>(typed), 0, 99));
}

// Lower is better; nothing when the village is not meant.
std::optional<int> rank(std::string_view village, unsigned above, const Query& query) {
    if (begins_glued(village, query.glued) && (above & query.above_only) == query.above_only)
        return letters_left(village, query.glued.size());
    const auto own = words_in(village, query) & ~query.above_only;
    if ((own | above) != query.all()) return {};
    if (own == 0) return 400;  // the district or regency was named: all its villages
    std::size_t typed = 0;
    for (std::size_t word = 0; word < query.words.size(); ++word)
        if ((own >> word & 1u) != 0) typed += query.words[word].size();
    return ((own | query.above_only) == query.all() ? 200 : 300) + letters_left(village, typed);
}

struct Hit {
    int rank;
    std::size_t position;
    auto operator<=>(const Hit&) const = default;
};

std::vector<Area> best_of(std::vector<Hit> hits, std::size_t limit) {
    const auto wanted = std::min(limit, hits.size());
    std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(wanted), hits.end());
    std::vector<Area> found;
    for (std::size_t i = 0; i < wanted; ++i) found.push_back(area(areas().at(hits[i].position)));
    return found;
}

// A place is meant by its own name; what lies above it may be named, too.
std::optional<int> rank_of_place(std::string_view name, AreaLevel level, unsigned above, const Query& query) {
    constexpr std::array by_level{0, 0, 40, 120};
    const auto own = words_in(name, query) & ~query.above_only;
    if (own == 0 || (own | above) != query.all()) return {};
    std::size_t typed = 0;
    for (std::size_t word = 0; word < query.words.size(); ++word)
        if ((own >> word & 1u) != 0) typed += query.words[word].size();
    const bool is_named_whole = (own | query.above_only) == query.all();
    return by_level[static_cast<std::size_t>(level)] + letters_left(name, typed) + (is_named_whole ? 0 : 200);
}

}  // namespace

std::optional<Area> find_area(std::string_view code) {
    const auto found = areas().find(code);
    if (!found) return {};
    return area(areas().at(*found));
}

std::vector<Area> children(std::string_view code) {
    std::vector<Area> found;
    if (!code.empty() && !areas().find(code)) return found;
    for (auto i = code.empty() ? 0 : areas().from(code) + 1; i < areas().size(); ++i) {
        const auto entry = areas().at(i);
        if (!code.empty() && !is_within(entry.code, code)) break;
        if (parent(entry.code) == code) found.push_back(area(entry));
    }
    return found;
}

std::string full_name(std::string_view code) {
    std::string path;
    for (auto one = code; !one.empty(); one = parent(one)) {
        const auto found = areas().find(one);
        if (!found) return {};
        if (!path.empty()) path += ", ";
        path += areas().at(*found).name;
    }
    return path;
}

bool is_within(std::string_view code, std::string_view ancestor) {
    return code.starts_with(ancestor) && (code.size() == ancestor.size() || code[ancestor.size()] == '.');
}

std::vector<Area> find_villages(std::string_view typed, std::string_view regency, std::size_t limit) {
    const auto query = read_query(typed);
    if (query.words.empty()) return {};
    const auto& list = areas();
    std::vector<Hit> hits;
    std::array<unsigned, 3> above{};  // words found in the names of the province, regency and district we are in
    for (auto i = regency.empty() ? 0 : list.from(regency.substr(0, 2)); i < list.size(); ++i) {
        const auto entry = list.at(i);
        const auto level = level_of(entry.code);
        if (!regency.empty() && !entry.code.starts_with(regency.substr(0, 2))) break;
        if (level != AreaLevel::village) {
            const auto own = words_in(entry.name, query);
            const auto depth = static_cast<std::size_t>(level);
            above[depth] = own | (depth > 0 ? above[depth - 1] : 0);
            continue;
        }
        if (!regency.empty() && !is_within(entry.code, regency)) continue;
        if (const auto fits = rank(entry.name, above[2], query)) hits.push_back({*fits, i});
    }
    return best_of(std::move(hits), limit);
}

std::vector<Area> find_places(std::string_view typed, std::size_t limit) {
    const auto query = read_query(typed);
    if (query.words.empty()) return {};
    const auto& list = areas();
    std::vector<Hit> hits;
    std::array<unsigned, 4> named{};  // words found in the names from the province down to the level
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto entry = list.at(i);
        const auto level = level_of(entry.code);
        const auto depth = static_cast<std::size_t>(level);
        const auto above = depth > 0 ? named[depth - 1] : 0;
        if (const auto fits = rank_of_place(entry.name, level, above, query)) hits.push_back({*fits, i});
        if (level != AreaLevel::village) named[depth] = words_in(entry.name, query) | above;
    }
    return best_of(std::move(hits), limit);
}

std::vector<Area> areas_called(std::string_view name) {
    const auto& list = areas();
    const auto name_of = [&](std::uint32_t position) { return text::lower(list.at(position).name); };
    static const auto by_name = [&] {
        std::vector<std::pair<std::string, std::uint32_t>> named;
        for (std::uint32_t at = 0; at < list.size(); ++at) named.emplace_back(name_of(at), at);
        std::sort(named.begin(), named.end());
        std::vector<std::uint32_t> order;
        for (const auto& [unused, at] : named) order.push_back(at);
        return order;
    }();
    std::vector<Area> found;
    for (const auto at : std::ranges::equal_range(by_name, text::lower(name), {}, name_of)) found.push_back(area(list.at(at)));
    return found;
}

std::optional<RetiredArea> find_retired(std::string_view code) {
    static const auto rows = table("retired_areas");
    for (const auto& row : rows) {
        if (!is_within(code, row.column(0))) continue;
        int year = 0;
        for (const char digit : row.column(3)) year = year * 10 + (digit - '0');
        return RetiredArea{std::string(row.column(0)), std::string(row.column(1)), std::string(row.column(2)), year};
    }
    return {};
}

}  // namespace reference
