#include "app/importers.hpp"

#include <algorithm>

#include "modules/office/actions.hpp"
#include "modules/registration/actions_import.hpp"
#include "platform/sql/sql.hpp"

namespace {

constexpr std::size_t cards_a_transaction = 300;  // counter traffic goes on in between

std::optional<office::Office> meant_office(const Context& context, std::string_view code) {
    return context.platform.database.read([&](sql::Transaction& tx) -> std::optional<office::Office> {
        if (!code.empty()) return office::find_office(tx, code);
        const auto all = office::offices(tx);
        if (all.size() != 1) return {};
        return all.front();
    });
}

void note(ImportReport& report, const std::vector<registration::ImportFault>& faults) {
    for (const auto& fault : faults) {
        report.faults.push_back("line " + std::to_string(fault.line) + (fault.column.empty() ? "" : ", " + fault.column) + ": " +
                                fault.sentence);
    }
}

}  // namespace

ImportReport import_old_register(const Context& context, const Import& import) {
    ImportReport report;
    const auto office = meant_office(context, import.office_code);
    if (!office) {
        report.faults.push_back("--office CODE names the office whose register this is");
        return report;
    }
    const auto old = registration::read_old_register(context, import.bytes, context.local(office->zone).date);
    if (!old) {
        report.faults.push_back(std::string(registration::sentence(old.error())));
        return report;
    }
    report.read = old->report.rows;
    note(report, old->report.faults);
    for (std::size_t from = 0; from < old->cards.size(); from += cards_a_transaction) {
        const auto count = std::min(cards_a_transaction, old->cards.size() - from);
        const std::vector part(old->cards.begin() + static_cast<std::ptrdiff_t>(from),
                               old->cards.begin() + static_cast<std::ptrdiff_t>(from + count));
        const auto written = context.platform.database.write([&](sql::Transaction& tx) {
            return registration::import_cards(tx, context, office->id, part,
                                              import.dry_run ? registration::DryRun::yes : registration::DryRun::no);
        });
        if (!written) {
            report.faults.push_back(std::string(registration::sentence(written.error())));
            return report;
        }
        report.added += written->added;
        report.unchanged += written->known;
        note(report, written->faults);
    }
    return report;
}
