#include "modules/partners/actions_graduates.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/partners/access.hpp"
#include "modules/partners/rules.hpp"
#include "modules/partners/store.hpp"
#include "modules/reference/actions.hpp"
#include "modules/registration/actions_school.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/tables/tables.hpp"
#include "platform/tables/workbook.hpp"

namespace partners {

namespace {

std::string regency_of(sql::Transaction& tx, OfficeId office) {
    const auto found = office::find_office(tx, office);
    return found ? found->regency_code : std::string();
}

std::string nik_key(const Context& context, const Nik& nik) {
    return "nik:" + context.platform.vault.blind_index("partners.nik", nik.reveal());
}

std::string likeness_key(const Context& context, const Cells& cells) {
    const auto like = likeness(cells);
    return like.empty() ? std::string() : "row:" + context.platform.vault.blind_index("partners.row", like);
}

Refusal refusal_of(tables::Refusal why) {
    switch (why) {
        case tables::Refusal::not_a_table: return Refusal::file_not_a_table;
        case tables::Refusal::too_large: return Refusal::file_too_large;
        case tables::Refusal::too_many_rows: return Refusal::file_too_many_rows;
        case tables::Refusal::broken: return Refusal::file_broken;
        case tables::Refusal::no_header: return Refusal::file_empty;
    }
    return Refusal::file_broken;
}

// What stands in a row beside its cells.
void describe(ReadRow& row, const Checked& checked) {
    row.name = checked.answers.name.empty() ? text::clean_line(row.cells[index_of(Column::name)], 100).value_or("") : checked.answers.name;
    row.sex = checked.answers.sex ? (*checked.answers.sex == Sex::male ? "L" : "P") : "";
    row.major = checked.answers.education.empty() ? "" : checked.answers.education.front().major;
}

store::NewGraduate as_stored(const School& school, GraduateId id, const ReadRow& row) {
    Graduate graduate;
    graduate.id = id;
    graduate.school = school.id;
    graduate.office = school.office;
    graduate.state = row.good && !row.twin ? GraduateState::ready : GraduateState::faulty;
    graduate.twin = row.twin;
    graduate.line = row.line;
    graduate.cells = row.cells;
    graduate.name = row.name;
    graduate.sex = row.sex;
    graduate.major = row.major;
    return {std::move(graduate), row.row_key, row.digest};
}

std::vector<Fault> with_twin(std::vector<Fault> faults, bool twin) {
    const bool nik_is_told = std::ranges::any_of(faults, [](const Fault& one) { return one.column == Column::nik; });
    if (twin && !nik_is_told) faults.insert(faults.begin(), {Column::nik, Unfit::nik_twice});
    return faults;
}

void note(sql::Transaction& tx, const Context& context, const School& school, std::string_view verb, std::string details) {
    audit::record(tx, context, {school.office, verb, "partners_school:" + school.id.text(), std::move(details)});
}

}  // namespace

Result<ReadList, Unreadable> read_list(const Context& context, const School& school, std::string_view regency, std::string_view bytes,
                                       std::string_view file_name, Date today) {
    auto sheet = tables::read(bytes);
    if (!sheet) return Unreadable{refusal_of(sheet.error()), "", {}};
    const auto places = find_places(sheet->header);
    if (!places.missing.empty()) return Unreadable{Refusal::columns_missing, sheet->name, places.missing};
    if (sheet->rows.empty()) return Unreadable{Refusal::file_empty, sheet->name, {}};
    if (sheet->rows.size() > static_cast<std::size_t>(rows_in_a_file_max)) return Unreadable{Refusal::file_too_many_rows, sheet->name, {}};
    const int school_place = find_school_place(sheet->header);

    ReadList list;
    list.file_name = text::clean_line(file_name, 120).value_or("");
    list.sha256 = crypto::sha256_hex(bytes);
    list.names_schools = school_place >= 0;
    list.rows.reserve(sheet->rows.size());
    for (const auto& place : sheet->merged)
        if (list.merged_lines.empty() || list.merged_lines.back() != place.line) list.merged_lines.push_back(place.line);

    Words words{std::string(regency)};
    std::unordered_set<std::string> keys;
    std::unordered_set<std::string> digests;
    for (std::size_t at = 0; at < sheet->rows.size(); ++at) {
        ReadRow row;
        row.line = sheet->line_numbers[at];
        for (std::size_t column = 0; column < column_count; ++column) {
            const int place = places.of[column];
            if (place < 0) continue;
            auto& cell = sheet->rows[at][static_cast<std::size_t>(place)];
            if (!sheet->formulas.empty() && std::ranges::binary_search(sheet->formulas, tables::Place{row.line, place})) {
                ++list.formulas;
                if (text::trim(cell).empty()) cell = "=?";  // never calculated by the program that wrote it
            }
            // Bytes of another encoding are shown as what they are not; the person sees it and types it again.
            row.cells[column] = text::is_valid_utf8(cell) ? text::trim(cell) : std::string();
        }
        if (school_place >= 0) row.school = text::trim(sheet->rows[at][static_cast<std::size_t>(school_place)]);
        row.digest = store::digest_of(context.platform.vault, row.cells);
        if (!digests.insert(row.digest).second) {
            ++list.repeated;
            continue;
        }
        const auto checked = check(row.cells, school, today, words);
        row.good = checked.faults.empty();
        describe(row, checked);
        row.likeness_key = likeness_key(context, row.cells);
        if (checked.answers.nik) row.row_key = nik_key(context, *checked.answers.nik);
        row.twin = checked.answers.nik && keys.contains(row.row_key);
        if (row.row_key.empty() || row.twin) row.row_key = row.likeness_key;
        if (row.row_key.empty() || keys.contains(row.row_key)) row.row_key = "line:" + std::to_string(row.line);
        keys.insert(row.row_key);
        row.faults = with_twin(checked.faults, row.twin);
        list.rows.push_back(std::move(row));
    }
    return list;
}

Result<TakenIn, Refusal> take_in(sql::Transaction& tx, const Context& context, const School& school, const ReadList& list) {
    if (!works_for(context, school)) return Refusal::no_school_of_yours;
    const auto today = today_at(tx, context, school.office);
    if (!may_hand_in(school, today)) return Refusal::licence_over;
    store::hold_school(tx, school.id);
    Words words{regency_of(tx, school.office)};
    const auto known = store::known_rows(tx, school.id);
    std::set<std::int64_t> used;
    std::unordered_set<std::string> keys_of_file;
    for (const auto& row : list.rows) keys_of_file.insert(row.row_key);

    TakenIn taken;
    taken.repeated = list.repeated;
    for (const auto& row : list.rows) {
        ++taken.read;
        auto found = known.find(row.row_key);
        // Its NIK was unfit when it came first, and fits now.
        if (found == known.end() && row.row_key.starts_with("nik:") && !keys_of_file.contains(row.likeness_key)) {
            found = known.find(row.likeness_key);
            if (found != known.end() && found->second.state == GraduateState::sent) found = known.end();
        }
        if (found != known.end() && !used.insert(found->second.id.value).second) found = known.end();
        if (!row.good || row.twin) ++taken.faulty;
        if (found == known.end()) {
            store::add_graduate(tx, context.platform.vault, as_stored(school, {ids::next()}, row), context.now);
            ++taken.added;
            continue;
        }
        const auto& before = found->second;
        if (before.digest == row.digest) {
            if (before.line != row.line) store::set_line(tx, before.id, row.line);
            ++taken.unchanged;
            continue;
        }
        if (before.state == GraduateState::sent) {
            if (!row.good || row.twin) {
                taken.worse.push_back(row.line);
                continue;
            }
            // Once the pupil has said yes, or stood at the counter, the file is theirs.
            const auto answers = check(row.cells, school, today, words).answers;
            const bool corrected =
                !before.confirmed && registration::correct_for_school(tx, context, before.application, answers).has_value();
            if (!corrected) {
                taken.locked.push_back(row.line);
                continue;
            }
        }
        store::change_graduate(tx, context.platform.vault, as_stored(school, before.id, row));
        ++taken.changed;
    }
    store::add_upload(tx, school, {list.file_name, list.sha256, taken.read, taken.added, taken.changed, taken.faulty, context.now},
                      context.actor.audit_name());
    note(tx, context, school, "school.list_uploaded",
         "{\"rows\":" + std::to_string(taken.read) + ",\"added\":" + std::to_string(taken.added) +
             ",\"changed\":" + std::to_string(taken.changed) + ",\"faulty\":" + std::to_string(taken.faulty) + "}");
    return taken;
}

Counts counts(sql::Transaction& tx, const Context& context, const School& school) {
    if (!works_for(context, school)) return {};
    const auto counted = store::counts(tx, school.id);
    return {counted.faulty, counted.ready, counted.sent};
}

std::vector<GraduateView> rows(sql::Transaction& tx, const Context& context, const School& school, std::optional<GraduateState> state,
                               int limit, int offset) {
    std::vector<GraduateView> views;
    if (!works_for(context, school)) return views;
    const auto today = today_at(tx, context, school.office);
    Words words{regency_of(tx, school.office)};
    for (auto& graduate : store::graduates(tx, context.platform.vault, school.id, state, store::WithCells::yes, limit, offset)) {
        std::vector<Fault> faults;
        if (graduate.state == GraduateState::faulty) faults = with_twin(check(graduate.cells, school, today, words).faults, graduate.twin);
        views.push_back({std::move(graduate), std::move(faults)});
    }
    return views;
}

std::vector<Upload> uploads(sql::Transaction& tx, const Context& context, const School& school, int limit) {
    std::vector<Upload> found;
    if (!works_for(context, school)) return found;
    for (const auto& one : store::uploads(tx, school.id, limit))
        found.push_back({one.file_name, one.rows_read, one.added, one.changed, one.faulty, one.uploaded_at});
    return found;
}

Result<int, Refusal> fix_cells(sql::Transaction& tx, const Context& context, const School& school, const std::vector<CellFix>& fixes) {
    if (!works_for(context, school)) return Refusal::no_school_of_yours;
    store::hold_school(tx, school.id);
    const auto today = today_at(tx, context, school.office);
    Words words{regency_of(tx, school.office)};
    std::map<GraduateId, Graduate> touched;
    constexpr std::size_t cell_max = 400;
    for (const auto& fix : fixes) {
        auto at = touched.find(fix.graduate);
        if (at == touched.end()) {
            auto graduate = store::find_graduate(tx, context.platform.vault, fix.graduate);
            if (!graduate || graduate->school != school.id) return Refusal::no_such_graduate;
            if (graduate->state == GraduateState::sent) return Refusal::wrong_state;
            at = touched.emplace(fix.graduate, std::move(*graduate)).first;
        }
        if (fix.text.size() > cell_max || !text::is_valid_utf8(fix.text)) return Refusal::field_unfit;
        at->second.cells[index_of(fix.column)] = text::trim(fix.text);
    }
    auto known = store::known_rows(tx, school.id);
    int good = 0;
    for (auto& [id, graduate] : touched) {
        ReadRow row;
        row.line = graduate.line;
        row.cells = graduate.cells;
        row.digest = store::digest_of(context.platform.vault, row.cells);
        const auto checked = check(row.cells, school, today, words);
        row.good = checked.faults.empty();
        describe(row, checked);
        const auto is_anothers = [&](const std::string& key) {
            const auto found = known.find(key);
            return found != known.end() && found->second.id != id;
        };
        if (checked.answers.nik) row.row_key = nik_key(context, *checked.answers.nik);
        row.twin = checked.answers.nik && is_anothers(row.row_key);
        if (row.row_key.empty() || row.twin) row.row_key = likeness_key(context, row.cells);
        if (row.row_key.empty() || is_anothers(row.row_key)) row.row_key = "row:" + id.text();
        store::change_graduate(tx, context.platform.vault, as_stored(school, id, row));
        std::erase_if(known, [&](const auto& one) { return one.second.id == id; });
        known[row.row_key] = {id, row.good && !row.twin ? GraduateState::ready : GraduateState::faulty, row.digest, {}, false, row.line};
        if (row.good && !row.twin) ++good;
    }
    note(tx, context, school, "school.rows_corrected", "{\"rows\":" + std::to_string(touched.size()) + "}");
    return good;
}

Result<Done, Refusal> remove_row(sql::Transaction& tx, const Context& context, const School& school, GraduateId id) {
    if (!works_for(context, school)) return Refusal::no_school_of_yours;
    const auto graduate = store::find_graduate(tx, context.platform.vault, id);
    if (!graduate || graduate->school != school.id) return Refusal::no_such_graduate;
    if (!store::remove_unsent(tx, id)) return Refusal::wrong_state;
    note(tx, context, school, "school.row_removed", "{\"line\":" + std::to_string(graduate->line) + "}");
    return Done{};
}

Result<int, Refusal> remove_unsent(sql::Transaction& tx, const Context& context, const School& school) {
    if (!works_for(context, school)) return Refusal::no_school_of_yours;
    const int removed = store::remove_all_unsent(tx, school.id);
    note(tx, context, school, "school.rows_removed", "{\"rows\":" + std::to_string(removed) + "}");
    return removed;
}

Result<int, Refusal> hand_in(sql::Transaction& tx, const Context& context, const School& school) {
    if (!works_for(context, school)) return Refusal::no_school_of_yours;
    const auto today = today_at(tx, context, school.office);
    if (!may_hand_in(school, today)) return Refusal::licence_over;
    store::hold_school(tx, school.id);
    Words words{regency_of(tx, school.office)};
    const registration::Vouching vouching{school.id.value, school.name, school.licence_number};
    int handed_in = 0;
    for (const auto& graduate :
         store::graduates(tx, context.platform.vault, school.id, GraduateState::ready, store::WithCells::yes, rows_in_a_file_max, 0)) {
        const auto checked = check(graduate.cells, school, today, words);
        if (!checked.faults.empty()) continue;  // the school's own data changed since; the page shows why
        const auto made = registration::submit_for_school(tx, context, school.office, checked.answers, vouching);
        if (!made) continue;
        store::set_sent(tx, graduate.id, made->id, context.now);
        ++handed_in;
    }
    if (handed_in == 0) return Refusal::nothing_ready;
    note(tx, context, school, "school.handed_in", "{\"applications\":" + std::to_string(handed_in) + "}");
    return handed_in;
}

// --- files out ---

namespace {

tables::WorkbookColumn column_of(const ColumnFacts& one) {
    tables::WorkbookColumn column{std::string(one.heading), one.width, {}};
    if (one.column == Column::sex) column.choices = {"L", "P"};
    if (one.column == Column::purpose) column.choices = {"Dalam negeri", "Luar negeri", "Keduanya"};
    return column;
}

tables::WorkbookSheet guidance() {
    tables::WorkbookSheet sheet{"Petunjuk", {{"Kolom", 22, {}}, {"Wajib", 8, {}}, {"Cara mengisi", 80, {}}, {"Contoh", 32, {}}}, {}, 0};
    for (const auto& one : columns())
        sheet.rows.push_back({{std::string(one.heading), ""},
                              {one.required ? "ya" : "tidak", ""},
                              {std::string(one.guidance), ""},
                              {std::string(one.example), ""}});
    for (const std::string_view line : {"Satu baris satu lulusan. Jangan menggabung sel dan jangan memakai rumus.",
                                        "Lembar Lulusan tetap yang pertama; judul kolomnya tetap di baris 1.",
                                        "Berkas yang sama boleh diunggah lagi: baris dengan NIK yang sama diperbarui, tidak digandakan.",
                                        "Lulusan tetap datang sendiri ke kantor dengan KTP untuk menandatangani kartunya."})
        sheet.rows.push_back({{"", ""}, {"", ""}, {std::string(line), ""}, {"", ""}});
    return sheet;
}

}  // namespace

std::string template_workbook(std::string_view regency) {
    tables::WorkbookSheet list{"Lulusan", {}, {}, 500};
    for (const auto& one : columns()) list.columns.push_back(column_of(one));
    tables::WorkbookSheet villages{"Kelurahan", {{"Kode", 16, {}}, {"Kelurahan/Desa", 28, {}}, {"Kecamatan", 28, {}}}, {}, 0};
    for (const auto& district : reference::children(regency))
        for (const auto& village : reference::children(district.code))
            villages.rows.push_back({{village.code, ""}, {village.name, ""}, {district.name, ""}});
    return tables::write_workbook({std::move(list), guidance(), std::move(villages)});
}

std::string template_csv() {
    std::vector<std::string> header;
    for (const auto& one : columns()) header.emplace_back(one.heading);
    return tables::write_csv(header, {});
}

std::string annotated_workbook(const Context& context, const std::vector<GraduateView>& views) {
    tables::WorkbookSheet list{"Lulusan", {}, {}, 0};
    for (const auto& one : columns()) list.columns.push_back(column_of(one));
    list.columns.push_back({"Perlu diperbaiki", 60, {}});
    for (const auto& view : views) {
        std::vector<tables::WorkbookCell> cells;
        for (const auto& cell : view.graduate.cells) cells.push_back({cell, ""});
        std::vector<std::string> reasons;
        for (const auto& fault : view.faults) {
            const std::string why(context.t(sentence(fault.why)));
            cells[index_of(fault.column)].comment = why;
            reasons.push_back(std::string(facts_of(fault.column).heading) + ": " + why);
        }
        cells.push_back({text::join(reasons, " "), ""});
        list.rows.push_back(std::move(cells));
    }
    return tables::write_workbook({std::move(list), guidance()});
}

}  // namespace partners
