#include "modules/booking/store_waiting.hpp"

#include "modules/booking/rules.hpp"
#include "modules/booking/rules_waiting.hpp"
#include "platform/sql/select.hpp"

namespace booking::store {

namespace {

constexpr std::string_view waiting_columns =
    "w.id, w.office_id, w.service, w.application_id, w.person_key, w.holder_name, w.about, w.language, w.from_day, w.to_day,"
    " w.part_of_day, w.state, w.joined_at, w.ticket_id, w.change_id";

Waiting waiting_of(const sql::Row& row) {
    return {.id = row.id<WaitingId>(0),
            .office = row.id<OfficeId>(1),
            .service = row.text(2),
            .application = row.id<registration::ApplicationId>(3),
            .person_key = row.text(4),
            .holder_name = row.text(5),
            .about = row.text(6),
            .language = row.text(7),
            .from = row.date(8),
            .to = row.date(9),
            .part_of_day = parse_part_of_day(row.text(10)).value_or(PartOfDay::any),
            .state = parse_waiting_state(row.text(11)).value_or(WaitingState::over),
            .joined_at = row.instant(12),
            .ticket = row.id<TicketId>(13),
            .goes_first = row.integer(14) != 0};
}

std::string select_waiting(std::string_view tail) { return sql::select(waiting_columns, "booking_waiting w", tail); }

std::optional<Waiting> first_waiting(const std::optional<sql::Row>& row) {
    if (!row) return {};
    return waiting_of(*row);
}

std::vector<Waiting> each_waiting(const std::vector<sql::Row>& rows) {
    std::vector<Waiting> made;
    made.reserve(rows.size());
    for (const auto& row : rows) made.push_back(waiting_of(row));
    return made;
}

constexpr std::string_view place_columns = "id, office_id, window_id, channel, cause, given_by, returned_at, due_at, state";

ReturnedPlace place_of(const sql::Row& row) {
    return {.id = row.id<PlaceId>(0),
            .office = row.id<OfficeId>(1),
            .window = row.id<WindowId>(2),
            .channel = parse_channel(row.text(3)).value_or(TicketChannel::online),
            .cause = parse_place_cause(row.text(4)).value_or(PlaceCause::cancelled),
            .given_by = row.text(5),
            .returned_at = row.instant(6),
            .due_at = row.instant(7),
            .state = parse_place_state(row.text(8)).value_or(PlaceState::freed)};
}

std::string select_place(std::string_view tail) { return sql::select(place_columns, "booking_returned_place", tail); }

constexpr std::string_view offer_columns = "id, place_id, waiting_id, offered_at, expires_at, state";

Offer offer_of(const sql::Row& row) {
    return {.id = row.id<OfferId>(0),
            .place = row.id<PlaceId>(1),
            .waiting = row.id<WaitingId>(2),
            .offered_at = row.instant(3),
            .expires_at = row.instant(4),
            .state = parse_offer_state(row.text(5)).value_or(OfferState::lapsed)};
}

std::string select_offer(std::string_view tail) { return sql::select(offer_columns, "booking_offer", tail); }

std::vector<Offer> each_offer(const std::vector<sql::Row>& rows) {
    std::vector<Offer> made;
    made.reserve(rows.size());
    for (const auto& row : rows) made.push_back(offer_of(row));
    return made;
}

// Waits for the window's day and hours, holds no open offer, was never offered this place and did not give it up.
constexpr std::string_view may_be_offered =
    "where w.office_id = :office and w.service = :service and w.state = 'waiting'"
    " and w.from_day <= :day and w.to_day >= :day and (w.part_of_day = 'any' or w.part_of_day in (:p1, :p2, :p3))"
    " and (w.person_key = '' or w.person_key <> :given_by)"
    " and not exists (select 1 from booking_offer o where o.waiting_id = w.id and (o.state = 'open' or o.place_id = :place))";

std::string_view part_at(const std::vector<PartOfDay>& parts, std::size_t position) {
    return position < parts.size() ? code(parts[position]) : "any";
}

}  // namespace

namespace {

// False when the person, or the application, waits already: the unique keys are the last word.
bool insert(sql::Transaction& tx, const Waiting& waiting, std::string_view phone, ChangeId change, TicketId lost) {
    return tx.run(
               "insert into booking_waiting (id, office_id, service, application_id, person_key, holder_name, phone_sealed, about,"
               " language, from_day, to_day, part_of_day, state, joined_at, ended_at, ticket_id, change_id, for_ticket_id)"
               " values (:id, :office, :service, :application, :person_key, :holder, :phone, :about, :language, :from_day,"
               " :to_day, :part, 'waiting', :joined_at, null, 0, :change, :lost) on conflict do nothing",
               {{"id", waiting.id},
                {"office", waiting.office},
                {"service", waiting.service},
                {"application", waiting.application},
                {"person_key", waiting.person_key},
                {"holder", waiting.holder_name},
                {"phone", phone},
                {"about", waiting.about},
                {"language", waiting.language},
                {"from_day", waiting.from},
                {"to_day", waiting.to},
                {"part", code(waiting.part_of_day)},
                {"joined_at", waiting.joined_at},
                {"change", change},
                {"lost", lost}}) == 1;
}

}  // namespace

bool add(sql::Transaction& tx, const Waiting& waiting, std::string_view phone) { return insert(tx, waiting, phone, {}, {}); }

void put_first(sql::Transaction& tx, const Waiting& waiting, std::string_view phone, ChangeId change, TicketId lost) {
    if (insert(tx, waiting, phone, change, lost)) return;
    // A wish for an earlier day stands there already: it goes first from now on, and any day will do.
    tx.run(
        "update booking_waiting set change_id = :change, for_ticket_id = :lost, own_to_day = to_day, to_day = :to_day"
        " where change_id = 0 and state = 'waiting' and ((application_id = :application and application_id <> 0)"
        " or (office_id = :office and service = :service and person_key = :person_key and person_key <> ''))",
        {{"change", change},
         {"lost", lost},
         {"to_day", waiting.to},
         {"application", waiting.application},
         {"office", waiting.office},
         {"service", waiting.service},
         {"person_key", waiting.person_key}});
}

std::optional<Waiting> waiting_for_ticket(sql::Transaction& tx, TicketId lost) {
    static const auto query = select_waiting("where w.for_ticket_id = :lost and w.for_ticket_id <> 0 and w.state = 'waiting' limit 1");
    return first_waiting(tx.one(query, {{"lost", lost}}));
}

std::vector<Waiting> put_first_by(sql::Transaction& tx, ChangeId change, TicketId lost) {
    static const auto query =
        select_waiting("where w.for_ticket_id = :lost and w.for_ticket_id <> 0 and w.change_id = :change and w.state = 'waiting'");
    return each_waiting(tx.all(query, {{"lost", lost}, {"change", change}}));
}

bool give_back_own_wish(sql::Transaction& tx, WaitingId id) {
    return tx.run(
               "update booking_waiting set change_id = 0, for_ticket_id = 0, to_day = own_to_day, own_to_day = ''"
               " where id = :id and own_to_day <> ''",
               {{"id", id}}) == 1;
}

bool drop_unless_offered(sql::Transaction& tx, WaitingId id) {
    return tx.run("delete from booking_waiting where id = :id and not exists (select 1 from booking_offer o where o.waiting_id = :same_id)",
                  {{"id", id}, {"same_id", id}}) == 1;
}

void reopen_wishes(sql::Transaction& tx, WindowId lost_in, Instant ended_at) {
    tx.run(
        "update booking_waiting set state = 'waiting', ended_at = null, ticket_id = 0 where state = 'served' and ended_at = :ended"
        " and for_ticket_id <> 0 and for_ticket_id = ticket_id and exists (select 1 from booking_ticket t where t.id = for_ticket_id"
        " and t.window_id = :window and t.state = 'booked')",
        {{"window", lost_in}, {"ended", ended_at}});
}

int people_first_for(sql::Transaction& tx, const Window& window, const std::vector<PartOfDay>& parts) {
    const auto row = tx.one(
        "select count(*) from booking_waiting w where w.office_id = :office and w.service = :service and w.state = 'waiting'"
        " and w.change_id <> 0 and w.from_day <= :day and w.to_day >= :day and (w.part_of_day = 'any' or w.part_of_day in (:p1, :p2, :p3))"
        " and not exists (select 1 from booking_ticket t where t.id = w.for_ticket_id and t.window_id = :window and t.state = 'booked')"
        " and not exists (select 1 from booking_offer o left join booking_returned_place p on p.id = o.place_id"
        " where o.waiting_id = w.id and (o.state = 'open' or p.window_id = :window))",
        {{"office", window.office},
         {"service", window.service},
         {"day", window.date},
         {"p1", part_at(parts, 1)},
         {"p2", part_at(parts, 2)},
         {"p3", part_at(parts, 3)},
         {"window", window.id}});
    return row ? row->number(0) : 0;
}

int first_without_place(sql::Transaction& tx, OfficeId office, std::string_view service) {
    const auto row = tx.one(
        "select (select count(*) from booking_waiting w where w.office_id = :office and w.service = :service and w.state = 'waiting'"
        " and w.change_id <> 0 and not exists (select 1 from booking_offer o where o.waiting_id = w.id and o.state = 'open'))"
        " - (select count(*) from booking_returned_place p join booking_window b on b.id = p.window_id where p.office_id = :office"
        " and p.state = 'held' and b.service = :service and b.suspended = 0 and b.taken <= b.quota)",
        {{"office", office}, {"service", service}});
    return row ? row->number(0) : 0;
}

std::vector<FirstInLine> first_in_line(sql::Transaction& tx, OfficeId office) {
    std::vector<FirstInLine> lines;
    for (const auto& row : tx.all("select service, min(from_day), max(to_day), count(*) from booking_waiting where office_id = :office"
                                  " and state = 'waiting' and change_id <> 0 group by service order by service",
                                  {{"office", office}}))
        lines.push_back({row.text(0), row.date(1), row.date(2), row.number(3)});
    return lines;
}

std::optional<Waiting> find_waiting(sql::Transaction& tx, WaitingId id) {
    static const auto query = select_waiting("where w.id = :id");
    return first_waiting(tx.one(query, {{"id", id}}));
}

std::optional<Waiting> waiting_of_application(sql::Transaction& tx, registration::ApplicationId application) {
    static const auto query = select_waiting("where w.application_id = :application and w.state = 'waiting' limit 1");
    return first_waiting(tx.one(query, {{"application", application}}));
}

std::optional<Waiting> waiting_of_person(sql::Transaction& tx, OfficeId office, std::string_view service, std::string_view person_key) {
    static const auto query = select_waiting(
        "where w.office_id = :office and w.service = :service and w.person_key = :person_key and w.person_key <> ''"
        " and w.state = 'waiting' limit 1");
    return first_waiting(tx.one(query, {{"office", office}, {"service", service}, {"person_key", person_key}}));
}

std::string phone_sealed_of(sql::Transaction& tx, WaitingId id) {
    const auto row = tx.one("select phone_sealed from booking_waiting where id = :id", {{"id", id}});
    return row ? row->text(0) : std::string();
}

int people_before(sql::Transaction& tx, const Waiting& waiting) {
    const auto row = tx.one(
        "select count(*) from booking_waiting where office_id = :office and service = :service and state = 'waiting'"
        " and from_day <= :to_day and to_day >= :from_day"
        " and (part_of_day = :part or part_of_day = 'any' or :part = 'any')"
        " and ((change_id <> 0 and :goes_first = 0) or ((change_id <> 0) = (:goes_first = 1)"
        " and (joined_at < :joined_at or (joined_at = :joined_at and id < :id))))",
        {{"office", waiting.office},
         {"service", waiting.service},
         {"from_day", waiting.from},
         {"to_day", waiting.to},
         {"part", code(waiting.part_of_day)},
         {"goes_first", waiting.goes_first},
         {"joined_at", waiting.joined_at},
         {"id", waiting.id}});
    return row ? row->number(0) : 0;
}

std::vector<Waiting> waiting_list(sql::Transaction& tx, OfficeId office) {
    static const auto query = select_waiting(
        "where w.office_id = :office and w.state = 'waiting'"
        " order by w.service, case when w.change_id = 0 then 1 else 0 end, w.joined_at, w.id limit 1000");
    return each_waiting(tx.all(query, {{"office", office}}));
}

int people_waiting_for(sql::Transaction& tx, const Window& window, const std::vector<PartOfDay>& parts) {
    const auto row = tx.one(
        "select count(*) from booking_waiting where office_id = :office and service = :service and state = 'waiting'"
        " and from_day <= :day and to_day >= :day and (part_of_day = 'any' or part_of_day in (:p1, :p2, :p3))",
        {{"office", window.office},
         {"service", window.service},
         {"day", window.date},
         {"p1", part_at(parts, 1)},
         {"p2", part_at(parts, 2)},
         {"p3", part_at(parts, 3)}});
    return row ? row->number(0) : 0;
}

bool end(sql::Transaction& tx, WaitingId id, WaitingState state, TicketId ticket, Instant now) {
    return tx.run("update booking_waiting set state = :state, ticket_id = :ticket, ended_at = :now where id = :id and state = 'waiting'",
                  {{"id", id}, {"state", code(state)}, {"ticket", ticket}, {"now", now}}) == 1;
}

std::vector<Waiting> past(sql::Transaction& tx, OfficeId office, Date today) {
    static const auto query = select_waiting("where w.office_id = :office and w.state = 'waiting' and w.to_day < :today");
    return each_waiting(tx.all(query, {{"office", office}, {"today", today}}));
}

std::optional<Waiting> head_of_line(sql::Transaction& tx, const ReturnedPlace& place, const Window& window,
                                    const std::vector<PartOfDay>& parts, Instant joined_until) {
    static const auto query = select_waiting(std::string(may_be_offered) +
                                             " and (w.change_id <> 0 or w.joined_at <= :joined_until)"
                                             " order by case when w.change_id = 0 then 1 else 0 end, w.joined_at, w.id limit 1");
    return first_waiting(tx.one(query, {{"office", window.office},
                                        {"service", window.service},
                                        {"day", window.date},
                                        {"p1", part_at(parts, 1)},
                                        {"p2", part_at(parts, 2)},
                                        {"p3", part_at(parts, 3)},
                                        {"given_by", place.given_by},
                                        {"place", place.id},
                                        {"joined_until", joined_until}}));
}

std::vector<Waiting> joined_after(sql::Transaction& tx, const ReturnedPlace& place, const Window& window,
                                  const std::vector<PartOfDay>& parts, Instant joined_after) {
    static const auto query = select_waiting(std::string(may_be_offered) + " and w.joined_at > :joined_after order by w.id");
    return each_waiting(tx.all(query, {{"office", window.office},
                                       {"service", window.service},
                                       {"day", window.date},
                                       {"p1", part_at(parts, 1)},
                                       {"p2", part_at(parts, 2)},
                                       {"p3", part_at(parts, 3)},
                                       {"given_by", place.given_by},
                                       {"place", place.id},
                                       {"joined_after", joined_after}}));
}

void add(sql::Transaction& tx, const ReturnedPlace& place) {
    tx.run(
        "insert into booking_returned_place (id, office_id, window_id, channel, cause, given_by, returned_at, due_at, state)"
        " values (:id, :office, :window, :channel, :cause, :given_by, :returned_at, :due_at, :state)",
        {{"id", place.id},
         {"office", place.office},
         {"window", place.window},
         {"channel", code(place.channel)},
         {"cause", code(place.cause)},
         {"given_by", place.given_by},
         {"returned_at", place.returned_at},
         {"due_at", place.due_at},
         {"state", code(place.state)}});
}

std::optional<ReturnedPlace> find_place(sql::Transaction& tx, PlaceId id) {
    static const auto query = select_place("where id = :id");
    const auto row = tx.one(query, {{"id", id}});
    if (!row) return {};
    return place_of(*row);
}

std::vector<ReturnedPlace> due_places(sql::Transaction& tx, OfficeId office, Instant now) {
    static const auto query = select_place("where office_id = :office and state = 'held' and due_at <= :now order by due_at, id");
    std::vector<ReturnedPlace> places;
    for (const auto& row : tx.all(query, {{"office", office}, {"now", now}})) places.push_back(place_of(row));
    return places;
}

std::vector<ReturnedPlace> hold_places_out_of_sale(sql::Transaction& tx, WindowId window) {
    static const auto query =
        select_place("where window_id = :window and state in ('held', 'offered') order by state, returned_at desc, id");
    static const auto query_that_holds = query + " for update";  // SQLite has one writer
    std::vector<ReturnedPlace> places;
    for (const auto& row : tx.all(tx.engine() == sql::Engine::sqlite ? query : query_that_holds, {{"window", window}}))
        places.push_back(place_of(row));
    return places;
}

int places_held(sql::Transaction& tx, WindowId window) {
    const auto row = tx.one("select count(*) from booking_returned_place where window_id = :window and state in ('held', 'offered')",
                            {{"window", window}});
    return row ? row->number(0) : 0;
}

bool change(sql::Transaction& tx, PlaceId id, PlaceState from, PlaceState to, std::optional<Instant> due) {
    return tx.run(
               "update booking_returned_place set state = :to_state, due_at = coalesce(:due, due_at)"
               " where id = :id and state = :from_state",
               {{"id", id}, {"from_state", code(from)}, {"to_state", code(to)}, {"due", due}}) == 1;
}

void turn_into_online(sql::Transaction& tx, WindowId id) {
    tx.run("update booking_window set online_quota = online_quota + 1, online_taken = online_taken + 1 where id = :id", {{"id", id}});
}

void sit_in_held_place(sql::Transaction& tx, WindowId id, TicketChannel place, TicketChannel ticket) {
    const int change = (ticket == TicketChannel::online) - (place == TicketChannel::online);
    if (change != 0)
        tx.run("update booking_window set online_taken = online_taken + :change where id = :id", {{"id", id}, {"change", change}});
}

bool hold_free_place(sql::Transaction& tx, WindowId id) {
    return tx.run(
               "update booking_window set taken = taken + 1, online_taken = online_taken + 1, last_number = last_number + 1"
               " where id = :id and suspended = 0 and taken < quota and online_taken < online_quota",
               {{"id", id}}) == 1;
}

bool hold_counter_place(sql::Transaction& tx, WindowId id) {
    return tx.run(
               "update booking_window set taken = taken + 1, last_number = last_number + 1"
               " where id = :id and suspended = 0 and taken < quota",
               {{"id", id}}) == 1;
}

bool take_out_of_sale_again(sql::Transaction& tx, const ReturnedPlace& place) {
    const bool online = place.channel == TicketChannel::online;
    return tx.run(
               "update booking_window set taken = taken + 1, online_taken = online_taken + :online"
               " where id = :id and taken < quota and taken < last_number",
               {{"id", place.window}, {"online", online}}) == 1;
}

bool drop_unless_offered(sql::Transaction& tx, PlaceId id) {
    return tx.run(
               "delete from booking_returned_place where id = :id and state = 'held'"
               " and not exists (select 1 from booking_offer o where o.place_id = :same_id)",
               {{"id", id}, {"same_id", id}}) == 1;
}

std::optional<int> number_for_held_place(sql::Transaction& tx, WindowId id) {
    const auto row = tx.one(
        "update booking_window set last_number = last_number + 1"
        " where id = :id and suspended = 0 and taken <= quota returning last_number",
        {{"id", id}});
    if (!row) return {};
    return row->number(0);
}

bool add(sql::Transaction& tx, OfficeId office, const Offer& offer) {
    return tx
        .try_run(
            "insert into booking_offer (id, office_id, place_id, waiting_id, offered_at, expires_at, state, answered_at)"
            " values (:id, :office, :place, :waiting, :offered_at, :expires_at, 'open', null)",
            {{"id", offer.id},
             {"office", office},
             {"place", offer.place},
             {"waiting", offer.waiting},
             {"offered_at", offer.offered_at},
             {"expires_at", offer.expires_at}})
        .has_value();
}

bool reopen(sql::Transaction& tx, OfferId id, Instant now) {
    return tx.run(
               "update booking_offer set state = 'open', answered_at = null where id = :id and state = 'withdrawn' and expires_at > :now"
               " and exists (select 1 from booking_waiting w where w.id = waiting_id and w.state = 'waiting')"
               " and not exists (select 1 from booking_offer o where o.waiting_id = booking_offer.waiting_id"
               " and (o.state = 'open' or o.state = 'accepted'))",
               {{"id", id}, {"now", now}}) == 1;
}

std::optional<Offer> find_offer(sql::Transaction& tx, OfferId id) {
    static const auto query = select_offer("where id = :id");
    const auto row = tx.one(query, {{"id", id}});
    if (!row) return {};
    return offer_of(*row);
}

std::optional<Offer> open_offer_of(sql::Transaction& tx, WaitingId waiting) {
    static const auto query = select_offer("where waiting_id = :waiting and state = 'open' limit 1");
    const auto row = tx.one(query, {{"waiting", waiting}});
    if (!row) return {};
    return offer_of(*row);
}

std::vector<Offer> expired_offers(sql::Transaction& tx, OfficeId office, Instant now) {
    static const auto query = select_offer("where office_id = :office and state = 'open' and expires_at <= :now order by expires_at, id");
    return each_offer(tx.all(query, {{"office", office}, {"now", now}}));
}

std::vector<Offer> open_offers_of_place(sql::Transaction& tx, PlaceId place) {
    static const auto query = select_offer("where place_id = :place and state = 'open'");
    return each_offer(tx.all(query, {{"place", place}}));
}

int unanswered_offers(sql::Transaction& tx, WaitingId waiting) {
    const auto row = tx.one("select count(*) from booking_offer where waiting_id = :waiting and state = 'lapsed'", {{"waiting", waiting}});
    return row ? row->number(0) : 0;
}

bool answer(sql::Transaction& tx, OfferId id, OfferState state, Instant now) {
    if (state == OfferState::accepted) {
        return tx.run(
                   "update booking_offer set state = 'accepted', answered_at = :now"
                   " where id = :id and state = 'open' and expires_at > :now",
                   {{"id", id}, {"now", now}}) == 1;
    }
    return tx.run("update booking_offer set state = :state, answered_at = :now where id = :id and state = 'open'",
                  {{"id", id}, {"state", code(state)}, {"now", now}}) == 1;
}

Missed missed_days(sql::Transaction& tx, OfficeId office, std::string_view service, std::string_view person_key, Date from) {
    const auto row = tx.one(
        "select count(*), max(date) from booking_ticket where office_id = :office and service = :service"
        " and person_key = :person_key and person_key <> '' and state = 'no_show' and date >= :from_day",
        {{"office", office}, {"service", service}, {"person_key", person_key}, {"from_day", from}});
    if (!row || row->is_null(1)) return {};
    return {row->number(0), row->date(1)};
}

std::vector<std::string> waiting_faults(sql::Transaction& tx) {
    std::vector<std::string> found;
    for (const auto& row : tx.all("select p.id, p.state, count(o.id) from booking_returned_place p"
                                  " left join booking_offer o on o.place_id = p.id and o.state in ('open', 'accepted')"
                                  " group by p.id, p.state"
                                  " having (p.state in ('held', 'freed') and count(o.id) <> 0)"
                                  " or (p.state in ('offered', 'taken') and count(o.id) <> 1)")) {
        found.push_back("booking_returned_place:" + row.text(0) + " is " + row.text(1) + " with " + row.text(2) + " offers");
    }
    for (const auto& row : tx.all("select o.id from booking_offer o join booking_waiting w on w.id = o.waiting_id"
                                  " where o.state = 'open' and w.state <> 'waiting'")) {
        found.push_back("booking_offer:" + row.text(0) + " is open for somebody who no longer waits");
    }
    return found;
}

}  // namespace booking::store
