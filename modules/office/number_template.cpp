#include "modules/office/number_template.hpp"

#include <algorithm>
#include <array>

#include "base/whole.hpp"
#include "platform/i18n/language.hpp"

namespace office {
namespace {

constexpr int length_max = 30;
constexpr int office_code_max = 8;
constexpr int sequence_min = 3;
constexpr int sequence_max = 12;

constexpr std::array<NumberPreset, 4> presets{{
    {msg("Wilayah, tanggal daftar, nomor urut (18 angka)"), "{region4}{date:DDMMYYYY}{seq:6}"},
    {msg("Sama, terbagi 4-8-6 (kotak pada blangko)"), "{region4}-{date:DDMMYYYY}-{seq:6}"},
    {msg("Empat angka NIK, nomor urut, tanggal lahir (15 angka)"), "{nik4}{seq:5}{birth_date:DDMMYY}"},
    {msg("Wilayah, nomor urut, tanggal daftar (17 angka)"), "{region4}{seq:5}{date:DDMMYYYY}"},
}};

// DD, MM, YYYY and YY in any order, each at most once.
bool is_date_form(std::string_view form) {
    bool day = false;
    bool month = false;
    bool year = false;
    while (!form.empty()) {
        const auto take = [&](bool& seen, std::string_view part) {
            if (seen || !form.starts_with(part)) return false;
            seen = true;
            form.remove_prefix(part.size());
            return true;
        };
        if (!take(day, "DD") && !take(month, "MM") && !take(year, "YYYY") && !take(year, "YY")) return false;
    }
    return day || month || year;
}

struct Seen {
    int sequences{};
    bool day{};
    bool month{};
    bool year{};
};

// Characters that the token prints; -1 for the office's code. Empty when there is no such token.
Result<int, NumberFault> width_of(std::string_view token, Seen& seen) {
    const auto colon = token.find(':');
    const auto name = token.substr(0, colon);
    const bool has_form = colon != std::string_view::npos;
    const auto form = has_form ? token.substr(colon + 1) : std::string_view();
    if (!has_form) {
        if (name == "year") seen.year = true;
        if (name == "region4" || name == "nik4" || name == "year") return 4;
        if (name == "office") return -1;
        return NumberFault{name == "seq" ? NumberRefusal::bad_width : NumberRefusal::unknown_token, std::string(token)};
    }
    if (name == "seq") {
        const auto width = text::whole(form);
        if (!width || *width < sequence_min || *width > sequence_max) return NumberFault{NumberRefusal::bad_width, std::string(token)};
        ++seen.sequences;
        return *width;
    }
    if ((name != "date" && name != "birth_date") || !is_date_form(form))
        return NumberFault{NumberRefusal::unknown_token, std::string(token)};
    if (name == "date") {
        seen.day = seen.day || form.find("DD") != std::string_view::npos;
        seen.month = seen.month || form.find("MM") != std::string_view::npos;
        seen.year = seen.year || form.find("YY") != std::string_view::npos;
    }
    return static_cast<int>(form.size());
}

bool is_literal(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-' || c == '/' || c == '.' || c == ' '; }

}  // namespace

Result<NumberTemplate, NumberFault> read_number_template(std::string_view pattern, std::string_view scope) {
    NumberTemplate read{std::string(pattern), std::string(scope), {}};
    Seen seen;
    int length = 0;
    bool known_length = true;
    for (std::size_t at = 0; at < pattern.size();) {
        if (pattern[at] != '{') {
            if (!is_literal(pattern[at])) return NumberFault{NumberRefusal::bad_character, std::string(1, pattern[at])};
            // A separator stands in a box of its own, with what follows it.
            read.groups.push_back(1);
            ++length;
            ++at;
            continue;
        }
        const auto end = pattern.find('}', at);
        if (end == std::string_view::npos) return NumberFault{NumberRefusal::unclosed, std::string(pattern.substr(at))};
        const auto width = width_of(pattern.substr(at + 1, end - at - 1), seen);
        if (!width) return width.error();
        known_length = known_length && *width > 0;
        length += *width > 0 ? *width : office_code_max;
        if (*width > 0) read.groups.push_back(*width);
        at = end + 1;
    }
    if (seen.sequences == 0) return NumberFault{NumberRefusal::no_sequence, std::string(pattern)};
    if (seen.sequences > 1) return NumberFault{NumberRefusal::two_sequences, std::string(pattern)};
    if (length > length_max) return NumberFault{NumberRefusal::too_long, std::string(pattern)};
    if (scope != "global" && scope != "year" && scope != "month" && scope != "day")
        return NumberFault{NumberRefusal::bad_scope, std::string(scope)};
    const bool told = scope == "global" || (scope == "year" && seen.year) || (scope == "month" && seen.year && seen.month) ||
                      (scope == "day" && seen.year && seen.month && seen.day);
    if (!told) return NumberFault{NumberRefusal::scope_not_in_number, std::string(scope)};
    if (!known_length) read.groups.clear();
    return read;
}

std::span<const NumberPreset> number_presets() { return presets; }

std::string_view sentence(NumberRefusal why) {
    switch (why) {
        case NumberRefusal::no_sequence: return msg("Nomor perlu urutan, misalnya {seq:6}.");
        case NumberRefusal::two_sequences: return msg("Nomor hanya boleh memuat satu urutan.");
        case NumberRefusal::unknown_token: return msg("Ada bagian nomor yang tidak dikenal.");
        case NumberRefusal::unclosed: return msg("Kurung kurawal dalam susunan nomor belum ditutup.");
        case NumberRefusal::bad_width: return msg("Urutan memakai 3 sampai 12 angka, misalnya {seq:6}.");
        case NumberRefusal::bad_character:
            return msg("Nomor hanya memuat angka, huruf besar, spasi, titik, garis miring, dan tanda hubung.");
        case NumberRefusal::too_long: return msg("Nomor paling panjang 30 karakter.");
        case NumberRefusal::bad_scope: return msg("Urutan berlaku terus, per tahun, per bulan, atau per hari.");
        case NumberRefusal::scope_not_in_number:
            return msg("Urutan yang mulai lagi dari awal perlu tanggalnya di dalam nomor, agar tidak ada nomor kembar.");
    }
    return {};
}

}  // namespace office
