#include "modules/vacancies/places.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "modules/reference/actions.hpp"

namespace vacancies {

namespace {

enum class Kind { any, city, regency, district, province };

struct Name {
    Kind kind{Kind::any};
    std::string key;  // lower case letters and single blanks, without the kind
};

std::string letters(std::string_view text) {
    std::string kept;
    for (const char c : text::lower(text)) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
        if (letter)
            kept += c;
        else if (!kept.empty() && kept.back() != ' ' && c != '\'')
            kept += ' ';
    }
    return text::trim(kept);
}

Name name_of(std::string_view written) {
    struct Prefix {
        std::string_view words;
        Kind kind;
    };
    static constexpr std::array prefixes{
        Prefix{"kota administrasi ", Kind::city}, Prefix{"kota adm ", Kind::city},     Prefix{"kabupaten administrasi ", Kind::regency},
        Prefix{"kab adm ", Kind::regency},        Prefix{"kabupaten ", Kind::regency}, Prefix{"kab ", Kind::regency},
        Prefix{"kotamadya ", Kind::city},         Prefix{"kodya ", Kind::city},        Prefix{"kota ", Kind::city},
        Prefix{"kecamatan ", Kind::district},     Prefix{"kec ", Kind::district},      Prefix{"provinsi ", Kind::province},
        Prefix{"prov ", Kind::province}};
    Name name{Kind::any, letters(written)};
    for (const auto& [words, kind] : prefixes)
        if (name.key.starts_with(words)) {
            name.key.erase(0, words.size());
            name.kind = kind;
            break;
        }
    // "Kep. Siau", "Pangkajene dan Kepulauan": written in many ways.
    if (name.key.starts_with("kep ")) name.key.replace(0, 4, "kepulauan ");
    if (const auto at = name.key.find(" dan "); at != std::string::npos) name.key.erase(at, 4);
    for (const std::string_view ending : {" regency", " city", " kota", " district", " province"})
        if (name.key.size() > ending.size() && name.key.ends_with(ending) && name.kind == Kind::any) {
            name.key.resize(name.key.size() - ending.size());
            if (ending == " regency") name.kind = Kind::regency;
            if (ending == " city" || ending == " kota") name.kind = Kind::city;
            if (ending == " district") name.kind = Kind::district;
        }
    return name;
}

struct Entry {
    std::string code;
    std::string key;
    std::string shown;
    Kind kind{};
};

// What people say beside the official names.
constexpr std::array<std::pair<std::string_view, std::string_view>, 24> everyday{{
    {"jakarta raya", "31"},
    {"jakarta", "31"},
    {"dki jakarta", "31"},
    {"daerah khusus ibukota jakarta", "31"},
    {"daerah khusus jakarta", "31"},
    {"jogja", "34.71"},
    {"jogjakarta", "34.71"},
    {"yogya", "34.71"},
    {"di yogyakarta", "34"},
    {"diy", "34"},
    {"daerah istimewa yogyakarta", "34"},
    {"solo", "33.72"},
    {"tangsel", "36.74"},
    {"bumi serpong damai", "36.74"},
    {"bsd", "36.74"},
    {"bali", "51"},
    {"kaltim", "64"},
    {"jatim", "35"},
    {"jateng", "33"},
    {"jabar", "32"},
    {"makasar", "73.71"},
    {"ujung pandang", "73.71"},
    {"toba samosir", "12.12"},
    {"babel", "19"},
}};

class Places {
  public:
    Places() {
        for (const auto& province : reference::children("")) {
            add(province.code, province.name, Kind::province);
            for (const auto& regency : reference::children(province.code)) {
                add(regency.code, regency.name, name_of(regency.name).kind == Kind::city ? Kind::city : Kind::regency);
                for (const auto& district : reference::children(regency.code)) add(district.code, district.name, Kind::district);
            }
        }
        for (std::size_t at = 0; at < entries_.size(); ++at) {
            by_words_[entries_[at].key].push_back(at);
            by_letters_[joined(entries_[at].key)].push_back(at);
        }
    }

    const std::vector<Entry>& entries() const { return entries_; }

    std::vector<const Entry*> named(const std::string& key) const {
        std::vector<const Entry*> found;
        const auto one = by_letters_.find(joined(key));
        if (one == by_letters_.end()) return found;
        for (const auto at : one->second) found.push_back(&entries_[at]);
        return found;
    }

    // A regency or city whose name differs by one letter; null when none or several do.
    const Entry* nearly(const Name& name) const {
        constexpr std::size_t long_enough = 7;
        const auto wanted = joined(name.key);
        if (wanted.size() < long_enough) return nullptr;
        const Entry* found = nullptr;
        for (const auto& one : entries_) {
            if ((one.kind != Kind::city && one.kind != Kind::regency) || (name.kind != Kind::any && name.kind != one.kind)) continue;
            if (text::distance(joined(one.key), wanted, 1) > 1) continue;
            if (found != nullptr) return nullptr;
            found = &one;
        }
        return found;
    }

    // Whose name begins with these whole words: "Cikarang" is in one regency, "Lombok" in one province, whatever comes after it.
    std::vector<const Entry*> beginning_with(const std::string& key) const {
        std::vector<const Entry*> found;
        const auto start = key + " ";
        for (auto one = by_words_.lower_bound(start); one != by_words_.end() && one->first.starts_with(start); ++one)
            for (const auto at : one->second) found.push_back(&entries_[at]);
        return found;
    }

  private:
    // "Pelabuhan Ratu" and "Pelabuhanratu" are one name to many.
    static std::string joined(std::string key) {
        std::erase(key, ' ');
        return key;
    }

    void add(const std::string& code, const std::string& name, Kind kind) {
        // A district is called by its whole name, also when that begins like a kind: "Kota Baru".
        auto key = kind == Kind::district || kind == Kind::province ? letters(name) : name_of(name).key;
        if (const auto at = key.find(" dan "); at != std::string::npos) key.erase(at, 4);
        entries_.push_back({code, std::move(key), name, kind});
    }

    std::vector<Entry> entries_;
    std::map<std::string, std::vector<std::size_t>, std::less<>> by_words_;
    std::map<std::string, std::vector<std::size_t>, std::less<>> by_letters_;
};

const Places& places() {
    static const Places all;
    return all;
}

std::string regency_part(std::string_view code) { return std::string(code.substr(0, 5)); }

bool fits(Kind wanted, Kind is) { return wanted == Kind::any || wanted == is; }

// The regency or city with this name: of both, the city.
std::string regency_named(const Name& name, std::string_view province) {
    std::string found;
    for (const auto* one : places().named(name.key)) {
        if ((one->kind != Kind::city && one->kind != Kind::regency) || !fits(name.kind, one->kind)) continue;
        if (!province.empty() && !reference::is_within(one->code, province)) continue;
        if (found.empty() || one->kind == Kind::city) found = one->code;
    }
    return found;
}

std::string province_named(const Name& name) {
    for (const auto& [said, code] : everyday)
        if (name.key == said && name.kind != Kind::district) return std::string(code);
    if (name.kind != Kind::any && name.kind != Kind::province) return {};
    for (const auto& key : {name.key, "kepulauan " + name.key})
        for (const auto* one : places().named(key))
            if (one->kind == Kind::province) return one->code;
    return {};
}

// What holds all places whose names begin with these words: their regency, or else their province.
std::string common_of(const Name& name, std::string_view within) {
    std::string regency;
    std::string province;
    bool one_regency = true;
    for (const auto* one : places().beginning_with(name.key)) {
        if (one->code.size() < 5 || (!within.empty() && !reference::is_within(one->code, within))) continue;
        if (!province.empty() && province != one->code.substr(0, 2)) return {};
        one_regency = one_regency && (regency.empty() || regency == regency_part(one->code));
        regency = regency_part(one->code);
        province = one->code.substr(0, 2);
    }
    return one_regency ? regency : province;
}

// Inside `within` (a code, "" = the whole country); "" when several are called so and none is near.
std::string district_named(const Name& name, std::string_view within, std::string_view near) {
    if (name.kind != Kind::any && name.kind != Kind::district) return {};
    std::string found;
    bool several = false;
    for (const auto* one : places().named(name.key)) {
        if (one->kind != Kind::district || (!within.empty() && !reference::is_within(one->code, within))) continue;
        if (!near.empty() && reference::is_within(one->code, near)) return one->code;
        several = several || !found.empty();
        found = one->code;
    }
    if (several) return {};
    if (!found.empty()) return found;
    return common_of(name, within);
}

}  // namespace

std::string find_place(std::string_view written, std::string_view regency) {
    std::string commas(written);
    for (char& c : commas)
        if (c == '(' || c == ')' || c == ';' || c == '/' || c == '\n') c = ',';
    std::vector<Name> parts;
    for (const auto& part : text::split(commas, ','))
        for (const auto& piece : text::contains(part, " - ")
                                     ? std::vector{part.substr(0, part.find(" - ")), part.substr(part.find(" - ") + 3)}
                                     : std::vector{part})
            if (auto name = name_of(piece); !name.key.empty() && name.key != "indonesia") parts.push_back(std::move(name));
    // From the widest to the narrowest: what is written last holds what stands before it.
    std::string province;
    for (const auto& part : parts)
        if (auto found = province_named(part); found.size() == 2 && parts.size() > 1) province = std::move(found);
    std::string inside;
    for (auto part = parts.rbegin(); part != parts.rend() && inside.empty(); ++part) inside = regency_named(*part, province);
    if (inside.empty() && province.empty())
        for (const auto& part : parts)
            if (const auto* near = part.kind == Kind::city || part.kind == Kind::regency ? places().nearly(part) : nullptr)
                inside = near->code;
    if (inside.empty())
        for (const auto& part : parts)
            if (auto found = province_named(part); found.size() > 2) inside = std::move(found);
    for (const auto& part : parts) {
        if (!inside.empty() && parts.size() == 1) break;
        if (auto found = district_named(part, inside.empty() ? std::string_view(province) : std::string_view(inside), regency);
            !found.empty())
            return found;
    }
    if (!inside.empty()) return inside;
    for (const auto& part : parts)
        if (auto found = province_named(part); !found.empty()) return found;
    return {};
}

std::string find_place_by_code(std::string_view digits, std::string_view written, std::string_view regency) {
    std::string dotted;
    std::size_t count = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') continue;
        if (count == 2 || count == 4 || count == 6) dotted += '.';
        dotted += c;
        ++count;
    }
    auto by_name = written.empty() ? std::string() : find_place(written, regency);
    if (count >= 10) dotted.resize(8);  // of a village its district
    const auto area = count >= 2 ? reference::find_area(dotted) : std::nullopt;
    if (!area) return by_name;
    // The name decides only when it contradicts the code: then it is another list's code.
    if (by_name.empty() || reference::is_within(dotted, by_name) || reference::is_within(by_name, dotted) ||
        regency_part(by_name) == regency_part(dotted))
        return by_name.size() > dotted.size() ? by_name : dotted;
    return by_name;
}

std::vector<reference::Area> places_like(std::string_view query, std::string_view regency, std::size_t limit) {
    const auto wanted = letters(query);
    if (wanted.size() < 2) return {};
    struct Hit {
        int rank{};
        const Entry* entry{};
    };
    std::vector<Hit> hits;
    for (const auto& one : places().entries()) {
        if (one.kind == Kind::province) continue;
        const auto shown = letters(one.shown);
        const bool begins = one.key.starts_with(wanted) || shown.starts_with(wanted);
        if (!begins && !text::contains(" " + shown, " " + wanted)) continue;
        int rank = begins ? 0 : 4;
        if (one.kind == Kind::district) rank += 2;
        if (!regency.empty() && reference::is_within(one.code, regency)) rank -= 3;
        hits.push_back({rank, &one});
    }
    std::ranges::stable_sort(hits, {}, &Hit::rank);
    std::vector<reference::Area> made;
    for (const auto& hit : hits) {
        if (made.size() == limit) break;
        if (auto area = reference::find_area(hit.entry->code)) made.push_back(std::move(*area));
    }
    return made;
}

}  // namespace vacancies
