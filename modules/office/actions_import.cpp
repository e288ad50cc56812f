#include "modules/office/actions_import.hpp"

#include <algorithm>
#include <iterator>

#include "base/text.hpp"
#include "modules/office/actions_manage.hpp"
#include "modules/office/rules.hpp"
#include "modules/reference/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/tables/tables.hpp"

namespace office {

namespace {

using reference::HolidayKind;

struct KindWord {
    std::string_view word;
    HolidayKind kind;
    bool is_worked{};
};
// As people write them and as the API names them; "masuk" takes a listed day back.
constexpr KindWord kind_words[] = {
    {"libur_nasional", HolidayKind::national},
    {"nasional", HolidayKind::national},
    {"national", HolidayKind::national},
    {"cuti_bersama", HolidayKind::joint_leave},
    {"joint_leave", HolidayKind::joint_leave},
    {"libur_daerah", HolidayKind::regional},
    {"daerah", HolidayKind::regional},
    {"regional", HolidayKind::regional},
    {"pemilu", HolidayKind::election},
    {"election", HolidayKind::election},
    {"kantor_tutup", HolidayKind::office_closure},
    {"office_closure", HolidayKind::office_closure},
    {"masuk", HolidayKind::joint_leave, true},
};

const KindWord* find_kind(std::string_view typed) {
    auto word = text::lower(typed);
    std::ranges::replace(word, ' ', '_');
    for (const auto& one : kind_words) {
        if (one.word == word) return &one;
    }
    return nullptr;
}

std::optional<std::size_t> column(const std::vector<std::string>& header, std::initializer_list<std::string_view> names) {
    for (std::size_t at = 0; at < header.size(); ++at) {
        if (std::ranges::find(names, text::lower(header[at])) != names.end()) return at;
    }
    return {};
}

bool same(const reference::Holiday& one, const reference::Holiday& other) {
    return one.kind == other.kind && one.name == other.name && one.counts_as_working_day == other.counts_as_working_day;
}

}  // namespace

HolidayList read_holidays(const Context& context, std::string_view bytes) {
    HolidayList list;
    const auto sheet = tables::read(bytes);
    if (!sheet) {
        list.faults.emplace_back(context.t("Berkas ini bukan tabel yang dapat dibaca. Pakai CSV atau XLSX."));
        return list;
    }
    const auto date = column(sheet->header, {"tanggal", "date"});
    const auto name = column(sheet->header, {"nama", "name", "hari libur"});
    const auto kind = column(sheet->header, {"jenis", "kind"});
    const auto source = column(sheet->header, {"sumber", "source", "decree"});
    if (!date || !name) {
        list.faults.emplace_back(context.t("Kolom tanggal dan nama tidak ditemukan pada baris pertama."));
        return list;
    }
    for (std::size_t at = 0; at < sheet->rows.size(); ++at) {
        const auto& row = sheet->rows[at];
        const auto line = std::to_string(sheet->line_numbers[at]);
        const auto fault = [&](std::string_view sentence, std::string_view what) {
            list.faults.push_back(fill(context.t(sentence), {{"baris", line}, {"isi", std::string(what)}}));
        };
        reference::Holiday day;
        const auto on = Date::parse(text::trim(row[*date]));
        if (!on) fault(msg("baris {baris}: tanggal {isi} tidak ada"), row[*date]);
        day.date = on.value_or(Date{});
        day.name = text::clean_line(row[*name], 120).value_or("");
        if (day.name.empty()) fault(msg("baris {baris}: nama belum diisi"), "");
        if (source) day.source = text::clean_line(row[*source], 160).value_or("");
        const std::string kind_text = kind ? text::trim(row[*kind]) : "";
        const auto* word = kind_text.empty() ? find_kind("libur_daerah") : find_kind(kind_text);
        if (!word)
            fault(msg("baris {baris}: jenis {isi} tidak dikenal"), kind_text);
        else {
            day.kind = word->kind;
            day.counts_as_working_day = word->is_worked;
        }
        list.days.push_back(std::move(day));
    }
    return list;
}

std::vector<reference::Holiday> new_holidays(sql::Transaction& tx, OfficeId office, const HolidayList& list) {
    auto known = own_holidays(tx, office);
    const auto& shipped = reference::national_holidays();
    known.insert(known.end(), shipped.begin(), shipped.end());
    std::vector<reference::Holiday> days;
    std::ranges::copy_if(list.days, std::back_inserter(days), [&](const auto& day) {
        return std::ranges::none_of(known, [&](const auto& one) { return one.date == day.date && same(one, day); });
    });
    return days;
}

HolidayImport import_holidays(sql::Transaction& tx, const Context& context, OfficeId office, const HolidayList& list, ImportMode mode) {
    HolidayImport done{.read = static_cast<int>(list.days.size()), .faults = list.faults};
    if (!list.faults.empty()) return done;
    if (mode == ImportMode::real) hold_settings(tx, office);
    const auto days = new_holidays(tx, office, list);
    done.added = static_cast<int>(days.size());
    done.unchanged = done.read - done.added;
    if (mode == ImportMode::trial) return done;
    for (const auto& day : days) static_cast<void>(put_holiday(tx, context, office, day));  // a name is there: read_holidays asked for it
    return done;
}

}  // namespace office
