#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/registration/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// One person twice in one register: found by how names sound and by the day of birth, looked at by a clerk, merged with a
// preview, undone for some days. Nothing is deleted.
namespace registration {

// Writes the keyed hashes by which this card's holder can be found again. Without the key they tell nothing.
void trace_card(sql::Transaction& tx, const Context& context, CardId id);
// Cards without traces get theirs and are compared with the rest.
struct Looked {
    int looked_at{};
    int found{};  // new pairs
};
Looked look_for_duplicates(sql::Transaction& tx, const Context& context, OfficeId office, int limit);

enum class DuplicateState { open, merged, different };
struct DuplicateCard {
    Card card;
    std::string holder_name;
    std::optional<Date> birth_date;
    bool on_register{};
    bool has_file{};    // an application stands behind it; otherwise it came with an old register
    std::string nik;    // masked
    std::string phone;  // masked
    int prints{};
};
struct Duplicate {
    std::int64_t id{};
    DuplicateState state{DuplicateState::open};
    std::vector<std::string> signs;  // name_same, name_similar, birth_date_same, phone_same, nik_same
    DuplicateCard a;                 // of the card that came first
    DuplicateCard b;
};
struct DuplicateLine {
    std::int64_t id{};
    std::string name_a;
    std::string number_a;
    std::string name_b;
    std::string number_b;
    std::vector<std::string> signs;
    DuplicateState state{DuplicateState::open};
    std::optional<Instant> decided_at;
};
std::vector<DuplicateLine> duplicates(sql::Transaction& tx, const Context& context, OfficeId office, DuplicateState state, int limit);
// Opens both files: a reading that is logged. Call it in a writing transaction.
std::optional<Duplicate> find_duplicate(sql::Transaction& tx, const Context& context, std::int64_t id);

// What a merge would do, before it is done.
struct MergePreview {
    CardId kept;
    CardId merged;
    bool leaves_stock{};  // one row "corrected" in the ledger; the stock is one smaller
    bool phone_and_file_stay{};
};
Result<MergePreview, Refusal> preview_merge(sql::Transaction& tx, const Context& context, std::int64_t id, CardId kept);
// Two people: the first one's call is a wish, the same call by a second one does it. The other card becomes inactive
// ("duplicate") and stands with the kept person's; its file and history stay readable. needs_other_person: the wish is
// the caller's own.
enum class MergeOutcome { asked, merged };
Result<MergeOutcome, Refusal> merge(sql::Transaction& tx, const Context& context, std::int64_t id, CardId kept);
struct MergeWish {
    CardId kept;
    std::string asked_by;  // audit name
    Instant asked_at;
    bool is_mine{};
};
std::optional<MergeWish> merge_wish(sql::Transaction& tx, const Context& context, std::int64_t id);
// Anybody who may merge may also take a wish back.
Result<Done, Refusal> withdraw_merge_wish(sql::Transaction& tx, const Context& context, std::int64_t id);
// Everything as it was, as long as nobody has touched the merged card since and the office's days for it have not passed.
Result<Done, Refusal> undo_merge(sql::Transaction& tx, const Context& context, std::int64_t id);
std::optional<Date> merge_undo_until(sql::Transaction& tx, const Context& context, std::int64_t id);
// Two people after all: never proposed again.
Result<Done, Refusal> mark_as_different(sql::Transaction& tx, const Context& context, std::int64_t id);
int open_duplicates(sql::Transaction& tx, OfficeId office);

std::string_view sign_label(std::string_view sign);

}  // namespace registration
