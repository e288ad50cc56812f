#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/office/model.hpp"
#include "modules/reference/calendar.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

namespace office {

// A list of holidays from a file (CSV or XLSX; columns tanggal, nama, jenis, sumber): all of it or, with one fault, nothing.
struct HolidayImport {
    int read{};
    int added{};
    int unchanged{};
    std::vector<std::string> faults;  // in the reader's language, with the line of the file
};

struct HolidayList {
    std::vector<reference::Holiday> days;
    std::vector<std::string> faults;
};
HolidayList read_holidays(const Context& context, std::string_view bytes);
enum class ImportMode { trial, real };  // a trial counts and writes nothing
// The days of the list that are neither the office's own nor shipped as they stand there: what an import writes.
std::vector<reference::Holiday> new_holidays(sql::Transaction& tx, OfficeId office, const HolidayList& list);
HolidayImport import_holidays(sql::Transaction& tx, const Context& context, OfficeId office, const HolidayList& list,
                              ImportMode mode = ImportMode::real);

}  // namespace office
