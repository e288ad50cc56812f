#include "modules/employers/actions_import.hpp"

#include <map>

#include "modules/employers/access.hpp"
#include "modules/employers/actions.hpp"
#include "modules/employers/rules_import.hpp"
#include "modules/employers/store.hpp"
#include "modules/office/actions.hpp"
#include "platform/sql/sql.hpp"
#include "platform/tables/tables.hpp"

namespace employers {

namespace {

std::string_view words(tables::Refusal why) {
    switch (why) {
        case tables::Refusal::not_a_table: return "the file is no XLSX or CSV";
        case tables::Refusal::too_large: return "the file is too large";
        case tables::Refusal::too_many_rows: return "the file has too many rows";
        case tables::Refusal::broken: return "the file is broken";
        case tables::Refusal::no_header: return "the file has no headings";
    }
    return {};
}

// Who is in the register, by what makes two rows one company.
class Known {
  public:
    void add(const Employer& one, std::string told) {
        const auto key = firm_key(one.name);
        same_.emplace(key + "|" + one.nib, told);
        if (!one.nib.empty()) by_nib_.emplace(one.nib, told);
        by_name_.emplace(key, std::move(told));
    }
    bool has(const Employer& one) const { return same_.contains(firm_key(one.name) + "|" + one.nib); }
    // What it looks like; "" = nothing.
    std::string like(const Employer& one) const {
        if (const auto found = by_nib_.find(one.nib); !one.nib.empty() && found != by_nib_.end()) return "the NIB of " + found->second;
        const auto found = by_name_.find(firm_key(one.name));
        return found == by_name_.end() ? std::string() : "the name of " + found->second;
    }

  private:
    std::map<std::string, std::string> same_;
    std::map<std::string, std::string> by_nib_;
    std::map<std::string, std::string> by_name_;
};

struct Row {
    int line{};
    ReadRow read;
};

}  // namespace

ImportReport import_employers(const Context& context, OfficeId office_id, std::string_view bytes, DryRun dry_run) {
    ImportReport report;
    const auto office = context.platform.database.read([&](sql::Transaction& tx) { return office::find_office(tx, office_id); });
    if (!office || !keeps_register(context, office_id)) {
        report.refusal = "there is no such office";
        return report;
    }
    const auto sheet = tables::read(bytes);
    if (!sheet) {
        report.refusal = words(sheet.error());
        return report;
    }
    const auto places = find_places(sheet->header);
    if (places.of[static_cast<std::size_t>(Cell::name)] < 0) {
        report.refusal = "no column of the first line is the company's name (nama, nama perusahaan, company)";
        return report;
    }
    std::vector<Row> rows;
    for (std::size_t at = 0; at < sheet->rows.size(); ++at) {
        rows.push_back({sheet->line_numbers[at], read_row(places, sheet->rows[at], office->regency_code)});
        rows.back().read.employer.office = office_id;
        rows.back().read.employer.source = "import";
    }
    struct Taken {};
    const auto done = context.platform.database.write([&](sql::Transaction& tx) -> Result<Taken, ImportReport> {
        ImportReport counted;
        Known known;
        for (const auto& one : store::names(tx, office_id)) {
            Employer kept;
            kept.name = one.name;
            kept.nib = one.nib;
            known.add(kept, one.name + " in the register");
        }
        for (const auto& row : rows) {
            ++counted.rows;
            const auto& one = row.read.employer;
            for (const auto& fault : row.read.faults)
                counted.faults.push_back({row.line, std::string(heading(fault.cell)), std::string(reason(fault.why))});
            if (!row.read.has_name) {
                counted.faults.push_back({row.line, std::string(heading(Cell::name)), "is missing; the row was left out"});
                continue;
            }
            if (known.has(one)) {
                ++counted.unchanged;
                continue;
            }
            if (const auto like = known.like(one); !like.empty())
                counted.faults.push_back({row.line, "", "taken in, and looks like another: it has " + like});
            known.add(one, one.name + " of line " + std::to_string(row.line));
            const auto saved = save_employer(tx, context, one);
            if (saved)
                ++counted.added;
            else
                counted.faults.push_back({row.line, "", std::string(sentence(saved.error()))});
        }
        report = counted;
        if (dry_run == DryRun::yes) return counted;  // rolls back; the figures are the real ones
        return Taken{};
    });
    (void)done;
    return report;
}

}  // namespace employers
