#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/partners/actions.hpp"

// The school's list of graduates: read, checked, corrected in place, handed in.
namespace partners {

constexpr int rows_in_a_file_max = 50'000;

// --- a file ---
struct ReadRow {
    int line{};
    Cells cells;
    std::string school;  // what the row says of its school; only where the file has such a column
    std::string row_key;
    std::string likeness_key;  // under which the row stood while its NIK was unfit
    std::string digest;
    bool twin{};
    bool good{};
    std::vector<Fault> faults;
    std::string name;
    std::string sex;
    std::string major;
};
struct ReadList {
    std::string file_name;
    std::string sha256;
    std::vector<ReadRow> rows;
    int repeated{};                 // rows that stand twice in the file, word for word
    int formulas{};                 // cells that hold a formula: their value was read
    std::vector<int> merged_lines;  // where merged cells hide others
    bool names_schools{};
};
// Slow, outside a transaction: reads and checks every row. Nothing is written.
struct Unreadable {
    Refusal why{};
    std::string sheet;                      // the one that was looked at
    std::vector<std::string_view> columns;  // that it lacks
};
Result<ReadList, Unreadable> read_list(const Context& context, const School& school, std::string_view regency, std::string_view bytes,
                                       std::string_view file_name, Date today);

struct TakenIn {
    int read{};
    int added{};
    int changed{};
    int unchanged{};
    int faulty{};  // of the file, after it was taken in
    int repeated{};
    std::vector<int> locked;  // lines of rows that changed but whose application the school may no longer change
    std::vector<int> worse;   // lines of rows that were handed in and are unfit in this file: the old words stay
};
// All of it or none. The same file again changes nothing: rows are found by school and NIK.
Result<TakenIn, Refusal> take_in(sql::Transaction& tx, const Context& context, const School& school, const ReadList& list);

// --- rows ---
struct GraduateView {
    Graduate graduate;
    std::vector<Fault> faults;
};
struct Counts {
    int faulty{};
    int ready{};
    int sent{};
};
Counts counts(sql::Transaction& tx, const Context& context, const School& school);
std::vector<GraduateView> rows(sql::Transaction& tx, const Context& context, const School& school, std::optional<GraduateState> state,
                               int limit, int offset);
struct Upload {
    std::string file_name;
    int rows_read{};
    int added{};
    int changed{};
    int faulty{};
    Instant uploaded_at;
};
std::vector<Upload> uploads(sql::Transaction& tx, const Context& context, const School& school, int limit);

// Red cells as typed on the page. Keeps what is typed, right or wrong; gives how many rows are good now.
struct CellFix {
    GraduateId graduate;
    Column column{};
    std::string text;
};
Result<int, Refusal> fix_cells(sql::Transaction& tx, const Context& context, const School& school, const std::vector<CellFix>& fixes);
Result<Done, Refusal> remove_row(sql::Transaction& tx, const Context& context, const School& school, GraduateId id);
Result<int, Refusal> remove_unsent(sql::Transaction& tx, const Context& context, const School& school);

// Every good row becomes an application, submitted, channel school; the school vouches for the diplomas. The others stay.
Result<int, Refusal> hand_in(sql::Transaction& tx, const Context& context, const School& school);

// --- files out ---
std::string template_workbook(std::string_view regency);
std::string template_csv();
// What is not handed in yet, with red cells, what is wrong with them, and a column of reasons: to send back and forth.
std::string annotated_workbook(const Context& context, const std::vector<GraduateView>& rows);

}  // namespace partners
