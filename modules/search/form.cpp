#include "modules/search/form.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"
#include "modules/reference/actions.hpp"
#include "modules/search/distance.hpp"
#include "modules/search/words.hpp"
#include "modules/vacancies/model.hpp"

namespace search {

namespace {

constexpr std::size_t words_length_max = 200;

constexpr std::array<std::string_view, 12> steps = {"", "none", "sd", "smp", "sma", "d1", "d2", "d3", "s1", "profesi", "s2", "s3"};

int number(std::string_view digits) {
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc{} && end == digits.data() + digits.size() ? value : -1;
}

std::string two_digits(unsigned value) {
    std::string made(1, static_cast<char>('0' + value / 10 % 10));
    return made + static_cast<char>('0' + value % 10);
}

bool has_shape_of_place(std::string_view code) {
    const auto shaped = [&](std::string_view shape) {
        return code.size() == shape.size() &&
               std::ranges::equal(code, shape, [](char c, char wanted) { return wanted == '.' ? c == '.' : c >= '0' && c <= '9'; });
    };
    return shaped("00") || shaped("00.00") || shaped("00.00.00");
}

// A district or village as the suggestions of the field write it ("Balikpapan Selatan, Kota Balikpapan, Kalimantan Timur"), or
// by a bare name that one place of the country has. A village is searched by its district.
std::string narrower_place(std::string_view wanted) {
    const auto places = reference::areas_called(text::squeeze(wanted.substr(0, wanted.find(','))));
    for (const auto& place : places)
        if (text::lower(reference::full_name(place.code)) == wanted) return place.code.substr(0, 8);
    return places.size() == 1 && wanted.find(',') == std::string_view::npos ? places.front().code.substr(0, 8) : std::string();
}

// "Kota Balikpapan", "balikpapan", "kab serang": one province or regency, or none. A bare name that a city and a regency
// share means the city.
std::string place_by_name(std::string_view typed) {
    const auto bare = [](std::string_view name) {
        auto lower = text::lower(text::squeeze(name));
        for (const std::string_view kind : {"kota administrasi ", "kabupaten administrasi ", "kota ", "kabupaten ", "kab. ", "kab "})
            if (lower.starts_with(kind)) return lower.substr(kind.size());
        return lower;
    };
    const auto wanted = text::lower(text::squeeze(typed));
    const auto wanted_bare = bare(typed);
    std::string found;
    for (const auto& province : reference::children("")) {
        if (text::lower(province.name) == wanted || text::lower(province.name) == "provinsi " + wanted) return province.code;
        for (const auto& regency : reference::children(province.code)) {
            const auto name = text::lower(regency.name);
            if (name == wanted) return regency.code;
            if (bare(name) != wanted_bare) continue;
            const bool says_regency = wanted.starts_with("kab");
            if (says_regency == name.starts_with("kab") || found.empty()) found = regency.code;
        }
    }
    return found.empty() ? narrower_place(wanted) : found;
}

// At most so many characters, as the field itself takes.
std::string beginning_of(std::string line, std::size_t characters) {
    std::size_t seen = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const bool begins_one = (static_cast<unsigned char>(line[at]) & 0xC0U) != 0x80U;
        if (begins_one && seen++ == characters) return text::squeeze(line.substr(0, at));
    }
    return line;
}

template <class Kind, std::size_t count>
std::uint8_t number_of(std::string_view typed, const std::array<Kind, count>& kinds) {
    for (const auto kind : kinds)
        if (vacancies::code(kind) == typed) return static_cast<std::uint8_t>(static_cast<unsigned>(kind) + 1);
    return 0;
}
constexpr std::array contracts = {vacancies::Contract::permanent, vacancies::Contract::fixed_term, vacancies::Contract::apprenticeship,
                                  vacancies::Contract::daily, vacancies::Contract::freelance};
constexpr std::array modes = {vacancies::WorkMode::on_site, vacancies::WorkMode::hybrid, vacancies::WorkMode::remote};

void add_field(std::string& address, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    address += address.empty() ? '?' : '&';
    address.append(name).append("=");
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : value) {
        if (plain.find(c) != std::string_view::npos)
            address += c;
        else if (c == ' ')
            address += '+';
        else {
            const auto byte = static_cast<unsigned char>(c);
            address += '%';
            address += digits[byte / 16];
            address += digits[byte % 16];
        }
    }
}

}  // namespace

namespace {

// A distance is around a place, and a province is none: nobody could say from where.
void read_distance(ReadForm& read, const std::string& distance, const std::string& sort, bool has_faulty_place) {
    using enum SearchFault::Why;
    auto& form = read.form;
    const auto refuse = [&](std::string_view field, const std::string& typed, SearchFault::Why why) {
        read.faults.push_back({.field = std::string(field), .typed = typed, .why = why});
    };
    const auto lacks = [&] { return form.place.empty() ? needs_place : place_too_wide; };
    const bool has_centre = form.place.size() >= 5;
    const auto kilometres = number(distance);
    if (!distance.empty()) {
        if (kilometres < 1 || kilometres > distance_max)
            refuse("distance", distance, not_kilometres);
        else if (has_centre)
            form.distance = kilometres;
        else if (!has_faulty_place)
            refuse("distance", distance, lacks());
    }
    if (sort.empty()) return;
    if (sort != "distance")
        refuse("sort", sort, not_in_list);
    else if (has_centre)
        form.nearest_first = true;
    else if (!has_faulty_place)
        refuse("sort", sort, lacks());
}

}  // namespace

ReadForm read_search_form(const http::Fields& query, std::string_view own_district) {
    ReadForm read;
    auto& form = read.form;
    const auto refuse = [&](std::string_view field, const std::string& typed) {
        read.faults.push_back({.field = std::string(field), .typed = typed});
    };
    const auto readable = [&](std::string_view field, std::size_t most) {
        auto clean = text::clean_line(query.text(field), most);
        if (!clean) read.faults.push_back({.field = std::string(field), .typed = "", .why = SearchFault::Why::not_readable});
        return clean.value_or("");
    };
    const auto value = [&](std::string_view field) { return readable(field, words_length_max); };
    form.words = beginning_of(readable("q", query.text("q").size()), words_length_max);
    const auto place = value("place");
    if (!place.empty()) {
        form.place = has_shape_of_place(place) ? place : place_by_name(place);
        if (form.place.empty()) refuse("place", place);
    }
    if (const auto occupation = value("occupation"); !occupation.empty()) {
        if (occupation.size() <= 4 && number(occupation) >= 0)
            form.occupation = occupation;
        else
            refuse("occupation", occupation);
    }
    if (const auto education = value("education"); !education.empty()) {
        if (education_step(education) > 0)
            form.education = education;
        else
            refuse("education", education);
    }
    if (const auto wage = value("wage"); !wage.empty()) {
        std::string digits = wage;
        std::erase_if(digits, [](char c) { return c == '.' || c == ' '; });
        const auto rupiah = number(digits);
        if (rupiah >= 0)
            form.wage = rupiah;
        else
            refuse("wage", wage);
    }
    if (const auto type = value("type"); !type.empty()) {
        if (number_of(type, contracts) > 0)
            form.type = type;
        else
            refuse("type", type);
    }
    if (const auto mode = value("mode"); !mode.empty()) {
        if (number_of(mode, modes) > 0)
            form.mode = mode;
        else
            refuse("mode", mode);
    }
    if (const auto open = value("difabel"); open == "1")
        form.open_to_disability = true;
    else if (!open.empty() && open != "0")
        refuse("difabel", open);
    if (query.text("place").empty() && !query.text("distance").empty()) form.place = own_district;
    const bool has_faulty_place = !read.faults.empty() && std::ranges::find(read.faults, "place", &SearchFault::field) != read.faults.end();
    read_distance(read, value("distance"), value("sort"), has_faulty_place);
    return read;
}

std::vector<SearchFault> faults_of(const ReadForm& read, const SearchIndex& index) {
    auto faults = read.faults;
    if (is_unknown_place(index, read.form.place)) faults.push_back({.field = "place", .typed = read.form.place});
    return faults;
}

std::string address_of(const SearchForm& form) {
    std::string address;
    add_field(address, "q", form.words);
    add_field(address, "place", form.place);
    add_field(address, "occupation", form.occupation);
    add_field(address, "education", form.education);
    if (form.wage > 0) add_field(address, "wage", std::to_string(form.wage));
    add_field(address, "type", form.type);
    add_field(address, "mode", form.mode);
    if (form.open_to_disability) add_field(address, "difabel", "1");
    if (form.distance > 0) add_field(address, "distance", std::to_string(form.distance));
    if (form.nearest_first) add_field(address, "sort", "distance");
    return address;
}

Filters filters_of(const SearchForm& form, Instant now) {
    Filters filters;
    if (form.distance > 0 || form.nearest_first) filters.near = distances_of(form);
    filters.within = static_cast<std::uint16_t>(form.distance);
    const bool is_within_place = form.distance == 0;
    if (is_within_place && form.place.size() == 2) filters.province = static_cast<std::uint8_t>(std::max(0, number(form.place)));
    if (is_within_place && form.place.size() >= 5) filters.regency = regency_number(form.place);
    if (is_within_place && form.place.size() == 8)
        filters.district = static_cast<std::uint8_t>(std::max(0, number(std::string_view(form.place).substr(6))));
    if (const auto& code = form.occupation; !code.empty()) {
        int from = number(code);
        int width = 1;
        for (auto digits = code.size(); digits < 4; ++digits) {
            from *= 10;
            width *= 10;
        }
        filters.occupation_from = static_cast<std::uint16_t>(from);
        filters.occupation_to = static_cast<std::uint16_t>(from + width - 1);
    }
    filters.education_max = education_step(form.education);
    filters.wage_from = static_cast<std::uint32_t>(std::clamp<std::int64_t>(form.wage, 0, 0x7FFFFFFF));
    filters.contract = number_of(form.type, contracts);
    filters.mode = number_of(form.mode, modes);
    filters.open_to_disability = form.open_to_disability;
    filters.now = static_cast<std::uint32_t>(now.seconds / 3600);
    return filters;
}

SearchQuestion::Order order_of(const SearchForm& form) {
    return form.nearest_first ? SearchQuestion::Order::nearest : SearchQuestion::Order::best;
}

SearchQuestion question_of(const SearchIndex& index, const SearchForm& form, Instant now) {
    return {.words = read_words(index, form.words).words, .filters = filters_of(form, now)};
}

std::shared_ptr<const reference::Distances> distances_of(const SearchForm& form) {
    return reference::distances_from(reference::area_number(form.place));
}

std::uint8_t education_step(std::string_view level) {
    if (level == "ma" || level == "smk" || level == "paket_c") level = "sma";
    if (level == "d4") level = "s1";
    if (level == "sp1") level = "s2";
    if (level == "sp2") level = "s3";
    if (level.empty()) return 0;
    const auto found = std::ranges::find(steps, level);
    return found == steps.end() ? std::uint8_t{0} : static_cast<std::uint8_t>(found - steps.begin());
}

std::string_view education_of_step(std::uint8_t rank) { return rank < steps.size() ? steps[rank] : std::string_view{}; }

std::uint16_t regency_number(std::string_view code) {
    if (code.size() < 5) return 0;
    const auto province = number(code.substr(0, 2));
    const auto regency = number(code.substr(3, 2));
    return province < 0 || regency < 0 ? std::uint16_t{0} : static_cast<std::uint16_t>(province * 100 + regency);
}

std::string regency_code(std::uint16_t number) { return two_digits(number / 100U) + "." + two_digits(number % 100U); }
std::string district_code(std::uint16_t regency, std::uint8_t district) { return regency_code(regency) + "." + two_digits(district); }

std::string occupation_code(std::uint16_t number) { return two_digits(number / 100U) + two_digits(number % 100U); }

std::string place_of(const Segment& segment, Segment::Position at) {
    if (const auto written = segment.place_text(at); !written.empty()) return std::string(written);
    if (segment.regency[at] == 0) return {};
    const auto regency = reference::find_area(regency_code(segment.regency[at]));
    if (!regency) return {};
    if (segment.district[at] == 0) return regency->name;
    const auto district = reference::find_area(district_code(segment.regency[at], segment.district[at]));
    return district ? district->name + ", " + regency->name : regency->name;
}

std::optional<Date> last_day(const Segment& segment, Segment::Position at) {
    if (segment.closes[at] == 0xFFFFFFFF) return {};
    // It ends at midnight in a zone seven to nine hours ahead of UTC: there the day before is not over yet.
    return Date::parse(std::string_view(Instant{std::int64_t{segment.closes[at]} * 3600}.rfc3339_utc()).substr(0, 10));
}

bool is_unknown_place(const SearchIndex& index, std::string_view code) {
    return !code.empty() && !reference::find_area(code) && !index.has_regency(regency_number(code));
}

}  // namespace search
