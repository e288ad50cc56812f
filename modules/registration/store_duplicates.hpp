#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/registration/store.hpp"

// Rows of traces, of pairs that may be one person, and of merges.
namespace registration::store {

void set_traces(sql::Transaction& tx, const Card& card, const std::vector<std::pair<std::string, std::string>>& kinds_and_traces);
std::vector<CardRow> untraced(sql::Transaction& tx, OfficeId office, int limit);
std::vector<CardId> uncompared(sql::Transaction& tx, OfficeId office, int limit);  // with traces
void set_compared(sql::Transaction& tx, CardId id);
// Cards that share a trace with this one, of other people, and no pair with it yet.
std::vector<CardRow> sharing_a_trace(sql::Transaction& tx, const Card& card, int limit);
std::optional<Date> holder_birth_date(sql::Transaction& tx, CardId id);
// The sealed telephone stays sealed: equal hashes tell equal numbers.
bool add_pair(sql::Transaction& tx, OfficeId office, CardId one, CardId other, std::string_view signs, Instant now);

struct PairRow {
    std::int64_t id{};
    OfficeId office;
    CardId a;
    CardId b;
    std::string signs;
    std::string state;
    std::optional<Instant> decided_at;
};
std::vector<PairRow> pairs(sql::Transaction& tx, OfficeId office, std::string_view state, int limit);
std::optional<PairRow> find_pair(sql::Transaction& tx, std::int64_t id);
int open_pairs(sql::Transaction& tx, OfficeId office);
// False: it is no longer in that state.
bool decide_pair(sql::Transaction& tx, std::int64_t id, std::string_view from, std::string_view to, Instant now, std::string_view by);

// What the first of two people wants; a later wish takes the place of an earlier one.
struct MergeWish {
    CardId kept;
    std::string asked_by;  // audit name
    Instant asked_at;
};
void put_wish(sql::Transaction& tx, std::int64_t pair, OfficeId office, const MergeWish& wish);
std::optional<MergeWish> find_wish(sql::Transaction& tx, std::int64_t pair);
// Takes the wish away; false unless it is somebody else's and keeps this card.
bool agree_to_wish(sql::Transaction& tx, std::int64_t pair, CardId kept, std::string_view by);
void drop_wish(sql::Transaction& tx, std::int64_t pair);

struct MergeRow {
    std::int64_t id{};
    CardId kept;
    CardId merged;
    CardState before_state{};
    std::string before_reason;
    std::optional<Instant> before_at;
    bool before_on_register{};
    SeekerId before_seeker;
    int version_after{};
    Instant merged_at;
};
bool add_merge(sql::Transaction& tx, std::int64_t pair, OfficeId office, const MergeRow& row, std::string_view by);
std::optional<MergeRow> find_merge(sql::Transaction& tx, std::int64_t pair);  // not undone
bool undo_merge(sql::Transaction& tx, std::int64_t id, Instant now, std::string_view by);
void set_seeker(sql::Transaction& tx, CardId id, SeekerId seeker);
// State, reason and day of a card exactly as they were.
void put_back(sql::Transaction& tx, CardId id, CardState state, std::string_view reason, std::optional<Instant> inactive_at,
              bool on_register);

}  // namespace registration::store
