#include "modules/booking/store_quota.hpp"

#include <map>

#include "base/text.hpp"
#include "modules/booking/rules.hpp"

namespace booking::store {

namespace {

constexpr std::string_view change_columns =
    "id, office_id, kind, date_from, date_to, reason, plan, decided_by, decided_at, answer_until, percent, services_off, screening,"
    " seats, notice";

DayChange change_of(const sql::Row& row) {
    DayChange change{
        .id = row.id<ChangeId>(0),
        .office = row.id<OfficeId>(1),
        .kind = parse_change_kind(row.text(2)),
        .from = row.date(3),
        .to = row.date(4),
        .reason = row.text(5),
        .plan = row.text(6),
        .decided_by = row.id<AccountId>(7),
        .decided_at = row.instant(8),
        .answer_until = row.instant(9),
        .limits = {
            .percent = row.number(10), .services_off = {}, .screening = row.flag(12), .seats = row.number(13), .notice = row.text(14)}};
    for (const auto& service : text::split(row.text(11), ' ')) {
        if (!service.empty()) change.limits.services_off.emplace_back(service);
    }
    return change;
}

constexpr std::string_view person_columns =
    "p.ticket_id, p.position, p.from_window_id, p.from_number, p.from_channel, p.from_sequence, p.to_window_id, p.to_number,"
    " p.protection, p.rule, p.answer, p.answered_at, p.change_id";

ChangedPerson person_of(const sql::Row& row) {
    ChangedPerson person{.ticket = row.id<TicketId>(0),
                         .position = row.number(1),
                         .from = row.id<WindowId>(2),
                         .from_number = row.number(3),
                         .from_channel = parse_channel(row.text(4)).value_or(TicketChannel::online),
                         .from_sequence = row.number(5),
                         .to = row.id<WindowId>(6),
                         .to_number = row.number(7),
                         .protection = parse_protection(row.text(8)),
                         .rule = {},
                         .answer = parse_move_answer(row.text(10)),
                         .answered_at = row.instant_or_none(11)};
    if (row.text(9) == code(MoveRule::same_part)) person.rule = MoveRule::same_part;
    if (row.text(9) == code(MoveRule::other_part)) person.rule = MoveRule::other_part;
    return person;
}

std::string with(std::string_view before, std::string_view columns, std::string_view after) {
    std::string query(before);
    query += columns;
    query += after;
    return query;
}

constexpr std::string_view offer_columns =
    "o.id, o.office_id, o.change_id, o.ticket_id, o.window_id, o.number, o.channel, o.offered_at, o.expires_at, o.state";

ReturnOffer offer_of(const sql::Row& row) {
    return {.id = row.id<ReturnOfferId>(0),
            .office = row.id<OfficeId>(1),
            .change = row.id<ChangeId>(2),
            .ticket = row.id<TicketId>(3),
            .window = row.id<WindowId>(4),
            .number = row.number(5),
            .channel = parse_channel(row.text(6)).value_or(TicketChannel::online),
            .offered_at = row.instant(7),
            .expires_at = row.instant(8),
            .state = parse_return_offer_state(row.text(9))};
}

std::vector<ReturnOffer> offers_of(const std::vector<sql::Row>& rows) {
    std::vector<ReturnOffer> offers;
    offers.reserve(rows.size());
    for (const auto& row : rows) offers.push_back(offer_of(row));
    return offers;
}

}  // namespace

void add(sql::Transaction& tx, const DayChange& change) {
    std::string services;
    for (const auto& one : change.limits.services_off) services += (services.empty() ? "" : " ") + one;
    tx.run(
        "insert into booking_change (id, office_id, kind, date_from, date_to, reason, plan, decided_by, decided_at, answer_until,"
        " percent, services_off, screening, seats, notice) values (:id, :office, :kind, :from_day, :to_day, :reason, :plan, :by,"
        " :at, :until, :percent, :services, :screening, :seats, :notice)",
        {{"id", change.id},
         {"office", change.office},
         {"kind", code(change.kind)},
         {"from_day", change.from},
         {"to_day", change.to},
         {"reason", change.reason},
         {"plan", change.plan},
         {"by", change.decided_by},
         {"at", change.decided_at},
         {"until", change.answer_until},
         {"percent", change.limits.percent},
         {"services", services},
         {"screening", change.limits.screening},
         {"seats", change.limits.seats},
         {"notice", change.limits.notice}});
}

std::optional<DayChange> find_change(sql::Transaction& tx, OfficeId office, ChangeId id) {
    static const auto query = with("select ", change_columns, " from booking_change where office_id = :office and id = :id");
    const auto row = tx.one(query, {{"office", office}, {"id", id}});
    if (!row) return {};
    return change_of(*row);
}

std::vector<DayChange> changes_until(sql::Transaction& tx, OfficeId office, Date not_before) {
    static const auto query = with("select ", change_columns,
                                   " from booking_change where office_id = :office and date_to >= :day order by decided_at desc, id desc");
    std::vector<DayChange> changes;
    for (const auto& row : tx.all(query, {{"office", office}, {"day", not_before}})) changes.push_back(change_of(row));
    return changes;
}

void drop(sql::Transaction& tx, ChangeId id) {
    tx.run("delete from booking_return_offer where change_id = :id", {{"id", id}});
    drop_changed_places(tx, id);
    tx.run("delete from booking_change_person where change_id = :id", {{"id", id}});
    tx.run("delete from booking_change_room where change_id = :id", {{"id", id}});
    tx.run("delete from booking_change_block where change_id = :id", {{"id", id}});
    tx.run("delete from booking_change_window where change_id = :id", {{"id", id}});
    tx.run("delete from booking_change where id = :id", {{"id", id}});
}

void add(sql::Transaction& tx, OfficeId office, ChangeId change, const ChangedWindow& window) {
    tx.run(
        "insert into booking_change_window (change_id, office_id, window_id, old_quota, new_quota, old_online_quota, added_reserve,"
        " old_by_hand, old_suspended, old_suspended_reason) values (:change, :office, :window, :old_quota, :new_quota, :old_online,"
        " :added, :by_hand, :suspended, :reason)",
        {{"change", change},
         {"office", office},
         {"window", window.window},
         {"old_quota", window.old_quota},
         {"new_quota", window.new_quota},
         {"old_online", window.old_online_quota},
         {"added", window.added_reserve},
         {"by_hand", window.old_by_hand},
         {"suspended", window.old_suspended},
         {"reason", window.old_suspended_reason}});
}

void add(sql::Transaction& tx, OfficeId office, ChangeId change, const ChangedRoom& room) {
    tx.run(
        "insert into booking_change_room (change_id, office_id, window_id, number_before, number_after)"
        " values (:change, :office, :window, :before, :after)",
        {{"change", change}, {"office", office}, {"window", room.window}, {"before", room.number_before}, {"after", room.number_after}});
}

void add(sql::Transaction& tx, OfficeId office, ChangeId change, const ChangedPerson& person) {
    tx.run(
        "insert into booking_change_person (change_id, office_id, ticket_id, position, from_window_id, from_number, from_channel,"
        " from_sequence, to_window_id, to_number, protection, rule, answer, answered_at) values (:change, :office, :ticket, :position,"
        " :from_window, :from_number, :from_channel, :from_sequence, :to_window, :to_number, :protection, :rule, 'none', null)",
        {{"change", change},
         {"office", office},
         {"ticket", person.ticket},
         {"position", person.position},
         {"from_window", person.from},
         {"from_number", person.from_number},
         {"from_channel", code(person.from_channel)},
         {"from_sequence", person.from_sequence},
         {"to_window", person.to},
         {"to_number", person.to_number},
         {"protection", code(person.protection)},
         {"rule", person.rule ? code(*person.rule) : std::string_view("no_room")}});
}

void add(sql::Transaction& tx, OfficeId office, ChangeId change, const ChangedPlace& place) {
    tx.run(
        "insert into booking_change_place (change_id, office_id, place_id, was, offer_id) values (:change, :office, :place, :was, :offer)",
        {{"change", change}, {"office", office}, {"place", place.place}, {"was", code(place.was)}, {"offer", place.offer}});
}

std::vector<ChangedPlace> changed_places(sql::Transaction& tx, ChangeId change) {
    std::vector<ChangedPlace> places;
    for (const auto& row : tx.all("select place_id, was, offer_id from booking_change_place where change_id = :change order by place_id",
                                  {{"change", change}}))
        places.push_back({row.id<PlaceId>(0), parse_place_before(row.text(1)), row.id<OfferId>(2)});
    return places;
}

void drop_changed_places(sql::Transaction& tx, ChangeId change) {
    tx.run("delete from booking_change_place where change_id = :id", {{"id", change}});
}

std::vector<ChangedWindow> changed_windows(sql::Transaction& tx, ChangeId change) {
    std::vector<ChangedWindow> windows;
    for (const auto& row : tx.all("select window_id, old_quota, new_quota, old_online_quota, added_reserve, old_by_hand, old_suspended,"
                                  " old_suspended_reason from booking_change_window where change_id = :change order by window_id",
                                  {{"change", change}})) {
        windows.push_back(
            {row.id<WindowId>(0), row.number(1), row.number(2), row.number(3), row.number(4), row.flag(5), row.flag(6), row.text(7)});
    }
    return windows;
}

std::vector<ChangedRoom> changed_rooms(sql::Transaction& tx, ChangeId change) {
    std::vector<ChangedRoom> rooms;
    for (const auto& row :
         tx.all("select window_id, number_before, number_after from booking_change_room where change_id = :change order by window_id",
                {{"change", change}})) {
        rooms.push_back({row.id<WindowId>(0), row.number(1), row.number(2)});
    }
    return rooms;
}

std::vector<ChangedPerson> changed_people(sql::Transaction& tx, ChangeId change) {
    static const auto query =
        with("select ", person_columns, " from booking_change_person p where p.change_id = :change order by p.position");
    std::vector<ChangedPerson> people;
    for (const auto& row : tx.all(query, {{"change", change}})) people.push_back(person_of(row));
    return people;
}

std::optional<LastChange> last_change(sql::Transaction& tx, TicketId ticket) {
    static const auto query =
        with("select ", person_columns, " from booking_change_person p where p.ticket_id = :ticket order by p.change_id desc limit 1");
    const auto row = tx.one(query, {{"ticket", ticket}});
    if (!row) return {};
    return LastChange{row->id<ChangeId>(12), person_of(*row)};
}

bool changed_since(sql::Transaction& tx, ChangeId change) {
    return tx
        .one(
            "select 1 from booking_change_window mine join booking_change_window other on other.window_id = mine.window_id"
            " where mine.change_id = :change and other.change_id > mine.change_id limit 1",
            {{"change", change}})
        .has_value();
}

bool answer(sql::Transaction& tx, ChangeId change, TicketId ticket, MoveAnswer was, MoveAnswer now, Instant at) {
    return tx.run(
               "update booking_change_person set answer = :now_answer, answered_at = :at where change_id = :change and ticket_id = :ticket"
               " and answer = :was_answer",
               {{"change", change}, {"ticket", ticket}, {"was_answer", code(was)}, {"now_answer", code(now)}, {"at", at}}) == 1;
}

bool quota_set_by_hand(sql::Transaction& tx, WindowId id) {
    const auto row = tx.one("select quota_set_by_hand from booking_window where id = :id", {{"id", id}});
    return row && row->flag(0);
}

bool set_quota_as_seen(sql::Transaction& tx, const Window& seen, int quota, int online_quota, int added_reserve) {
    return tx.run(
               "update booking_window set quota = :quota, online_quota = :online_quota, reserve = reserve + :added, quota_set_by_hand = 1"
               " where id = :id and quota = :seen_quota and taken = :seen_taken and last_number = :seen_number and suspended = "
               ":seen_suspended",
               {{"id", seen.id},
                {"quota", quota},
                {"online_quota", online_quota},
                {"added", added_reserve},
                {"seen_quota", seen.quota},
                {"seen_taken", seen.taken},
                {"seen_number", seen.last_number},
                {"seen_suspended", seen.suspended}}) == 1;
}

bool restore_quota_as_seen(sql::Transaction& tx, const Window& seen, const ChangedWindow& old, int reserve) {
    return tx.run(
               "update booking_window set quota = :quota, online_quota = :online_quota, reserve = :reserve, quota_set_by_hand = :by_hand,"
               " suspended = :suspended, suspended_reason = :reason"
               " where id = :id and quota = :seen_quota and taken = :seen_taken and last_number = :seen_number and reserve_taken = "
               ":seen_reserve",
               {{"id", seen.id},
                {"quota", old.old_quota},
                {"online_quota", old.old_online_quota},
                {"reserve", reserve},
                {"by_hand", old.old_by_hand},
                {"suspended", old.old_suspended},
                {"reason", old.old_suspended_reason},
                {"seen_quota", seen.quota},
                {"seen_taken", seen.taken},
                {"seen_number", seen.last_number},
                {"seen_reserve", seen.reserve_taken}}) == 1;
}

std::optional<int> claim_places(sql::Transaction& tx, WindowId id, int count, int online) {
    const auto row = tx.one(
        "update booking_window set taken = taken + :count, online_taken = online_taken + :online,"
        " last_number = last_number + :numbers where id = :id and suspended = 0 and taken + :wanted <= quota"
        " returning last_number",
        {{"id", id}, {"count", count}, {"online", online}, {"numbers", count}, {"wanted", count}});
    if (!row) return {};
    return row->number(0);
}

void release_places(sql::Transaction& tx, WindowId id, int count, int online, int reserve) {
    tx.run(
        "update booking_window set taken = taken - :count, online_taken = online_taken - :online, reserve_taken = reserve_taken - :reserve"
        " where id = :id",
        {{"id", id}, {"count", count}, {"online", online}, {"reserve", reserve}});
}

void extend(sql::Transaction& tx, OfficeId office, ChangeId change, const ChangedRoom& room) {
    const bool is_known =
        tx.run(
            "update booking_change_room set number_after = :after where change_id = :change and window_id = :window"
            " and number_after = :before",
            {{"change", change}, {"window", room.window}, {"before", room.number_before}, {"after", room.number_after}}) == 1;
    if (is_known) return;
    tx.run(
        "insert into booking_change_room (change_id, office_id, window_id, number_before, number_after)"
        " values (:change, :office, :window, :before, :after) on conflict (change_id, window_id) do nothing",
        {{"change", change}, {"office", office}, {"window", room.window}, {"before", room.number_before}, {"after", room.number_after}});
}

void restore_number(sql::Transaction& tx, const ChangedRoom& room) {
    tx.run(
        "update booking_window set last_number = :before where id = :id and last_number = :after and taken <= :at_most"
        " and not exists (select 1 from booking_ticket t where t.window_id = :same_window and t.number > :used)",
        {{"id", room.window},
         {"before", room.number_before},
         {"after", room.number_after},
         {"at_most", room.number_before},
         {"same_window", room.window},
         {"used", room.number_before}});
}

bool hold(sql::Transaction& tx, TicketId id, WindowId window) {
    if (tx.engine() == sql::Engine::sqlite) return true;  // one writer
    return tx
        .one("select id from booking_ticket where id = :id and window_id = :window and state = 'booked' for update",
             {{"id", id}, {"window", window}})
        .has_value();
}

bool put(sql::Transaction& tx, TicketId id, WindowId from, const Window& to, int number, TicketChannel channel) {
    return tx.run(
               "update booking_ticket set window_id = :window, date = :date, number = :number, channel = :channel, sequence = sequence + 1"
               " where id = :id and window_id = :from_window and state = 'booked'",
               {{"id", id}, {"from_window", from}, {"window", to.id}, {"date", to.date}, {"number", number}, {"channel", code(channel)}}) ==
           1;
}

bool put_back(sql::Transaction& tx, const ChangedPerson& person, const Window& from) {
    return tx.run(
               "update booking_ticket set window_id = :window, date = :date, number = :number, channel = :channel, sequence = :sequence"
               " where id = :id and window_id = :to_window and number = :to_number and state = 'booked'",
               {{"id", person.ticket},
                {"to_window", person.to},
                {"to_number", person.to_number},
                {"window", from.id},
                {"date", from.date},
                {"number", person.from_number},
                {"channel", code(person.from_channel)},
                {"sequence", person.from_sequence}}) == 1;
}

void add_move(sql::Transaction& tx, std::int64_t id, OfficeId office, const ChangedPerson& person, std::string_view reason, Instant now) {
    tx.run(
        "insert into booking_move (id, office_id, ticket_id, from_window_id, from_number, to_window_id, to_number, reason, moved_at)"
        " values (:id, :office, :ticket, :from_window, :from_number, :to_window, :to_number, :reason, :now)",
        {{"id", id},
         {"office", office},
         {"ticket", person.ticket},
         {"from_window", person.from},
         {"from_number", person.from_number},
         {"to_window", person.to},
         {"to_number", person.to_number},
         {"reason", reason},
         {"now", now}});
}

void drop_move(sql::Transaction& tx, const ChangedPerson& person) {
    tx.run(
        "delete from booking_move where ticket_id = :ticket and from_window_id = :from_window and from_number = :from_number"
        " and to_window_id = :to_window and to_number = :to_number",
        {{"ticket", person.ticket},
         {"from_window", person.from},
         {"from_number", person.from_number},
         {"to_window", person.to},
         {"to_number", person.to_number}});
}

bool claim_reserve(sql::Transaction& tx, WindowId id) {
    return tx.run(
               "update booking_window set reserve_taken = reserve_taken + 1 where id = :id and suspended = 0 and reserve_taken < reserve",
               {{"id", id}}) == 1;
}

bool put_on_old_day(sql::Transaction& tx, const ChangedPerson& person, const Window& from) {
    return tx.run(
               "update booking_ticket set window_id = :window, date = :date, number = :number, channel = 'reserve', sequence = sequence + 1"
               " where id = :id and window_id = :to_window and state = 'booked'",
               {{"id", person.ticket},
                {"to_window", person.to},
                {"window", from.id},
                {"date", from.date},
                {"number", person.from_number}}) == 1;
}

std::vector<std::pair<TicketId, Facts>> facts_of_window(sql::Transaction& tx, WindowId window) {
    std::map<TicketId, Facts> facts;
    for (const auto& row : tx.all("select t.id from booking_ticket t join booking_protected_person p on p.office_id = t.office_id"
                                  " and p.person_key = t.person_key where t.window_id = :window",
                                  {{"window", window}}))
        facts[row.id<TicketId>(0)].in_a_lane = true;
    for (const auto& row : tx.all("select t.id from booking_ticket t cross join booking_change_person p where t.window_id = :window"
                                  " and t.state = 'booked' and p.ticket_id = t.id",
                                  {{"window", window}}))
        facts[row.id<TicketId>(0)].moved_before = true;
    return {facts.begin(), facts.end()};
}

void protect(sql::Transaction& tx, OfficeId office, std::string_view person_key) {
    tx.run("insert into booking_protected_person (office_id, person_key) values (:office, :person_key) on conflict do nothing",
           {{"office", office}, {"person_key", person_key}});
}

void unprotect(sql::Transaction& tx, OfficeId office, std::string_view person_key) {
    tx.run("delete from booking_protected_person where office_id = :office and person_key = :person_key",
           {{"office", office}, {"person_key", person_key}});
}

bool add(sql::Transaction& tx, const ReturnOffer& offer) {
    return tx
        .try_run(
            "insert into booking_return_offer (id, office_id, change_id, ticket_id, window_id, number, channel, offered_at, expires_at,"
            " state, ended_at) values (:id, :office, :change, :ticket, :window, :number, :channel, :offered, :expires, 'open', null)",
            {{"id", offer.id},
             {"office", offer.office},
             {"change", offer.change},
             {"ticket", offer.ticket},
             {"window", offer.window},
             {"number", offer.number},
             {"channel", code(offer.channel)},
             {"offered", offer.offered_at},
             {"expires", offer.expires_at}})
        .has_value();
}

std::optional<ReturnOffer> open_return_offer(sql::Transaction& tx, TicketId ticket) {
    static const auto query =
        with("select ", offer_columns, " from booking_return_offer o where o.ticket_id = :ticket and o.state = 'open'");
    const auto row = tx.one(query, {{"ticket", ticket}});
    if (!row) return {};
    return offer_of(*row);
}

std::vector<ReturnOffer> return_offers(sql::Transaction& tx, ChangeId change) {
    static const auto query = with("select ", offer_columns, " from booking_return_offer o where o.change_id = :change order by o.id");
    return offers_of(tx.all(query, {{"change", change}}));
}

int open_return_offers_in(sql::Transaction& tx, WindowId window) {
    return tx.one("select count(*) from booking_return_offer where window_id = :window and state = 'open'", {{"window", window}})
        ->number(0);
}

std::vector<ReturnOffer> open_return_offers_of(sql::Transaction& tx, WindowId window) {
    static const auto query =
        with("select ", offer_columns, " from booking_return_offer o where o.window_id = :window and o.state = 'open' order by o.id desc");
    return offers_of(tx.all(query, {{"window", window}}));
}

std::vector<ReturnOffer> reopen_return_offers(sql::Transaction& tx, WindowId window, ChangeId but_not, Instant ended_at, Instant now) {
    static const auto query = with("select ", offer_columns,
                                   " from booking_return_offer o join booking_ticket t on t.id = o.ticket_id where o.window_id = :window"
                                   " and o.change_id <> :change and o.state = 'lapsed' and o.ended_at = :ended and o.expires_at > :now and "
                                   "t.state = 'booked' order by o.id");
    std::vector<ReturnOffer> reopened;
    for (auto& offer : offers_of(tx.all(query, {{"window", window}, {"change", but_not}, {"ended", ended_at}, {"now", now}}))) {
        if (open_return_offer(tx, offer.ticket)) continue;
        tx.run("update booking_return_offer set state = 'open', ended_at = null where id = :id", {{"id", offer.id}});
        reopened.push_back(offer);
    }
    return reopened;
}

std::vector<ReturnOffer> return_offers_to_end(sql::Transaction& tx, Instant now) {
    static const auto query = with("select ", offer_columns,
                                   " from booking_return_offer o join booking_ticket t on t.id = o.ticket_id"
                                   " where o.state = 'open' and (o.expires_at <= :now or t.state <> 'booked') order by o.id");
    return offers_of(tx.all(query, {{"now", now}}));
}

bool end(sql::Transaction& tx, ReturnOfferId id, ReturnOfferState state, Instant now) {
    return tx.run("update booking_return_offer set state = :state, ended_at = :now where id = :id and state = 'open'",
                  {{"id", id}, {"state", code(state)}, {"now", now}}) == 1;
}

std::vector<TicketId> who_may_return(sql::Transaction& tx, const Window& window, ChangeId not_by, Asking who, int limit) {
    std::vector<TicketId> people;
    // Not whoever chose a place again, nor whoever was offered this window before, nor whoever's newest move is another. The cross
    // joins say in which order SQLite reads: the numbers still to come are fewer than all who were ever moved.
    for (const auto& row : tx.all("select p.ticket_id from booking_ticket t cross join booking_change_person p"
                                  " cross join booking_window was where t.office_id = :office and t.date > :day and t.service = :service"
                                  " and t.state = 'booked' and p.ticket_id = t.id and was.id = p.from_window_id"
                                  " and p.change_id <> :not_by and p.to_window_id <> 0"
                                  " and was.date <= :again_day and p.answer in ('none', 'accepted', 'waits')"
                                  " and (:everybody = 1 or p.answer = 'waits')"
                                  " and not exists (select 1 from booking_change_person newer where newer.ticket_id = p.ticket_id"
                                  " and newer.change_id > p.change_id)"
                                  " and not exists (select 1 from booking_return_offer o where o.ticket_id = p.ticket_id"
                                  " and (o.state = 'open' or o.window_id = :window))"
                                  " order by was.date, was.opens, p.from_number, p.ticket_id limit :limit",
                                  {{"office", window.office},
                                   {"not_by", not_by},
                                   {"service", window.service},
                                   {"day", window.date},
                                   {"again_day", window.date},
                                   {"everybody", who == Asking::everybody},
                                   {"window", window.id},
                                   {"limit", limit}})) {
        people.push_back(row.id<TicketId>(0));
    }
    return people;
}

std::vector<LastChange> unplaced_in(sql::Transaction& tx, WindowId window) {
    static const auto query =
        with("select ", person_columns,
             " from booking_change_person p join booking_ticket t on t.id = p.ticket_id where p.from_window_id = :window"
             " and p.to_window_id = 0 and p.answer in ('none', 'waits') and t.window_id = :same_window"
             " and t.state = 'booked' order by p.from_number");
    std::vector<LastChange> people;
    for (const auto& row : tx.all(query, {{"window", window}, {"same_window", window}}))
        people.push_back({row.id<ChangeId>(12), person_of(row)});
    return people;
}

std::vector<TicketId> unplaced_on(sql::Transaction& tx, OfficeId office, Date day) {
    std::vector<TicketId> tickets;
    for (const auto& row : tx.all("select t.id from booking_ticket t join booking_change_person p on p.ticket_id = t.id"
                                  " where t.office_id = :office and t.date = :day and t.state = 'booked' and p.to_window_id = 0"
                                  " and p.from_window_id = t.window_id and p.answer in ('none', 'waits') order by t.id",
                                  {{"office", office}, {"day", day}})) {
        const auto id = row.id<TicketId>(0);
        if (tickets.empty() || tickets.back() != id) tickets.push_back(id);
    }
    return tickets;
}

void unsettle(sql::Transaction& tx, WindowId window, Instant settled_at) {
    tx.run(
        "update booking_change_person set answer = 'none', answered_at = null where from_window_id = :window and to_window_id = 0"
        " and answer = 'accepted' and answered_at = :settled",
        {{"window", window}, {"settled", settled_at}});
}

std::vector<WaitingMove> waiting_moves(sql::Transaction& tx) {
    std::vector<WaitingMove> moves;
    for (const auto& row : tx.all("select p.change_id, p.office_id, t.service, min(was.date), max(t.date) from booking_change_person p"
                                  " join booking_ticket t on t.id = p.ticket_id join booking_window was on was.id = p.from_window_id"
                                  " where t.state = 'booked' and p.answer = 'waits' and p.to_window_id <> 0"
                                  " group by p.change_id, p.office_id, t.service order by p.change_id, t.service")) {
        moves.push_back({row.id<ChangeId>(0), row.id<OfficeId>(1), row.text(2), row.date(3), row.date(4)});
    }
    return moves;
}

std::vector<AnswerCount> answers(sql::Transaction& tx, ChangeId change) {
    std::vector<AnswerCount> counts;
    for (const auto& row :
         tx.all("select answer, count(*) from booking_change_person where change_id = :change group by answer order by answer",
                {{"change", change}}))
        counts.push_back({parse_move_answer(row.text(0)), row.number(1)});
    return counts;
}

}  // namespace booking::store
