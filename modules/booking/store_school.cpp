#include "modules/booking/store_school.hpp"

#include <algorithm>

#include "platform/sql/select.hpp"

namespace booking::store {

namespace {

constexpr std::string_view block_columns =
    "id, office_id, window_id, holder_id, holder_name, places, named, made_at, returned_at, returned";

Block block_of_row(const sql::Row& row) {
    return {.id = row.id<BlockId>(0),
            .office = row.id<OfficeId>(1),
            .window = row.id<WindowId>(2),
            .holder = row.integer(3),
            .holder_name = row.text(4),
            .places = row.number(5),
            .named = row.number(6),
            .made_at = row.instant(7),
            .returned_at = row.instant_or_none(8),
            .returned = row.number(9)};
}

std::string select_block(std::string_view tail) { return sql::select(block_columns, "booking_block", tail); }

std::vector<Block> blocks(const std::vector<sql::Row>& rows) {
    std::vector<Block> made;
    made.reserve(rows.size());
    for (const auto& row : rows) made.push_back(block_of_row(row));
    return made;
}

}  // namespace

std::vector<SchoolWindow> school_windows(sql::Transaction& tx, OfficeId office, Date from, Date to) {
    std::vector<SchoolWindow> made;
    for (const auto& row : tx.all("select id, holder_id, school_taken from booking_window where office_id = :office"
                                  " and service = 'ak1' and date between :from_day and :to_day order by date, opens, id",
                                  {{"office", office}, {"from_day", from}, {"to_day", to}}))
        made.push_back({row.id<WindowId>(0), row.integer(1), row.number(2)});
    return made;
}

void add_school_day(sql::Transaction& tx, const Window& window, std::int64_t holder) {
    add(tx, window);
    tx.run("update booking_window set holder_id = :holder where id = :id", {{"holder", holder}, {"id", window.id}});
}

std::int64_t holder_of(sql::Transaction& tx, WindowId id) {
    const auto row = tx.one("select holder_id from booking_window where id = :id", {{"id", id}});
    return row ? row->integer(0) : 0;
}

std::optional<int> claim_block(sql::Transaction& tx, WindowId id, int places, int share) {
    const auto row = tx.one(
        "update booking_window set taken = taken + :places, school_taken = school_taken + :places,"
        " last_number = last_number + :places where id = :id and suspended = 0"
        " and taken + :places <= quota and school_taken + :places <= :share returning last_number",
        {{"id", id}, {"places", places}, {"share", share}});
    if (!row) return {};
    return row->number(0);
}

void add_block(sql::Transaction& tx, const Block& block, int last_number) {
    tx.run(
        "insert into booking_block (id, office_id, window_id, holder_id, holder_name, places, named, next_number, last_number,"
        " made_at) values (:id, :office, :window, :holder, :holder_name, :places, 0, :next_number, :last_number, :now)",
        {{"id", block.id},
         {"office", block.office},
         {"window", block.window},
         {"holder", block.holder},
         {"holder_name", block.holder_name},
         {"places", block.places},
         {"next_number", last_number - block.places + 1},
         {"last_number", last_number},
         {"now", block.made_at}});
}

std::optional<Block> find_block(sql::Transaction& tx, BlockId id) {
    static const auto query = select_block("where id = :id");
    const auto row = tx.one(query, {{"id", id}});
    if (!row) return {};
    return block_of_row(*row);
}

std::vector<Block> blocks_of(sql::Transaction& tx, OfficeId office, std::int64_t holder) {
    static const auto query = select_block("where office_id = :office and holder_id = :holder order by made_at desc, id desc");
    return blocks(tx.all(query, {{"office", office}, {"holder", holder}}));
}

std::vector<Block> open_blocks(sql::Transaction& tx, OfficeId office) {
    static const auto query = select_block("where office_id = :office and returned_at is null");
    return blocks(tx.all(query, {{"office", office}}));
}

std::vector<Block> open_blocks_in(sql::Transaction& tx, WindowId window) {
    static const auto query = select_block("where window_id = :window and returned_at is null order by id");
    return blocks(tx.all(query, {{"window", window}}));
}

bool take_unnamed(sql::Transaction& tx, BlockId id, int places) {
    return tx.run("update booking_block set places = places - :places where id = :id and places - named >= :least and returned_at is null",
                  {{"id", id}, {"places", places}, {"least", places}}) == 1;
}

void add_given_up(sql::Transaction& tx, OfficeId office, ChangeId change, BlockId block, WindowId window, int places) {
    tx.run(
        "insert into booking_change_block (change_id, office_id, block_id, window_id, places)"
        " values (:change, :office, :block, :window, :places)",
        {{"change", change}, {"office", office}, {"block", block}, {"window", window}, {"places", places}});
}

std::vector<GivenUpRow> given_up_in(sql::Transaction& tx, ChangeId change, WindowId window) {
    std::vector<GivenUpRow> rows;
    for (const auto& row : tx.all("select block_id, places from booking_change_block where change_id = :change and window_id = :window"
                                  " order by block_id",
                                  {{"change", change}, {"window", window}}))
        rows.push_back({row.id<BlockId>(0), row.number(1)});
    return rows;
}

int take_back_places(sql::Transaction& tx, BlockId block, WindowId window, int places) {
    const auto room = tx.one("select quota - taken from booking_window where id = :id", {{"id", window}});
    const int fit = room ? std::min(places, room->number(0)) : 0;
    if (fit <= 0) return 0;
    if (tx.run("update booking_block set places = places + :places where id = :id and returned_at is null",
               {{"id", block}, {"places", fit}}) != 1)
        return 0;
    const bool taken = tx.run(
                           "update booking_window set taken = taken + :places, school_taken = school_taken + :places where id = :id"
                           " and taken + :places <= quota",
                           {{"id", window}, {"places", fit}}) == 1;
    if (!taken) {
        tx.run("update booking_block set places = places - :places where id = :id", {{"id", block}, {"places", fit}});
        return 0;
    }
    return fit;
}

std::optional<int> name_place(sql::Transaction& tx, BlockId id) {
    const auto row = tx.one(
        "update booking_block set named = named + 1, next_number = next_number + 1"
        " where id = :id and named < places and returned_at is null"
        " returning next_number - 1, last_number, window_id",
        {{"id", id}});
    if (!row) return {};
    if (row->number(0) <= row->number(1)) return row->number(0);
    // A name went and another came: a number is given once, also after that.
    const auto fresh = tx.one("update booking_window set last_number = last_number + 1 where id = :id returning last_number",
                              {{"id", row->id<WindowId>(2)}});
    return fresh ? std::optional(fresh->number(0)) : std::nullopt;
}

bool free_place(sql::Transaction& tx, BlockId id) {
    return tx.run("update booking_block set named = named - 1 where id = :id and named > 0 and returned_at is null", {{"id", id}}) == 1;
}

bool return_block(sql::Transaction& tx, BlockId id, int unnamed, Instant now) {
    return tx.run(
               "update booking_block set places = named, returned = :unnamed, returned_at = :now"
               " where id = :id and returned_at is null and places - named = :unnamed",
               {{"id", id}, {"unnamed", unnamed}, {"now", now}}) == 1;
}

void leave_share(sql::Transaction& tx, WindowId id, int places) {
    tx.run("update booking_window set school_taken = school_taken - :places where id = :id", {{"id", id}, {"places", places}});
}

std::vector<TicketId> named_in(sql::Transaction& tx, WindowId window) {
    std::vector<TicketId> found;
    for (const auto& row : tx.all("select id from booking_ticket where window_id = :window and channel = 'school' and state <> 'cancelled'"
                                  " order by number",
                                  {{"window", window}}))
        found.push_back(row.id<TicketId>(0));
    return found;
}

std::vector<registration::ApplicationId> applications_with_ticket(sql::Transaction& tx, OfficeId office) {
    std::vector<registration::ApplicationId> found;
    for (const auto& row : tx.all("select application_id from booking_ticket where office_id = :office and application_id <> 0"
                                  " and state in ('booked', 'checked_in', 'called')",
                                  {{"office", office}}))
        found.push_back(row.id<registration::ApplicationId>(0));
    return found;
}

bool set_person(sql::Transaction& tx, TicketId id, std::string_view person_key) {
    return tx
        .try_run("update booking_ticket set person_key = :person_key, sequence = sequence + 1 where id = :id",
                 {{"id", id}, {"person_key", person_key}})
        .has_value();
}

}  // namespace booking::store
