#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/registration/model_stock.hpp"
#include "platform/sql/sql.hpp"

// Rows of the blank stock.
namespace registration::store {

bool keeps_stock(sql::Transaction& tx, OfficeId office);
// False: one of the serials is known.
bool add_batch(sql::Transaction& tx, OfficeId office, const BlankBatch& batch, const std::vector<std::string>& serials, Instant now,
               std::string_view by);
std::vector<BlankBatch> batches(sql::Transaction& tx, OfficeId office, int limit);
enum class BlankUse { issued, spoiled };
struct Use {
    BlankUse what{};
    std::optional<std::int64_t> print;
    std::string reason;
    Date day;
};
// False: not on the shelf, or the print has its blank.
bool take_blank(sql::Transaction& tx, OfficeId office, std::string_view serial, const Use& use, Instant now, std::string_view by);
// The last print of the card's present term that has no blank.
std::optional<std::int64_t> open_print_of(sql::Transaction& tx, CardId id);
std::string serial_of_last_print(sql::Transaction& tx, CardId id);
bool is_print_of(sql::Transaction& tx, OfficeId office, std::int64_t print);
struct DayCount {
    int prints{};
    int issued{};
    int spoiled{};
    int unprinted_spoiled{};
};
DayCount count_day(sql::Transaction& tx, OfficeId office, Date day, Instant from, Instant to);
std::vector<OpenPrint> open_prints(sql::Transaction& tx, OfficeId office, Instant from, Instant to, int limit);
struct ClosedDay {
    DayCount count;
    std::string explanation;
    std::string closed_by;
};
std::optional<ClosedDay> closed_day(sql::Transaction& tx, OfficeId office, Date day);
bool close_day(sql::Transaction& tx, OfficeId office, Date day, const DayCount& count, std::string_view explanation, Instant now,
               std::string_view by);
Shelf shelf(sql::Transaction& tx, OfficeId office);
std::vector<Instant> prints_since(sql::Transaction& tx, OfficeId office, Instant from, Instant to);

}  // namespace registration::store
