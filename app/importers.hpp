#pragma once

#include "app/modules.hpp"

// The old register of an office, XLSX or CSV: `antarkerja import cards FILE --office CODE [--dry-run]`.
ImportReport import_old_register(const Context& context, const Import& import);
ImportReport import_holidays(const Context& context, const Import& import);
// A school's graduates, XLSX or CSV; its good rows become applications: `antarkerja import bkk FILE [--office CODE]`.
ImportReport import_school_list(const Context& context, const Import& import);
// Vacancies of any portal or office, XLSX, CSV, TSV or JSON lines: `antarkerja import vacancies FILE [--office CODE]`.
ImportReport import_vacancies(const Context& context, const Import& import);
// Companies of an office, XLSX or CSV; each waits for an officer's call: `antarkerja import employers FILE [--office CODE]`.
ImportReport import_employer_list(const Context& context, const Import& import);
// Newer codes of a built-in list (reference/actions_import.hpp); the whole file or nothing.
ImportReport import_areas(const Context& context, const Import& import);
ImportReport import_occupations(const Context& context, const Import& import);
ImportReport import_industries(const Context& context, const Import& import);
