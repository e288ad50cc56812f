#include "modules/partners/actions_import.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/partners/actions_graduates.hpp"
#include "modules/partners/rules.hpp"

namespace partners {

namespace {

bool is_named(const School& school, std::string_view typed) {
    const auto name = text::lower(text::squeeze(typed));
    return name == text::lower(text::squeeze(school.name)) || (!school.npsn.empty() && typed == school.npsn) ||
           typed == school.licence_number;
}

}  // namespace

ImportReport import_graduates(const Context& context, OfficeId office_id, std::string_view bytes, DryRun dry_run) {
    ImportReport report;
    struct Office {
        office::Office office;
        std::vector<School> schools;
    };
    const auto found = context.platform.database.read([&](sql::Transaction& tx) -> std::optional<Office> {
        auto office = office::find_office(tx, office_id);
        if (!office) return {};
        return Office{std::move(*office), schools(tx, context, office_id)};
    });
    if (!found) {
        report.refusal = context.t(msg("Kantor ini tidak ditemukan."));
        return report;
    }
    const auto today = context.local(found->office.zone).date;
    std::vector<School> open;
    std::ranges::copy_if(found->schools, std::back_inserter(open), [](const School& one) { return !one.retired; });
    std::vector<School> at_work;
    std::ranges::copy_if(open, std::back_inserter(at_work), [](const School& one) { return static_cast<bool>(one.account); });
    const bool only_one = at_work.size() == 1 || open.size() == 1;
    const auto& candidates = at_work.size() == 1 ? at_work : open;
    if (candidates.empty()) {
        report.refusal = context.t(msg("Kantor ini belum mendaftarkan BKK."));
        return report;
    }

    struct Part {
        School school;
        ReadList list;
    };
    std::vector<Part> parts;
    std::size_t placed = 0;
    std::size_t all = 0;
    for (const auto& school : candidates) {
        auto list = read_list(context, school, found->office.regency_code, bytes, "", today);
        if (!list) {
            report.refusal = context.t(sentence(list.error().why));
            if (!list.error().columns.empty()) {
                std::vector<std::string> lacking(list.error().columns.begin(), list.error().columns.end());
                report.refusal += " " + text::join(lacking, ", ");
            }
            return report;
        }
        all = list->rows.size();
        if (!only_one) {
            if (!list->names_schools) {
                report.refusal = context.t(msg("Kantor ini punya beberapa BKK: berkas perlu kolom Sekolah atau NPSN."));
                return report;
            }
            std::erase_if(list->rows, [&](const ReadRow& row) { return !is_named(school, row.school); });
        }
        placed += list->rows.size();
        if (!list->rows.empty()) parts.push_back({school, std::move(*list)});
    }
    if (placed < all) {
        report.refusal = context.t(msg("Sebagian baris menyebut sekolah yang tidak terdaftar di kantor ini."));
        return report;
    }
    const auto done = context.platform.database.write([&](sql::Transaction& tx) -> Result<Done, Refusal> {
        report.rows = report.handed_in = report.unchanged = 0;
        for (const auto& part : parts) {
            const auto taken = take_in(tx, context, part.school, part.list);
            if (!taken) return taken.error();
            report.rows += taken->read + taken->repeated;
            report.unchanged += taken->unchanged + taken->repeated;
            const auto sent = hand_in(tx, context, part.school);
            if (sent)
                report.handed_in += *sent;
            else if (sent.error() != Refusal::nothing_ready)
                return sent.error();
        }
        if (dry_run == DryRun::yes) return Refusal::nothing_ready;  // rolls back; the figures are the real ones
        return Done{};
    });
    if (!done && dry_run == DryRun::no) report.refusal = context.t(sentence(done.error()));
    if (!done && dry_run == DryRun::yes && done.error() != Refusal::nothing_ready) report.refusal = context.t(sentence(done.error()));
    for (const auto& part : parts)
        for (const auto& row : part.list.rows)
            for (const auto& fault : row.faults)
                report.faults.push_back(
                    {row.line, std::string(facts_of(fault.column).heading), std::string(context.t(sentence(fault.why)))});
    return report;
}

}  // namespace partners
