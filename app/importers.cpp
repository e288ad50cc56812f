#include "app/importers.hpp"

#include "modules/employers/actions_import.hpp"
#include "modules/office/actions.hpp"
#include "modules/partners/actions_import.hpp"
#include "modules/reference/actions_import.hpp"
#include "modules/registration/actions_import.hpp"
#include "modules/vacancies/actions_import.hpp"
#include "platform/sql/sql.hpp"

namespace {

// The office that was named, or the only one; otherwise the report says what --office is for.
std::optional<office::Office> meant_office(const Context& context, const Import& import, ImportReport& report, std::string_view purpose) {
    const std::string_view code = import.office_code;
    auto found = context.platform.database.read([&](sql::Transaction& tx) -> std::optional<office::Office> {
        if (!code.empty()) return office::find_office(tx, code);
        const auto all = office::offices(tx);
        if (all.size() != 1) return {};
        return all.front();
    });
    if (!found) report.faults.push_back("--office CODE names " + std::string(purpose));
    return found;
}

template <class Fault>
void note(ImportReport& report, const std::vector<Fault>& faults) {
    for (const auto& fault : faults) {
        report.faults.push_back("line " + std::to_string(fault.line) + (fault.column.empty() ? "" : ", " + fault.column) + ": " +
                                fault.sentence);
    }
}

ImportReport import_list(const Context& context, const Import& import, reference::List kind) {
    const auto list = reference::read_list(kind, import.bytes);
    ImportReport report{.read = list.read, .unchanged = list.unchanged, .faults = list.faults};
    if (!list.faults.empty()) return report;
    report.added = static_cast<int>(list.additions.size());
    if (import.dry_run || list.additions.empty()) return report;
    context.platform.database.write([&](sql::Transaction& tx) { reference::take_in(tx, context, list); });
    report.notes.push_back("restart the server to use the new codes");
    return report;
}

}  // namespace

ImportReport import_areas(const Context& context, const Import& import) { return import_list(context, import, reference::List::areas); }
ImportReport import_occupations(const Context& context, const Import& import) {
    return import_list(context, import, reference::List::occupations);
}
ImportReport import_industries(const Context& context, const Import& import) {
    return import_list(context, import, reference::List::industries);
}

ImportReport import_employer_list(const Context& context, const Import& import) {
    ImportReport report;
    const auto office = meant_office(context, import, report, "the office whose companies these are");
    if (!office) return report;
    const auto done =
        employers::import_employers(context, office->id, import.bytes, import.dry_run ? employers::DryRun::yes : employers::DryRun::no);
    report.read = done.rows;
    report.added = done.added;
    report.unchanged = done.unchanged;
    if (!done.refusal.empty()) report.faults.push_back(done.refusal);
    note(report, done.faults);
    return report;
}

ImportReport import_old_register(const Context& context, const Import& import) {
    ImportReport report;
    const auto office = meant_office(context, import, report, "the office whose register this is");
    if (!office) return report;
    const auto old = registration::read_old_register(context, import.bytes, context.local(office->zone).date, office->regency_code);
    if (!old) {
        report.faults.push_back(std::string(registration::sentence(old.error())));
        return report;
    }
    const auto done =
        registration::import_register(context, office->id, *old, import.dry_run ? registration::DryRun::yes : registration::DryRun::no);
    if (!done) {
        report.faults.push_back(std::string(registration::sentence(done.error())));
        return report;
    }
    report.read = done->rows;
    report.added = done->added;
    report.unchanged = done->known;
    note(report, done->faults);
    return report;
}

ImportReport import_school_list(const Context& context, const Import& import) {
    ImportReport report;
    const auto office = meant_office(context, import, report, "the office that this school belongs to");
    if (!office) return report;
    const auto done =
        partners::import_graduates(context, office->id, import.bytes, import.dry_run ? partners::DryRun::yes : partners::DryRun::no);
    report.read = done.rows;
    report.added = done.handed_in;
    report.unchanged = done.unchanged;
    if (!done.refusal.empty()) report.faults.push_back(done.refusal);
    note(report, done.faults);
    return report;
}

ImportReport import_vacancies(const Context& context, const Import& import) {
    ImportReport report;
    const auto office = meant_office(context, import, report, "the office that looks at these vacancies");
    if (!office) return report;
    const auto file = vacancies::read_rows(import.bytes);
    if (!file) {
        report.faults.push_back(std::string(vacancies::sentence(file.error())));
        return report;
    }
    const auto done =
        vacancies::import_vacancies(context, office->id, *file, import.dry_run ? vacancies::DryRun::yes : vacancies::DryRun::no);
    report.read = done.rows;
    report.added = done.added;
    report.unchanged = done.known;
    report.faults = done.faults;
    const auto tell = [&](int count, std::string_view what) {
        if (count > 0) report.notes.push_back(std::to_string(count) + " " + std::string(what));
    };
    tell(done.listed, "rows wait for a person at /tinjau/kode");
    tell(done.without_occupation, "without an occupation code: /tinjau/kode");
    tell(done.without_place, "without a place code: /tinjau/kode");
    tell(done.held, "held for a person: /tinjau?lihat=ditahan");
    tell(done.over, "kept as expired: their last day has passed");
    tell(done.published, "published");
    tell(done.employers, "employers made, to be verified");
    if (!file->ignored.empty()) {
        std::string columns;
        for (const auto& one : file->ignored) columns += " " + one;
        report.notes.push_back("columns not used:" + columns);
    }
    return report;
}
