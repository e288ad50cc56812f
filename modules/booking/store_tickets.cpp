#include "modules/booking/rules.hpp"
#include "modules/booking/store.hpp"

namespace booking::store {

namespace {

constexpr std::string_view ticket_columns =
    "id, office_id, window_id, service, date, number, letter, code, application_id, person_key, holder_name, about, state,"
    " channel, taken_at, checked_in_at, called_at, closed_at, counter, outcome, other_day, sequence";

Row row_of(const sql::Row& row) {
    const auto letter = row.text(6);
    return {.ticket = {.id = row.id<TicketId>(0),
                       .office = row.id<OfficeId>(1),
                       .window = row.id<WindowId>(2),
                       .service = row.text(3),
                       .number = row.number(5),
                       .letter = letter.empty() ? 'A' : letter.front(),
                       .code = row.text(7),
                       .application = row.id<registration::ApplicationId>(8),
                       .holder_name = row.text(10),
                       .state = parse_ticket_state(row.text(12)).value_or(TicketState::cancelled),
                       .channel = parse_channel(row.text(13)).value_or(TicketChannel::counter),
                       .taken_at = row.instant(14),
                       .checked_in_at = row.instant_or_none(15),
                       .called_at = row.instant_or_none(16),
                       .closed_at = row.instant_or_none(17),
                       .outcome = row.text(19),
                       .other_day = row.flag(20)},
            .date = row.date(4),
            .person_key = row.text(9),
            .about = row.text(11),
            .counter = row.text(18),
            .sequence = row.number(21)};
}

std::string select(std::string_view tail) {
    std::string query = "select ";
    query += ticket_columns;
    query += " from booking_ticket ";
    query += tail;
    return query;
}

std::optional<Row> first(const std::optional<sql::Row>& row) {
    if (!row) return {};
    return row_of(*row);
}

std::vector<Row> each(const std::vector<sql::Row>& rows) {
    std::vector<Row> made;
    made.reserve(rows.size());
    for (const auto& row : rows) made.push_back(row_of(row));
    return made;
}

bool insert(sql::Transaction& tx, const Row& row, std::string_view phone) {
    const auto& ticket = row.ticket;
    return tx
        .try_run(
            "insert into booking_ticket (id, office_id, window_id, service, date, number, letter, code, application_id,"
            " person_key, holder_name, phone_sealed, about, state, channel, taken_at, checked_in_at, called_at, closed_at,"
            " counter, outcome, other_day, sequence)"
            " values (:id, :office, :window, :service, :date, :number, :letter, :code, :application, :person_key, :holder,"
            " :phone, :about, :state, :channel, :taken_at, :checked_in_at, :called_at, :closed_at, :counter, :outcome, 0, 0)",
            {{"id", ticket.id},
             {"office", ticket.office},
             {"window", ticket.window},
             {"service", ticket.service},
             {"date", row.date},
             {"number", ticket.number},
             {"letter", std::string(1, ticket.letter)},
             {"code", ticket.code},
             {"application", ticket.application},
             {"person_key", row.person_key},
             {"holder", ticket.holder_name},
             {"phone", phone},
             {"about", row.about},
             {"state", code(ticket.state)},
             {"channel", code(ticket.channel)},
             {"taken_at", ticket.taken_at},
             {"checked_in_at", ticket.checked_in_at},
             {"called_at", ticket.called_at},
             {"closed_at", ticket.closed_at},
             {"counter", row.counter},
             {"outcome", ticket.outcome}})
        .has_value();
}

}  // namespace

bool add(sql::Transaction& tx, const Row& row, std::string_view phone) { return insert(tx, row, phone); }
bool add_late(sql::Transaction& tx, const Row& row) { return insert(tx, row, ""); }

std::optional<Row> find(sql::Transaction& tx, TicketId id) {
    static const auto query = select("where id = :id");
    return first(tx.one(query, {{"id", id}}));
}

std::optional<Row> find_by_code(sql::Transaction& tx, std::string_view code) {
    static const auto query = select("where code = :code order by taken_at desc, id desc limit 1");
    return first(tx.one(query, {{"code", code}}));
}

std::optional<Row> open_of_application(sql::Transaction& tx, registration::ApplicationId application) {
    static const auto query =
        select("where application_id = :application and (state = 'booked' or state = 'checked_in' or state = 'called') limit 1");
    return first(tx.one(query, {{"application", application}}));
}

std::optional<Row> last_of_application(sql::Transaction& tx, registration::ApplicationId application) {
    static const auto query = select("where application_id = :application order by taken_at desc, id desc limit 1");
    return first(tx.one(query, {{"application", application}}));
}

std::optional<Row> open_of_person(sql::Transaction& tx, OfficeId office, std::string_view service, std::string_view person_key) {
    static const auto query = select(
        "where office_id = :office and service = :service and person_key = :person_key and person_key <> ''"
        " and (state = 'booked' or state = 'checked_in' or state = 'called') limit 1");
    return first(tx.one(query, {{"office", office}, {"service", service}, {"person_key", person_key}}));
}

std::vector<Row> of_day(sql::Transaction& tx, OfficeId office, Date date) {
    static const auto query = select("where office_id = :office and date = :date order by service, window_id, number");
    return each(tx.all(query, {{"office", office}, {"date", date}}));
}

std::vector<Row> open_of_window(sql::Transaction& tx, WindowId window) {
    static const auto query =
        select("where window_id = :window and (state = 'booked' or state = 'checked_in' or state = 'called') order by number");
    return each(tx.all(query, {{"window", window}}));
}

std::optional<std::string> phone_sealed(sql::Transaction& tx, TicketId id) {
    const auto row = tx.one("select phone_sealed from booking_ticket where id = :id", {{"id", id}});
    if (!row || row->text(0).empty()) return {};
    return row->text(0);
}

bool change(sql::Transaction& tx, TicketId id, TicketState from, const Change& change) {
    return tx.run(
               "update booking_ticket set state = :to_state, checked_in_at = coalesce(:checked_in_at, checked_in_at),"
               " called_at = coalesce(:called_at, called_at), closed_at = coalesce(:closed_at, closed_at),"
               " counter = coalesce(:counter, counter), outcome = coalesce(:outcome, outcome),"
               " other_day = case when :other_day = 1 then 1 else other_day end, sequence = sequence + 1"
               " where id = :id and state = :from_state",
               {{"id", id},
                {"from_state", code(from)},
                {"to_state", code(change.to)},
                {"checked_in_at", change.checked_in_at},
                {"called_at", change.called_at},
                {"closed_at", change.closed_at},
                {"counter", change.counter},
                {"outcome", change.outcome},
                {"other_day", change.other_day}}) == 1;
}

std::optional<Row> cancel(sql::Transaction& tx, TicketId id, TicketState from, Instant now, std::string_view outcome) {
    Change end{.to = TicketState::cancelled, .closed_at = now};
    if (!outcome.empty()) end.outcome = outcome;
    if (!change(tx, id, from, end)) return {};
    return find(tx, id);
}

bool give_name(sql::Transaction& tx, TicketId id, const Row& of) {
    return tx.run(
               "update booking_ticket set application_id = :application, person_key = :person_key, holder_name = :holder, about = :about,"
               " sequence = sequence + 1 where id = :id and application_id = 0 and person_key = ''",
               {{"id", id},
                {"application", of.ticket.application},
                {"person_key", of.person_key},
                {"holder", of.ticket.holder_name},
                {"about", of.about}}) == 1;
}

bool move(sql::Transaction& tx, const Row& row, const Window& to, int number, std::string_view reason, std::int64_t move_id, Instant now) {
    const bool is_there =
        tx.run(
            "update booking_ticket set window_id = :window, date = :date, number = :number, sequence = sequence + 1"
            " where id = :id and window_id = :from_window and state = 'booked'",
            {{"id", row.ticket.id}, {"from_window", row.ticket.window}, {"window", to.id}, {"date", to.date}, {"number", number}}) == 1;
    if (!is_there) return false;
    tx.run(
        "insert into booking_move (id, office_id, ticket_id, from_window_id, from_number, to_window_id, to_number, reason, moved_at)"
        " values (:id, :office, :ticket, :from_window, :from_number, :to_window, :to_number, :reason, :now)",
        {{"id", move_id},
         {"office", row.ticket.office},
         {"ticket", row.ticket.id},
         {"from_window", row.ticket.window},
         {"from_number", row.ticket.number},
         {"to_window", to.id},
         {"to_number", number},
         {"reason", reason},
         {"now", now}});
    return true;
}

std::optional<Moved> last_move(sql::Transaction& tx, TicketId id) {
    const auto row = tx.one(
        "select m.from_number, w.date, m.reason from booking_move m"
        " join booking_window w on w.id = m.from_window_id"
        " where m.ticket_id = :ticket order by m.moved_at desc, m.id desc limit 1",
        {{"ticket", id}});
    if (!row) return {};
    return Moved{row->number(0), row->date(1), row->text(2)};
}

std::vector<Row> arrived_on_other_day(sql::Transaction& tx, OfficeId office, Instant from, Instant before) {
    static const auto query = select(
        "where office_id = :office and other_day = 1 and checked_in_at >= :from_time and checked_in_at < :before_time"
        " order by checked_in_at, id");
    return each(tx.all(query, {{"office", office}, {"from_time", from}, {"before_time", before}}));
}

std::vector<std::string> faults(sql::Transaction& tx) {
    std::vector<std::string> found;
    for (const auto& row : tx.all(
             // A place that is held for somebody who waits, or was moved, counts as taken until it is theirs or free again.
             "select w.id, w.taken, w.online_taken, w.reserve_taken,"
             " coalesce(sum(case when t.channel in ('online', 'counter', 'school') then 1 else 0 end), 0)"
             " + (select count(*) from booking_returned_place p where p.window_id = w.id and p.state in ('held', 'offered'))"
             " + (select count(*) from booking_return_offer o where o.window_id = w.id and o.state = 'open')"
             " + coalesce((select sum(b.places - b.named) from booking_block b where b.window_id = w.id), 0),"
             " coalesce(sum(case when t.channel = 'online' then 1 else 0 end), 0)"
             " + (select count(*) from booking_returned_place p where p.window_id = w.id and p.state in ('held', 'offered')"
             " and p.channel = 'online')"
             " + (select count(*) from booking_return_offer o where o.window_id = w.id and o.state = 'open' and o.channel = 'online'),"
             " coalesce(sum(case when t.channel = 'reserve' then 1 else 0 end), 0), coalesce(max(t.number), 0), w.last_number"
             " from booking_window w left join booking_ticket t on t.window_id = w.id and t.state <> 'cancelled'"
             " group by w.id, w.taken, w.online_taken, w.reserve_taken, w.last_number")) {
        if (row.number(1) != row.number(4) || row.number(2) != row.number(5) || row.number(3) != row.number(6)) {
            found.push_back("booking_window:" + row.text(0) + " counts " + row.text(1) + "/" + row.text(2) + "/" + row.text(3) +
                            " places, its tickets are " + row.text(4) + "/" + row.text(5) + "/" + row.text(6));
        }
        if (row.number(7) > row.number(8)) found.push_back("booking_window:" + row.text(0) + " has a ticket beyond its last number");
    }
    for (const auto& row :
         tx.all("select window_id, number, count(*) from booking_ticket group by window_id, number having count(*) > 1")) {
        found.push_back("booking_window:" + row.text(0) + " gave number " + row.text(1) + " " + row.text(2) + " times");
    }
    for (const auto& row : tx.all("select office_id, service, count(*) from booking_ticket where person_key <> ''"
                                  " and (state = 'booked' or state = 'checked_in' or state = 'called') group by office_id, service, "
                                  "person_key having count(*) > 1")) {
        found.push_back("a person holds " + row.text(2) + " open tickets for " + row.text(1) + " in office " + row.text(0));
    }
    return found;
}

}  // namespace booking::store
