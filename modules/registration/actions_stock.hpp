#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/registration/model_stock.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// Numbered blanks: received, used for a print, spoiled, and counted at the day's end. For every sheet that went through the
// printer one blank is missing from the shelf: prints - issued - spoiled = 0, or somebody says why not.
namespace registration {

// A range of serials that nobody has received before. Gives how many blanks came in.
Result<int, Refusal> receive_blanks(sql::Transaction& tx, const Context& context, OfficeId office, const BlankBatch& batch);
std::vector<BlankBatch> blank_batches(sql::Transaction& tx, const Context& context, OfficeId office);  // newest first

// The blank of a card that is handed over stands at its last print. An office that keeps no stock records the serial only.
Result<Done, Refusal> use_blank(sql::Transaction& tx, const Context& context, const Card& card, std::string_view serial);
// The serial of one print, typed or scanned at the counter or at the day's end.
Result<Done, Refusal> issue_blank(sql::Transaction& tx, const Context& context, OfficeId office, std::int64_t print,
                                  std::string_view serial);
// A sheet that is no card: misprinted, or torn before it was printed (no print then).
Result<Done, Refusal> spoil_blank(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view serial,
                                  std::optional<std::int64_t> print, std::string_view reason);
struct SpoilReason {
    std::string_view code;
    std::string_view sentence;
};
const std::vector<SpoilReason>& spoil_reasons();

struct BlankDay {
    Date day;
    int prints{};
    int issued{};
    int spoiled{};
    int unprinted_spoiled{};  // torn before printing: off the shelf, not in the sum
    int difference{};         // prints - issued - spoiled
    bool closed{};
    std::string explanation;
    std::string closed_by;
    std::vector<OpenPrint> open;  // what makes the difference
};
// The day as it stands, or as it was closed.
BlankDay blank_day(sql::Transaction& tx, const Context& context, OfficeId office, Date day);
Shelf shelf(sql::Transaction& tx, const Context& context, OfficeId office);
// Past days with prints that nobody has closed.
std::vector<Date> unclosed_days(sql::Transaction& tx, const Context& context, OfficeId office, Date before);
// Once a day; a difference needs its explanation. Refused when the figures are no longer those that were looked at.
Result<Done, Refusal> close_blank_day(sql::Transaction& tx, const Context& context, OfficeId office, Date day, int difference_seen,
                                      std::string_view explanation);

}  // namespace registration
