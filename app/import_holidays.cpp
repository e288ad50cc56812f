#include "app/importers.hpp"
#include "modules/office/actions.hpp"
#include "modules/office/actions_import.hpp"
#include "platform/sql/sql.hpp"

namespace {

// The one that was named; without a name the only one there is.
std::optional<office::Office> office_of(sql::Transaction& tx, std::string_view code) {
    if (!code.empty()) return office::find_office(tx, code);
    auto all = office::offices(tx);
    if (all.size() != 1) return {};
    return all.front();
}

}  // namespace

ImportReport import_holidays(const Context& context, const Import& import) {
    const auto list = office::read_holidays(context, import.bytes);
    if (!list.faults.empty()) return {.read = static_cast<int>(list.days.size()), .faults = list.faults};
    const auto office = context.platform.database.read([&](sql::Transaction& tx) { return office_of(tx, import.office_code); });
    if (!office) return {.faults = {"name the office: --office CODE"}};
    const auto mode = import.dry_run ? office::ImportMode::trial : office::ImportMode::real;
    const auto done =
        context.platform.database.write([&](sql::Transaction& tx) { return office::import_holidays(tx, context, office->id, list, mode); });
    return {.read = done.read, .added = done.added, .unchanged = done.unchanged};
}
