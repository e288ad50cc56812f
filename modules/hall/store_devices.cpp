#include "modules/hall/store_devices.hpp"

#include <algorithm>

namespace hall::store {
namespace {

std::string_view code(BoardWord word) {
    switch (word) {
        case BoardWord::called: return "called";
        case BoardWord::again: return "again";
        case BoardWord::undone: return "undone";
        case BoardWord::notice: return "notice";
        case BoardWord::come_in: return "come_in";
        case BoardWord::full: return "full";
        case BoardWord::free: return "free";
    }
    return "";
}
BoardWord word_of(std::string_view code) {
    if (code == "again") return BoardWord::again;
    if (code == "undone") return BoardWord::undone;
    if (code == "notice") return BoardWord::notice;
    if (code == "come_in") return BoardWord::come_in;
    if (code == "full") return BoardWord::full;
    if (code == "free") return BoardWord::free;
    return BoardWord::called;
}

BoardCall call_of(const sql::Row& row) {
    return {.office = row.id<OfficeId>(0),
            .number = row.integer(1),
            .date = row.date(2),
            .at = row.instant(3),
            .word = word_of(row.text(4)),
            .ticket = row.id<booking::TicketId>(5),
            .label = row.text(6),
            .counter = row.text(7)};
}
std::vector<BoardCall> calls_of(const std::vector<sql::Row>& rows) {
    std::vector<BoardCall> calls;
    for (const auto& row : rows) calls.push_back(call_of(row));
    return calls;
}

Device device_of(const sql::Row& row) {
    Device device{.id = row.id<DeviceId>(0),
                  .office = row.id<OfficeId>(1),
                  .name = row.text(2),
                  .printer = row.text(3),
                  .paper_mm = row.number(4),
                  .paired_at = row.instant_or_none(6),
                  .seen_at = row.instant_or_none(7)};
    if (row.integer(5) > 0) device.pairing_until = row.instant(5);
    return device;
}

constexpr std::string_view device_columns =
    "select id, office_id, name, printer, paper_mm, pairing_until, paired_at, seen_at from hall_device";

void begin_board(sql::Transaction& tx, OfficeId office) {
    tx.run(
        "insert into hall_board (office_id, last_number, notice, notice_until) values (:office, 0, '', null)"
        " on conflict (office_id) do nothing",
        {{"office", office}});
}

}  // namespace

std::int64_t add(sql::Transaction& tx, const BoardCall& call) {
    begin_board(tx, call.office);
    const auto number = tx.one("update hall_board set last_number = last_number + 1 where office_id = :office returning last_number",
                               {{"office", call.office}})
                            ->integer(0);
    tx.run(
        "insert into hall_board_call (office_id, number, date, at, word, ticket_id, label, counter)"
        " values (:office, :number, :date, :at, :word, :ticket, :label, :counter)",
        {{"office", call.office},
         {"number", number},
         {"date", call.date},
         {"at", call.at},
         {"word", code(call.word)},
         {"ticket", call.ticket},
         {"label", call.label},
         {"counter", call.counter}});
    return number;
}

std::vector<BoardCall> calls_after(sql::Transaction& tx, OfficeId office, std::int64_t after, int limit) {
    auto calls =
        calls_of(tx.all("select office_id, number, date, at, word, ticket_id, label, counter from hall_board_call"
                        " where office_id = :office and number > :after order by number desc limit :limit",
                        {{"office", office}, {"after", after}, {"limit", limit}}));
    std::reverse(calls.begin(), calls.end());
    return calls;
}

std::vector<BoardCall> calls_of_day(sql::Transaction& tx, OfficeId office, Date date, int limit) {
    return calls_of(
        tx.all("select office_id, number, date, at, word, ticket_id, label, counter from hall_board_call"
               " where office_id = :office and date = :date order by number desc limit :limit",
               {{"office", office}, {"date", date}, {"limit", limit}}));
}

int forget_calls(sql::Transaction& tx, Date before) {
    return tx.run("delete from hall_board_call where date < :before", {{"before", before}});
}

Board board(sql::Transaction& tx, OfficeId office) {
    Board board;
    const auto row =
        tx.one("select last_number, notice, notice_until, full_on from hall_board where office_id = :office", {{"office", office}});
    if (!row) return board;
    board.last_number = row->integer(0);
    board.notice = row->text(1);
    board.notice_until = row->date_or_none(2);
    board.full_on = row->date_or_none(3);
    return board;
}

void put_notice(sql::Transaction& tx, OfficeId office, std::string_view notice, std::optional<Date> until) {
    begin_board(tx, office);
    tx.run("update hall_board set notice = :notice, notice_until = :until where office_id = :office",
           {{"notice", notice}, {"until", until}, {"office", office}});
}

bool put_full(sql::Transaction& tx, OfficeId office, Date date, bool is_full) {
    begin_board(tx, office);
    if (is_full)
        return tx.run("update hall_board set full_on = :date where office_id = :office and (full_on is null or full_on <> :date)",
                      {{"date", date}, {"office", office}}) == 1;
    return tx.run("update hall_board set full_on = null where office_id = :office and full_on = :date",
                  {{"office", office}, {"date", date}}) == 1;
}

bool add(sql::Transaction& tx, const Device& device, Instant now) {
    return tx
        .try_run(
            "insert into hall_device (id, office_id, name, printer, paper_mm, key_index, pairing_index, pairing_until, made_at,"
            " removed) values (:id, :office, :name, :printer, :paper, '', '', 0, :now, 0)",
            {{"id", device.id},
             {"office", device.office},
             {"name", device.name},
             {"printer", device.printer},
             {"paper", device.paper_mm},
             {"now", now}})
        .has_value();
}

bool put(sql::Transaction& tx, const Device& device) {
    return tx
        .try_run("update hall_device set name = :name, printer = :printer, paper_mm = :paper where id = :id",
                 {{"name", device.name}, {"printer", device.printer}, {"paper", device.paper_mm}, {"id", device.id}})
        .has_value();
}

bool remove(sql::Transaction& tx, DeviceId id) {
    return tx.run(
               "update hall_device set removed = 1, key_index = '', pairing_index = '', pairing_until = 0 where id = :id and removed = 0",
               {{"id", id}}) == 1;
}

std::optional<Device> find_device(sql::Transaction& tx, DeviceId id) {
    const auto row = tx.one(std::string(device_columns) + " where id = :id and removed = 0", {{"id", id}});
    if (!row) return {};
    return device_of(*row);
}

std::optional<Device> find_device_by_key(sql::Transaction& tx, std::string_view key_index) {
    const auto row =
        tx.one(std::string(device_columns) + " where key_index = :key and key_index <> '' and removed = 0", {{"key", key_index}});
    if (!row) return {};
    return device_of(*row);
}

std::vector<Device> devices(sql::Transaction& tx, OfficeId office) {
    std::vector<Device> list;
    for (const auto& row :
         tx.all(std::string(device_columns) + " where office_id = :office and removed = 0 order by name", {{"office", office}}))
        list.push_back(device_of(row));
    return list;
}

void put_pairing(sql::Transaction& tx, DeviceId id, std::string_view pairing_index, Instant until) {
    tx.run("update hall_device set pairing_index = :pairing, pairing_until = :until where id = :id and removed = 0",
           {{"pairing", pairing_index}, {"until", until}, {"id", id}});
}

std::optional<DeviceId> pair(sql::Transaction& tx, OfficeId office, std::string_view pairing_index, std::string_view key_index,
                             Instant now) {
    const auto row = tx.one(
        "update hall_device set key_index = :key, paired_at = :now, pairing_index = '', pairing_until = 0"
        " where office_id = :office and pairing_index = :pairing and pairing_index <> '' and pairing_until >= :now"
        " and removed = 0 returning id",
        {{"key", key_index}, {"now", now}, {"office", office}, {"pairing", pairing_index}});
    if (!row) return {};
    return row->id<DeviceId>(0);
}

void saw(sql::Transaction& tx, DeviceId id, Instant now) {
    tx.run("update hall_device set seen_at = :now where id = :id", {{"now", now}, {"id", id}});
}

std::optional<booking::TicketId> number_of_press(sql::Transaction& tx, DeviceId device, std::string_view press) {
    const auto row = tx.one("select ticket_id from hall_device_number where press = :press and device_id = :device",
                            {{"press", press}, {"device", device}});
    if (!row) return {};
    return row->id<booking::TicketId>(0);
}

int numbers_since(sql::Transaction& tx, DeviceId device, Instant since) {
    return tx
        .one("select count(*) from hall_device_number where device_id = :device and at > :since", {{"device", device}, {"since", since}})
        ->number(0);
}

bool add_number(sql::Transaction& tx, const Device& device, std::string_view press, booking::TicketId ticket, Instant now) {
    return tx
        .try_run(
            "insert into hall_device_number (press, device_id, office_id, ticket_id, at) values (:press, :device, :office, :ticket, :now)",
            {{"press", press}, {"device", device.id}, {"office", device.office}, {"ticket", ticket}, {"now", now}})
        .has_value();
}

int forget_numbers(sql::Transaction& tx, Instant before) {
    return tx.run("delete from hall_device_number where at < :before", {{"before", before}});
}

}  // namespace hall::store
