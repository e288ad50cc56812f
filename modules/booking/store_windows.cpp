#include "base/text.hpp"
#include "modules/booking/rules.hpp"
#include "modules/booking/store.hpp"

namespace booking::store {

namespace {

constexpr std::string_view window_columns =
    "id, office_id, rule_id, service, name, place, date, opens, closes, quota, taken, online_quota, online_taken, reserve,"
    " reserve_taken, last_number, suspended, suspended_reason, draw_id";

Window window_of(const sql::Row& row) {
    return {.id = row.id<WindowId>(0),
            .office = row.id<OfficeId>(1),
            .rule = row.id<office::WindowRuleId>(2),
            .service = row.text(3),
            .name = row.text(4),
            .place = row.text(5),
            .date = row.date(6),
            .opens = row.time(7),
            .closes = row.time(8),
            .quota = row.number(9),
            .taken = row.number(10),
            .online_quota = row.number(11),
            .online_taken = row.number(12),
            .reserve = row.number(13),
            .reserve_taken = row.number(14),
            .last_number = row.number(15),
            .suspended = row.flag(16),
            .suspended_reason = row.text(17),
            .by_draw = row.integer(18) != 0};
}

std::vector<Window> windows_of(const std::vector<sql::Row>& rows) {
    std::vector<Window> windows;
    windows.reserve(rows.size());
    for (const auto& row : rows) windows.push_back(window_of(row));
    return windows;
}

std::string select(std::string_view tail) {
    std::string query = "select ";
    query += window_columns;
    query += " from booking_window ";
    query += tail;
    return query;
}

}  // namespace

std::optional<Window> find_window(sql::Transaction& tx, WindowId id) {
    static const auto query = select("where id = :id");
    const auto row = tx.one(query, {{"id", id}});
    if (!row) return {};
    return window_of(*row);
}

std::vector<Window> windows(sql::Transaction& tx, OfficeId office, std::string_view service, Date from, Date to) {
    static const auto query = select(
        "where office_id = :office and service = :service and date between :from_day and :to_day and holder_id = 0"
        " order by date, opens, id");
    return windows_of(tx.all(query, {{"office", office}, {"service", service}, {"from_day", from}, {"to_day", to}}));
}

std::vector<Window> listed(sql::Transaction& tx, OfficeId office, std::string_view service, Date from, Date to) {
    std::vector<Window> windows;
    for (const auto& row : tx.all("select id, name, place, date, opens, closes, quota, taken, online_quota, online_taken, suspended,"
                                  " suspended_reason, draw_id from booking_window where office_id = :office and service = :service"
                                  " and date between :from_day and :to_day and holder_id = 0 order by date, opens, id",
                                  {{"office", office}, {"service", service}, {"from_day", from}, {"to_day", to}})) {
        windows.push_back({.id = row.id<WindowId>(0),
                           .office = office,
                           .name = row.text(1),
                           .place = row.text(2),
                           .date = row.date(3),
                           .opens = row.time(4),
                           .closes = row.time(5),
                           .quota = row.number(6),
                           .taken = row.number(7),
                           .online_quota = row.number(8),
                           .online_taken = row.number(9),
                           .suspended = row.flag(10),
                           .suspended_reason = row.text(11),
                           .by_draw = row.integer(12) != 0});
    }
    return windows;
}

std::vector<Window> windows_of_day(sql::Transaction& tx, OfficeId office, Date date) {
    static const auto query = select("where office_id = :office and date = :date order by opens, service, id");
    return windows_of(tx.all(query, {{"office", office}, {"date", date}}));
}

std::vector<Window> windows_of_rules(sql::Transaction& tx, OfficeId office, Date from) {
    static const auto query = select("where office_id = :office and date >= :from_day order by date, opens, id");
    return windows_of(tx.all(query, {{"office", office}, {"from_day", from}}));
}

bool add(sql::Transaction& tx, const Window& window) {
    return tx.run(
               "insert into booking_window (id, office_id, rule_id, service, name, place, date, opens, closes, quota, taken,"
               " online_quota, online_taken, reserve, reserve_taken, last_number, suspended, suspended_reason, quota_set_by_hand)"
               " values (:id, :office, :rule, :service, :name, :place, :date, :opens, :closes, :quota, 0, :online_quota, 0,"
               " :reserve, 0, 0, 0, '', 0) on conflict (rule_id, service, date) do nothing",
               {{"id", window.id},
                {"office", window.office},
                {"rule", window.rule},
                {"service", window.service},
                {"name", window.name},
                {"place", window.place},
                {"date", window.date},
                {"opens", window.opens},
                {"closes", window.closes},
                {"quota", window.quota},
                {"online_quota", window.online_quota},
                {"reserve", window.reserve}}) == 1;
}

void follow_rule(sql::Transaction& tx, const Window& window) {
    tx.run("update booking_window set name = :name, place = :place, opens = :opens, closes = :closes where id = :id",
           {{"id", window.id}, {"name", window.name}, {"place", window.place}, {"opens", window.opens}, {"closes", window.closes}});
    tx.run(
        "update booking_window set quota = case when taken > :quota then taken else :quota end,"
        " online_quota = case when online_taken > :online_quota then online_taken else :online_quota end"
        " where id = :id and quota_set_by_hand = 0",
        {{"id", window.id}, {"quota", window.quota}, {"online_quota", window.online_quota}});
}

void set_quota(sql::Transaction& tx, WindowId id, int quota, int online_quota) {
    tx.run("update booking_window set quota = :quota, online_quota = :online_quota, quota_set_by_hand = 1 where id = :id",
           {{"id", id}, {"quota", quota}, {"online_quota", online_quota}});
}

void suspend(sql::Transaction& tx, WindowId id, bool suspended, std::string_view reason) {
    tx.run("update booking_window set suspended = :suspended, suspended_reason = :reason where id = :id",
           {{"id", id}, {"suspended", suspended}, {"reason", reason}});
}

std::optional<int> claim_place(sql::Transaction& tx, WindowId id, TicketChannel channel) {
    std::string_view query;
    switch (channel) {
        case TicketChannel::online:
            query =
                "update booking_window set taken = taken + 1, online_taken = online_taken + 1, last_number = last_number + 1"
                " where id = :id and suspended = 0 and draw_id = 0 and taken < quota and online_taken < online_quota";
            break;
        case TicketChannel::counter:
        case TicketChannel::school:
            query =
                "update booking_window set taken = taken + 1, last_number = last_number + 1"
                " where id = :id and suspended = 0 and taken < quota";
            break;
        case TicketChannel::reserve:
            query =
                "update booking_window set reserve_taken = reserve_taken + 1, last_number = last_number + 1"
                " where id = :id and suspended = 0 and reserve_taken < reserve";
            break;
        case TicketChannel::late_entry: return {};  // paper tickets bring their own number
    }
    // The row is ours until the commit, so the number can be read after it. SQLite is quicker so (RETURNING fills a table
    // of its own there), PostgreSQL with one question less.
    if (tx.engine() == sql::Engine::sqlite) {
        if (tx.run(query, {{"id", id}}) == 0) return {};
        return tx.one("select last_number from booking_window where id = :id", {{"id", id}})->number(0);
    }
    const auto row = tx.one(std::string(query) + " returning last_number", {{"id", id}});
    if (!row) return {};
    return row->number(0);
}

std::optional<int> claim_moved_place(sql::Transaction& tx, WindowId id, TicketChannel channel) {
    const bool online = channel == TicketChannel::online;
    const auto row = tx.one(
        "update booking_window set taken = taken + 1, online_taken = online_taken + :online, last_number = last_number + 1"
        " where id = :id and suspended = 0 and taken < quota returning last_number",
        {{"id", id}, {"online", online}});
    if (!row) return {};
    return row->number(0);
}

void release_place(sql::Transaction& tx, WindowId id, TicketChannel channel) {
    switch (channel) {
        case TicketChannel::online:
            tx.run("update booking_window set taken = taken - 1, online_taken = online_taken - 1 where id = :id", {{"id", id}});
            break;
        case TicketChannel::counter:
        case TicketChannel::school: tx.run("update booking_window set taken = taken - 1 where id = :id", {{"id", id}}); break;
        case TicketChannel::reserve:
            tx.run("update booking_window set reserve_taken = reserve_taken - 1 where id = :id", {{"id", id}});
            break;
        case TicketChannel::late_entry: break;
    }
}

int keep_numbers(sql::Transaction& tx, WindowId id, int count) {
    const auto row = tx.one("update booking_window set last_number = last_number + :count where id = :id returning last_number",
                            {{"id", id}, {"count", count}});
    return row ? row->number(0) : 0;
}

void add_paper_range(sql::Transaction& tx, std::int64_t id, const Window& window, int first, int last, Instant now) {
    tx.run(
        "insert into booking_paper_range (id, office_id, window_id, first_number, last_number, made_at)"
        " values (:id, :office, :window, :first_number, :last_number, :now)",
        {{"id", id}, {"office", window.office}, {"window", window.id}, {"first_number", first}, {"last_number", last}, {"now", now}});
}

std::vector<PaperRange> paper_ranges(sql::Transaction& tx, OfficeId office, WindowId window) {
    std::vector<PaperRange> ranges;
    for (const auto& row : tx.all("select window_id, first_number, last_number from booking_paper_range"
                                  " where office_id = :office and window_id = :window order by first_number",
                                  {{"office", office}, {"window", window}})) {
        ranges.push_back({row.id<WindowId>(0), row.number(1), row.number(2)});
    }
    return ranges;
}

std::optional<QuotaRequest> quota_request(sql::Transaction& tx, WindowId window) {
    const auto row = tx.one("select quota, reason, asked_by from booking_quota_request where window_id = :window", {{"window", window}});
    if (!row) return {};
    return QuotaRequest{row->number(0), row->text(1), row->id<AccountId>(2)};
}

void put_quota_request(sql::Transaction& tx, WindowId window, const QuotaRequest& request, Instant now) {
    tx.run(
        "insert into booking_quota_request (window_id, quota, reason, asked_by, asked_at)"
        " values (:window, :quota, :reason, :asked_by, :now)"
        " on conflict (window_id) do update set quota = excluded.quota, reason = excluded.reason,"
        " asked_by = excluded.asked_by, asked_at = excluded.asked_at",
        {{"window", window}, {"quota", request.quota}, {"reason", request.reason}, {"asked_by", request.asked_by}, {"now", now}});
}

void drop_quota_request(sql::Transaction& tx, WindowId window) {
    tx.run("delete from booking_quota_request where window_id = :window", {{"window", window}});
}

}  // namespace booking::store
