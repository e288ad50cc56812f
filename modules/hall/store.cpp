#include "modules/hall/store.hpp"

#include "base/text.hpp"
#include "platform/sql/select.hpp"

namespace hall::store {

namespace {

constexpr std::string_view counter_columns =
    "id, office_id, number, label, services, step_free, sign_language, officer_id, officer_name, since";

std::vector<std::string> listed(std::string_view codes) {
    if (codes.empty()) return {};
    return text::split(codes, ',');
}

Counter counter_of(const sql::Row& row) {
    return {.id = row.id<CounterId>(0),
            .office = row.id<OfficeId>(1),
            .number = row.text(2),
            .label = row.text(3),
            .services = listed(row.text(4)),
            .step_free = row.flag(5),
            .sign_language = row.flag(6),
            .officer = row.id<AccountId>(7),
            .officer_name = row.text(8),
            .since = row.instant_or_none(9)};
}

std::string select_counter(std::string_view tail) { return sql::select(counter_columns, "hall_counter", tail); }

std::vector<Counter> each_counter(const std::vector<sql::Row>& rows) {
    std::vector<Counter> made;
    for (const auto& row : rows) made.push_back(counter_of(row));
    return made;
}

constexpr std::string_view place_columns =
    "ticket_id, office_id, date, service, label, line, lane, needs, turn, arrival, arrived_at, state, counter_id, counter_number,"
    " called_at, announced_at, announcements, called_by, overtaken, jumped, gone_at,"
    " overtaken_max, ahead, inside";

Place place_of(const sql::Row& row) {
    Place place{.ticket = row.id<booking::TicketId>(0),
                .office = row.id<OfficeId>(1),
                .date = row.date(2),
                .service = row.text(3),
                .label = row.text(4),
                .line = parse_line(row.text(5)).value_or(Line::walk_in),
                .lane = parse_lane(row.text(6)).value_or(Lane::none),
                .turn = row.integer(8),
                .ahead = row.number(22),
                .arrival = row.integer(9),
                .arrived_at = row.instant(10),
                .state = parse_place_state(row.text(11)).value_or(PlaceState::gone),
                .counter = row.id<CounterId>(12),
                .counter_number = row.text(13),
                .called_at = row.instant_or_none(14),
                .announced_at = row.instant_or_none(15),
                .announcements = row.number(16),
                .overtaken = row.number(18),
                .overtaken_max = row.number(21),
                .jumped = row.number(19),
                .gone_at = row.instant_or_none(20),
                .called_by = row.id<AccountId>(17),
                .is_inside = row.flag(23)};
    for (const auto& need : listed(row.text(7))) {
        if (const auto known = parse_need(need)) place.needs.push_back(*known);
    }
    return place;
}

std::string select_place(std::string_view tail) { return sql::select(place_columns, "hall_place", tail); }

std::vector<Place> each_place(const std::vector<sql::Row>& rows) {
    std::vector<Place> made;
    made.reserve(rows.size());
    for (const auto& row : rows) made.push_back(place_of(row));
    return made;
}

std::string codes_of(const std::vector<Need>& needs) {
    std::vector<std::string> codes;
    for (const auto need : needs) codes.emplace_back(code(need));
    return text::join(codes, ",");
}

constexpr std::string_view event_columns =
    "id, office_id, date, at, act, ticket_id, label, service, counter_id, account_id, account_name, reason, passed";

std::vector<HallEvent> each_event(const std::vector<sql::Row>& rows) {
    std::vector<HallEvent> made;
    for (const auto& row : rows) {
        made.push_back({.id = row.id<EventId>(0),
                        .office = row.id<OfficeId>(1),
                        .date = row.date(2),
                        .act = parse_act(row.text(4)).value_or(Act::arrived),
                        .ticket = row.id<booking::TicketId>(5),
                        .label = row.text(6),
                        .service = row.text(7),
                        .counter = row.id<CounterId>(8),
                        .account = row.id<AccountId>(9),
                        .account_name = row.text(10),
                        .reason = row.text(11),
                        .passed = row.number(12),
                        .at = row.instant(3)});
    }
    return made;
}

std::string select_event(std::string_view tail) { return sql::select(event_columns, "hall_event", tail); }

}  // namespace

std::vector<Counter> counters(sql::Transaction& tx, OfficeId office) {
    static const auto query = select_counter("where office_id = :office and retired = 0 order by length(number), number");
    return each_counter(tx.all(query, {{"office", office}}));
}

std::optional<Counter> find_counter(sql::Transaction& tx, CounterId id) {
    static const auto query = select_counter("where id = :id and retired = 0");
    const auto row = tx.one(query, {{"id", id}});
    if (!row) return {};
    return counter_of(*row);
}

std::optional<Counter> find_counter(sql::Transaction& tx, OfficeId office, std::string_view number) {
    static const auto query = select_counter("where office_id = :office and number = :number and retired = 0");
    const auto row = tx.one(query, {{"office", office}, {"number", number}});
    if (!row) return {};
    return counter_of(*row);
}

std::vector<Counter> counters_of(sql::Transaction& tx, OfficeId office, AccountId officer) {
    static const auto query =
        select_counter("where office_id = :office and officer_id = :officer and officer_id <> 0 and retired = 0 order by since desc, id");
    return each_counter(tx.all(query, {{"office", office}, {"officer", officer}}));
}

bool has_counters_by_hand(sql::Transaction& tx, OfficeId office) {
    return tx.one("select 1 from hall_counter where office_id = :office and made_by_hand = 1 and retired = 0 limit 1", {{"office", office}})
        .has_value();
}

bool add(sql::Transaction& tx, const Counter& counter, MadeBy made_by) {
    return tx
        .try_run(
            "insert into hall_counter (id, office_id, number, label, services, step_free, sign_language, made_by_hand, retired,"
            " officer_id, officer_name, since) values (:id, :office, :number, :label, :services, :step_free, :sign_language,"
            " :by_hand, 0, 0, '', null)",
            {{"id", counter.id},
             {"office", counter.office},
             {"number", counter.number},
             {"label", counter.label},
             {"services", text::join(counter.services, ",")},
             {"step_free", counter.step_free},
             {"sign_language", counter.sign_language},
             {"by_hand", made_by == MadeBy::manager}})
        .has_value();
}

bool put(sql::Transaction& tx, const Counter& counter) {
    return tx
        .try_run(
            "update hall_counter set number = :number, label = :label, services = :services, step_free = :step_free,"
            " sign_language = :sign_language, made_by_hand = 1 where id = :id and retired = 0",
            {{"id", counter.id},
             {"number", counter.number},
             {"label", counter.label},
             {"services", text::join(counter.services, ",")},
             {"step_free", counter.step_free},
             {"sign_language", counter.sign_language}})
        .has_value();
}

bool retire(sql::Transaction& tx, CounterId id) {
    return tx.run("update hall_counter set retired = 1, officer_id = 0, officer_name = '', since = null where id = :id and retired = 0",
                  {{"id", id}}) == 1;
}

bool seat(sql::Transaction& tx, CounterId id, AccountId officer, std::string_view name, Instant now) {
    return tx.run(
               "update hall_counter set officer_id = :officer, officer_name = :name,"
               " since = case when officer_id = :officer_again then since else :now end"
               " where id = :id and retired = 0 and (officer_id = 0 or officer_id = :officer_before)",
               {{"id", id}, {"officer", officer}, {"officer_again", officer}, {"officer_before", officer}, {"name", name}, {"now", now}}) ==
           1;
}

bool unseat(sql::Transaction& tx, CounterId id, AccountId officer) {
    return tx.run("update hall_counter set officer_id = 0, officer_name = '', since = null where id = :id and officer_id = :officer",
                  {{"id", id}, {"officer", officer}}) == 1;
}

int unseat_all(sql::Transaction& tx, OfficeId office, Instant seated_before) {
    return tx.run(
        "update hall_counter set officer_id = 0, officer_name = '', since = null"
        " where office_id = :office and officer_id <> 0 and since < :before_time",
        {{"office", office}, {"before_time", seated_before}});
}

std::int64_t next_arrival(sql::Transaction& tx, OfficeId office, Date date) {
    const auto row = tx.one(
        "insert into hall_day (office_id, date, arrivals, calls) values (:office, :date, 1, 0)"
        " on conflict (office_id, date) do update set arrivals = hall_day.arrivals + 1 returning arrivals",
        {{"office", office}, {"date", date}});
    return row->integer(0);
}

void lock_day(sql::Transaction& tx, OfficeId office, Date date) {
    tx.run(
        "insert into hall_day (office_id, date, arrivals, calls) values (:office, :date, 0, 1)"
        " on conflict (office_id, date) do update set calls = hall_day.calls + 1",
        {{"office", office}, {"date", date}});
}

Credits credits(sql::Transaction& tx, OfficeId office, Date date, std::string_view services) {
    const auto row =
        tx.one("select booked, walk_in, priority from hall_credit where office_id = :office and date = :date and services = :services",
               {{"office", office}, {"date", date}, {"services", services}});
    if (!row) return {};
    return {row->number(0), row->number(1), row->number(2)};
}

void put_credits(sql::Transaction& tx, OfficeId office, Date date, std::string_view services, const Credits& credits) {
    tx.run(
        "insert into hall_credit (office_id, date, services, booked, walk_in, priority)"
        " values (:office, :date, :services, :booked, :walk_in, :priority)"
        " on conflict (office_id, date, services) do update set booked = excluded.booked, walk_in = excluded.walk_in,"
        " priority = excluded.priority",
        {{"office", office},
         {"date", date},
         {"services", services},
         {"booked", credits.booked},
         {"walk_in", credits.walk_in},
         {"priority", credits.priority}});
}

bool add(sql::Transaction& tx, const Place& place) {
    return tx
        .try_run(
            "insert into hall_place (ticket_id, office_id, date, service, label, line, lane, needs, turn, arrival, arrived_at, state,"
            " counter_id, counter_number, called_at, announced_at, announcements, called_by, overtaken, overtaken_max, jumped,"
            " gone_at, outlook_low, outlook_high, notified) values (:ticket, :office, :date, :service, :label, :line, :lane, :needs,"
            " :turn, :arrival, :arrived_at, :state, 0, '', null, null, 0, 0, 0, :overtaken_max, 0, null, 0, 0, 0)",
            {{"ticket", place.ticket},
             {"office", place.office},
             {"date", place.date},
             {"service", place.service},
             {"label", place.label},
             {"line", code(place.line)},
             {"lane", code(place.lane)},
             {"needs", codes_of(place.needs)},
             {"turn", place.turn},
             {"arrival", place.arrival},
             {"arrived_at", place.arrived_at},
             {"state", code(place.state)},
             {"overtaken_max", place.overtaken_max}})
        .has_value();
}

void put_outlook(sql::Transaction& tx, booking::TicketId ticket, const Outlook& outlook) {
    tx.run("update hall_place set ahead = :ahead, outlook_low = :low, outlook_high = :high where ticket_id = :ticket",
           {{"ticket", ticket}, {"ahead", outlook.ahead}, {"low", outlook.low}, {"high", outlook.high}});
}

std::optional<Kept> promises_kept(sql::Transaction& tx, OfficeId office, Date from) {
    const auto row = tx.one(
        "select count(*), coalesce(sum(case when called_at - arrived_at between outlook_low and outlook_high"
        " then 1 else 0 end), 0) from hall_place where office_id = :office and date >= :from_date"
        " and outlook_high > 0 and called_at - arrived_at >= 60",
        {{"office", office}, {"from_date", from}});
    if (!row || row->number(0) == 0) return {};
    return Kept{row->number(0), row->number(1)};
}

std::optional<Learned> learned(sql::Transaction& tx, OfficeId office) {
    const auto row = tx.one("select date, learned from hall_forecast where office_id = :office", {{"office", office}});
    if (!row) return {};
    return Learned{row->date(0), row->text(1)};
}

void put_learned(sql::Transaction& tx, OfficeId office, const Learned& learned) {
    tx.run(
        "insert into hall_forecast (office_id, date, learned) values (:office, :date, :learned)"
        " on conflict (office_id) do update set date = excluded.date, learned = excluded.learned",
        {{"office", office}, {"date", learned.until}, {"learned", learned.text}});
}

std::vector<Date> days_with_places(sql::Transaction& tx, OfficeId office, Date from, Date before) {
    std::vector<Date> days;
    for (const auto& row : tx.all("select distinct date from hall_place where office_id = :office and date >= :from_date and date < :before"
                                  " order by date",
                                  {{"office", office}, {"from_date", from}, {"before", before}}))
        days.push_back(row.date(0));
    return days;
}

std::vector<booking::TicketId> notified(sql::Transaction& tx, OfficeId office, Date date) {
    std::vector<booking::TicketId> list;
    for (const auto& row : tx.all("select ticket_id from hall_place where office_id = :office and date = :date and notified = 1",
                                  {{"office", office}, {"date", date}}))
        list.push_back(row.id<booking::TicketId>(0));
    return list;
}

bool mark_notified(sql::Transaction& tx, booking::TicketId ticket) {
    return tx.run("update hall_place set notified = 1 where ticket_id = :ticket and notified = 0 and state = 'waiting'",
                  {{"ticket", ticket}}) == 1;
}

std::optional<Place> find(sql::Transaction& tx, booking::TicketId ticket) {
    static const auto query = select_place("where ticket_id = :ticket");
    const auto row = tx.one(query, {{"ticket", ticket}});
    if (!row) return {};
    return place_of(*row);
}

std::vector<Place> of_day(sql::Transaction& tx, OfficeId office, Date date) {
    static const auto query = select_place("where office_id = :office and date = :date order by arrival");
    return each_place(tx.all(query, {{"office", office}, {"date", date}}));
}

std::vector<Place> open_of_day(sql::Transaction& tx, OfficeId office, Date date) {
    static const auto query = select_place("where office_id = :office and date = :date and state <> 'gone' order by arrival");
    return each_place(tx.all(query, {{"office", office}, {"date", date}}));
}

std::vector<Place> open_before(sql::Transaction& tx, OfficeId office, Date date) {
    static const auto query = select_place("where office_id = :office and date < :date and state <> 'gone' order by date, arrival");
    return each_place(tx.all(query, {{"office", office}, {"date", date}}));
}

bool call(sql::Transaction& tx, booking::TicketId ticket, PlaceState from, const Counter& counter, AccountId officer, Instant now) {
    return tx.run(
               "update hall_place set state = 'called', counter_id = :counter, counter_number = :number, called_by = :officer,"
               " called_at = case when state = 'held' then called_at else :now end, announced_at = :now_again, announcements = 1"
               " where ticket_id = :ticket and state = :from_state",
               {{"ticket", ticket},
                {"from_state", code(from)},
                {"counter", counter.id},
                {"number", counter.number},
                {"officer", officer},
                {"now", now},
                {"now_again", now}}) == 1;
}

bool recall(sql::Transaction& tx, booking::TicketId ticket, Instant now, Instant last_before) {
    return tx.run(
               "update hall_place set announced_at = :now, announcements = announcements + 1"
               " where ticket_id = :ticket and state = 'called' and announced_at <= :last_before",
               {{"ticket", ticket}, {"now", now}, {"last_before", last_before}}) == 1;
}

bool undo_call(sql::Transaction& tx, booking::TicketId ticket, Instant called_from) {
    return tx.run(
               "update hall_place set state = 'waiting', counter_id = 0, counter_number = '', called_at = null, announced_at = null,"
               " announcements = 0, called_by = 0 where ticket_id = :ticket and state = 'called' and called_at >= :called_from",
               {{"ticket", ticket}, {"called_from", called_from}}) == 1;
}

int inside(sql::Transaction& tx, OfficeId office, Date date) {
    const auto row = tx.one("select inside from hall_day where office_id = :office and date = :date", {{"office", office}, {"date", date}});
    return row ? row->number(0) : 0;
}

int outside(sql::Transaction& tx, OfficeId office, Date date) {
    return tx
        .one("select count(*) from hall_place where office_id = :office and date = :date and state in ('waiting', 'parked') and inside = 0",
             {{"office", office}, {"date", date}})
        ->number(0);
}

bool come_in(sql::Transaction& tx, const Place& place, int limit) {
    if (tx.run("update hall_day set inside = inside + 1 where office_id = :office and date = :date and (:no_limit = 1 or inside < :limit)",
               {{"office", place.office}, {"date", place.date}, {"no_limit", limit <= 0}, {"limit", limit}}) != 1)
        return false;
    tx.run("update hall_place set inside = 1 where ticket_id = :ticket", {{"ticket", place.ticket}});
    return true;
}

namespace {

void go_out(sql::Transaction& tx, booking::TicketId ticket) {
    tx.run(
        "update hall_day set inside = inside - 1 where office_id = (select office_id from hall_place where ticket_id = :ticket and inside "
        "= 1)"
        " and date = (select date from hall_place where ticket_id = :ticket and inside = 1)",
        {{"ticket", ticket}});
    tx.run("update hall_place set inside = 0 where ticket_id = :ticket and inside = 1", {{"ticket", ticket}});
}

}  // namespace

bool put_state(sql::Transaction& tx, booking::TicketId ticket, PlaceState from, PlaceState to) {
    if (to == PlaceState::skipped) go_out(tx, ticket);
    const bool keeps_counter = to == PlaceState::held;
    return tx.run(
               "update hall_place set state = :to_state, counter_id = case when :keeps = 1 then counter_id else 0 end,"
               " counter_number = case when :keeps_again = 1 then counter_number else '' end"
               " where ticket_id = :ticket and state = :from_state",
               {{"ticket", ticket},
                {"from_state", code(from)},
                {"to_state", code(to)},
                {"keeps", keeps_counter},
                {"keeps_again", keeps_counter}}) == 1;
}

bool leave(sql::Transaction& tx, booking::TicketId ticket, PlaceState from, Instant now) {
    if (tx.run("update hall_place set state = 'gone', gone_at = :now where ticket_id = :ticket and state = :from_state",
               {{"ticket", ticket}, {"from_state", code(from)}, {"now", now}}) != 1)
        return false;
    go_out(tx, ticket);
    return true;
}

bool transfer(sql::Transaction& tx, booking::TicketId ticket, PlaceState from, std::string_view service) {
    return tx.run(
               "update hall_place set service = :service, state = 'waiting', counter_id = 0, counter_number = ''"
               " where ticket_id = :ticket and state = :from_state",
               {{"ticket", ticket}, {"from_state", code(from)}, {"service", service}}) == 1;
}

bool put_line(sql::Transaction& tx, booking::TicketId ticket, Line line, Lane lane, std::int64_t turn) {
    return tx.run("update hall_place set line = :line, lane = :lane, turn = :turn where ticket_id = :ticket and state <> 'gone'",
                  {{"ticket", ticket}, {"line", code(line)}, {"lane", code(lane)}, {"turn", turn}}) == 1;
}

void put_needs(sql::Transaction& tx, booking::TicketId ticket, const std::vector<Need>& needs) {
    tx.run("update hall_place set needs = :needs where ticket_id = :ticket and state <> 'gone'",
           {{"ticket", ticket}, {"needs", codes_of(needs)}});
}

void add_overtaken(sql::Transaction& tx, booking::TicketId ticket) {
    tx.run("update hall_place set overtaken = overtaken + 1 where ticket_id = :ticket and state = 'waiting'", {{"ticket", ticket}});
}

void add_jumped(sql::Transaction& tx, booking::TicketId ticket) {
    tx.run("update hall_place set jumped = jumped + 1 where ticket_id = :ticket and state = 'waiting'", {{"ticket", ticket}});
}

int wipe_lanes_and_needs(sql::Transaction& tx, OfficeId office, Date before) {
    return tx.run(
        "update hall_place set lane = '', needs = '' where office_id = :office and date < :before and (lane <> '' or needs <> '')",
        {{"office", office}, {"before", before}});
}

void add(sql::Transaction& tx, const HallEvent& event) {
    tx.run(
        "insert into hall_event (id, office_id, date, at, act, ticket_id, label, service, counter_id, account_id, account_name, reason,"
        " passed) values (:id, :office, :date, :at, :act, :ticket, :label, :service, :counter, :account, :name, :reason, :passed)",
        {{"id", event.id},
         {"office", event.office},
         {"date", event.date},
         {"at", event.at},
         {"act", code(event.act)},
         {"ticket", event.ticket},
         {"label", event.label},
         {"service", event.service},
         {"counter", event.counter},
         {"account", event.account},
         {"name", event.account_name},
         {"reason", event.reason},
         {"passed", event.passed}});
}

std::vector<HallEvent> events(sql::Transaction& tx, OfficeId office, Date from, Date to) {
    static const auto query = select_event("where office_id = :office and date between :from_date and :to_date order by id");
    return each_event(tx.all(query, {{"office", office}, {"from_date", from}, {"to_date", to}}));
}

std::vector<HallEvent> events_of(sql::Transaction& tx, booking::TicketId ticket) {
    static const auto query = select_event("where ticket_id = :ticket order by id");
    return each_event(tx.all(query, {{"ticket", ticket}}));
}

std::vector<std::string> faults(sql::Transaction& tx) {
    std::vector<std::string> found;
    for (const auto& row : tx.all("select ticket_id, overtaken, overtaken_max from hall_place where overtaken > overtaken_max"))
        found.push_back("hall_place:" + row.text(0) + " was overtaken " + row.text(1) + " times, the promise is " + row.text(2));
    for (const auto& row : tx.all("select counter_id, count(*) from hall_place where state = 'called' and counter_id <> 0"
                                  " group by counter_id having count(*) > 1"))
        found.push_back("hall_counter:" + row.text(0) + " calls " + row.text(1) + " people at once");
    for (const auto& row : tx.all("select d.office_id, d.date, d.inside, count(p.ticket_id) from hall_day d left join hall_place p"
                                  " on p.office_id = d.office_id and p.date = d.date and p.inside = 1"
                                  " group by d.office_id, d.date, d.inside having d.inside <> count(p.ticket_id)"))
        found.push_back("hall_day:" + row.text(0) + " " + row.text(1) + " counts " + row.text(2) + " inside, " + row.text(3) + " are");
    return found;
}

}  // namespace hall::store
