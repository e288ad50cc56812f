#include "modules/booking/store_draw.hpp"

#include "modules/booking/rules_waiting.hpp"
#include "platform/sql/select.hpp"

namespace booking::store {

namespace {

constexpr std::string_view draw_columns =
    "id, office_id, service, date, opens_at, closes_at, commitment, seed, state, announced_at, drawn_at, ballot, reason";

Draw draw_of(const sql::Row& row) {
    const auto state = row.text(8);
    return {.id = row.id<DrawId>(0),
            .office = row.id<OfficeId>(1),
            .service = row.text(2),
            .date = row.date(3),
            .opens_at = row.instant(4),
            .closes_at = row.instant(5),
            .commitment = row.text(6),
            .seed = row.text(7),
            .state = state == "open" ? DrawState::open : (state == "drawn" ? DrawState::drawn : DrawState::called_off),
            .announced_at = row.instant(9),
            .drawn_at = row.instant_or_none(10),
            .ballot = row.text(11),
            .reason = row.text(12)};
}

std::string select_draw(std::string_view tail) { return sql::select(draw_columns, "booking_draw", tail); }

std::optional<Draw> first(const std::optional<sql::Row>& row) {
    if (!row) return {};
    return draw_of(*row);
}

std::vector<Draw> each(const std::vector<sql::Row>& rows) {
    std::vector<Draw> made;
    for (const auto& row : rows) made.push_back(draw_of(row));
    return made;
}

constexpr std::string_view entry_columns =
    "id, draw_id, application_id, person_key, code, part_of_day, entered_at, rank, window_id, ticket_id";

DrawEntry entry_row(const sql::Row& row) {
    DrawEntry entry{.id = row.id<DrawEntryId>(0),
                    .draw = row.id<DrawId>(1),
                    .application = row.id<registration::ApplicationId>(2),
                    .person_key = row.text(3),
                    .code = row.text(4),
                    .part_of_day = parse_part_of_day(row.text(5)).value_or(PartOfDay::any),
                    .entered_at = row.instant(6),
                    .rank = {},
                    .window = row.id<WindowId>(8),
                    .ticket = row.id<TicketId>(9)};
    if (!row.is_null(7)) entry.rank = row.number(7);
    return entry;
}

std::string select_entry(std::string_view tail) { return sql::select(entry_columns, "booking_draw_entry", tail); }

std::vector<DrawEntry> each_entry(const std::vector<sql::Row>& rows) {
    std::vector<DrawEntry> made;
    made.reserve(rows.size());
    for (const auto& row : rows) made.push_back(entry_row(row));
    return made;
}

}  // namespace

bool add(sql::Transaction& tx, const Draw& draw, std::string_view seed_sealed) {
    return tx
        .try_run(
            "insert into booking_draw (id, office_id, service, date, opens_at, closes_at, commitment, seed_sealed, seed, state,"
            " announced_at, drawn_at, ballot, reason) values (:id, :office, :service, :date, :opens_at, :closes_at, :commitment,"
            " :sealed, '', 'open', :announced_at, null, '', '')",
            {{"id", draw.id},
             {"office", draw.office},
             {"service", draw.service},
             {"date", draw.date},
             {"opens_at", draw.opens_at},
             {"closes_at", draw.closes_at},
             {"commitment", draw.commitment},
             {"sealed", seed_sealed},
             {"announced_at", draw.announced_at}})
        .has_value();
}

std::optional<Draw> find_draw(sql::Transaction& tx, DrawId id) {
    static const auto query = select_draw("where id = :id");
    return first(tx.one(query, {{"id", id}}));
}

std::optional<Draw> draw_on(sql::Transaction& tx, OfficeId office, std::string_view service, Date date) {
    static const auto query =
        select_draw("where office_id = :office and service = :service and date = :date and state <> 'called_off' limit 1");
    return first(tx.one(query, {{"office", office}, {"service", service}, {"date", date}}));
}

std::vector<Draw> draws(sql::Transaction& tx, OfficeId office, Date from) {
    static const auto query = select_draw("where office_id = :office and date >= :from_day order by date, service, id");
    return each(tx.all(query, {{"office", office}, {"from_day", from}}));
}

std::vector<Draw> draws_closing(sql::Transaction& tx, Instant now) {
    static const auto query = select_draw("where state = 'open' and closes_at <= :now order by closes_at, id");
    return each(tx.all(query, {{"now", now}}));
}

std::string sealed_seed(sql::Transaction& tx, DrawId id) {
    const auto row = tx.one("select seed_sealed from booking_draw where id = :id", {{"id", id}});
    return row ? row->text(0) : std::string();
}

bool publish(sql::Transaction& tx, DrawId id, std::string_view seed, std::string_view ballot, Instant now) {
    return tx.run(
               "update booking_draw set state = 'drawn', seed = :seed, ballot = :ballot, drawn_at = :now where id = :id and state = 'open'",
               {{"id", id}, {"seed", seed}, {"ballot", ballot}, {"now", now}}) == 1;
}

bool call_off(sql::Transaction& tx, DrawId id, std::string_view reason) {
    return tx.run("update booking_draw set state = 'called_off', reason = :reason where id = :id and state = 'open'",
                  {{"id", id}, {"reason", reason}}) == 1;
}

int keep_for_draw(sql::Transaction& tx, const Draw& draw) {
    return tx.run(
        "update booking_window set draw_id = :draw where office_id = :office and service = :service and date = :date"
        " and suspended = 0 and draw_id = 0 and holder_id = 0",
        {{"draw", draw.id}, {"office", draw.office}, {"service", draw.service}, {"date", draw.date}});
}

int give_back_to_sale(sql::Transaction& tx, DrawId id) {
    return tx.run("update booking_window set draw_id = 0 where draw_id = :draw and draw_id <> 0", {{"draw", id}});
}

std::vector<WindowId> windows_of(sql::Transaction& tx, DrawId id) {
    std::vector<WindowId> ids;
    for (const auto& row :
         tx.all("select id from booking_window where draw_id = :draw and draw_id <> 0 order by opens, id", {{"draw", id}}))
        ids.push_back(row.id<WindowId>(0));
    return ids;
}

bool add(sql::Transaction& tx, OfficeId office, const DrawEntry& entry) {
    return tx
        .try_run(
            "insert into booking_draw_entry (id, office_id, draw_id, application_id, person_key, code, part_of_day, entered_at,"
            " rank, window_id, ticket_id) values (:id, :office, :draw, :application, :person_key, :code, :part, :entered_at,"
            " null, 0, 0)",
            {{"id", entry.id},
             {"office", office},
             {"draw", entry.draw},
             {"application", entry.application},
             {"person_key", entry.person_key},
             {"code", entry.code},
             {"part", code(entry.part_of_day)},
             {"entered_at", entry.entered_at}})
        .has_value();
}

std::optional<DrawEntry> entry_of(sql::Transaction& tx, DrawId draw, registration::ApplicationId application) {
    static const auto query = select_entry("where draw_id = :draw and application_id = :application limit 1");
    const auto row = tx.one(query, {{"draw", draw}, {"application", application}});
    if (!row) return {};
    return entry_row(*row);
}

std::vector<DrawEntry> entries(sql::Transaction& tx, DrawId draw) {
    static const auto query = select_entry("where draw_id = :draw order by code");
    return each_entry(tx.all(query, {{"draw", draw}}));
}

std::vector<DrawEntry> entries_of(sql::Transaction& tx, registration::ApplicationId application) {
    static const auto query = select_entry("where application_id = :application order by id desc");
    return each_entry(tx.all(query, {{"application", application}}));
}

int count_entries(sql::Transaction& tx, DrawId draw) {
    const auto row = tx.one("select count(*) from booking_draw_entry where draw_id = :draw", {{"draw", draw}});
    return row ? row->number(0) : 0;
}

bool remove(sql::Transaction& tx, DrawEntryId id) {
    return tx.run("delete from booking_draw_entry where id = :id and rank is null", {{"id", id}}) == 1;
}

void set_rank(sql::Transaction& tx, DrawEntryId id, int rank, WindowId window, TicketId ticket) {
    tx.run("update booking_draw_entry set rank = :rank, window_id = :window, ticket_id = :ticket where id = :id",
           {{"id", id}, {"rank", rank}, {"window", window}, {"ticket", ticket}});
}

}  // namespace booking::store
