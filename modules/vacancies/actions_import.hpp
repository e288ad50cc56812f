#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/vacancies/actions.hpp"
#include "modules/vacancies/intake.hpp"

// Many vacancies at once: a foreign list through the office, or a company's own list. Every row is counted once: it became a
// vacancy, it is known already, or it stands in the list of rows that a person mends.
namespace vacancies {

enum class DryRun { no, yes };

struct ImportOutcome {
    int rows{};
    int added{};
    int known{};
    int listed{};
    // Of those that were added:
    int over{};  // their last day has passed: kept as expired
    int held{};
    int without_occupation{};
    int without_place{};
    int published{};                  // only where the office says so, and the employer is verified
    int employers{};                  // that nobody knew
    std::vector<std::string> faults;  // one clear line each, with the line of the file
};
// Through the office: source imported, `submitted` for review. In transactions of a few hundred rows, each whole; the same file
// again adds what is missing and nothing else.
ImportOutcome import_vacancies(const Context& context, OfficeId office, const FileRows& file, DryRun dry_run);

// A company's own list: good rows are handed in, the others wait to be mended.
struct TakenIn {
    int read{};
    int added{};
    int known{};
    int faulty{};
};
TakenIn take_in(const Context& context, const employers::Employer& employer, const FileRows& file);

// --- rows that wait ---
// Of the office (employer none), or of this company.
std::vector<ListedRow> listed_rows(sql::Transaction& tx, const Context& context, OfficeId office, employers::EmployerId employer, int limit,
                                   int offset);
int count_listed_rows(sql::Transaction& tx, const Context& context, OfficeId office, employers::EmployerId employer);
// What was typed replaces the row's cells. Still unfit: it stays, with its new faults.
struct Mended {
    bool became_vacancy{};
    bool known{};
};
Result<Mended, Refusal> mend_row(sql::Transaction& tx, const Context& context, RowId id, const Typed& typed);
Result<Done, Refusal> drop_row(sql::Transaction& tx, const Context& context, RowId id);
Result<int, Refusal> drop_rows(sql::Transaction& tx, const Context& context, OfficeId office, employers::EmployerId employer);

// --- files out ---
std::string template_workbook();
std::string template_csv();
// The rows that wait, with red cells and what is wrong with them.
std::string annotated_workbook(const Context& context, const std::vector<ListedRow>& rows);

}  // namespace vacancies
