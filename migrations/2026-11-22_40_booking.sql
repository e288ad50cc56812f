-- Windows, places and tickets. The database has the last word on every "only one" and "at most N" of booking/rules.cpp.

create table booking_window (
    id {int64} primary key,
    office_id {int64} not null,
    rule_id {int64} not null,
    service text not null,
    name text not null,
    place text not null,
    date text not null,
    opens integer not null,
    closes integer not null,
    quota integer not null check (quota >= 0),
    taken integer not null check (taken >= 0),
    online_quota integer not null check (online_quota >= 0),
    online_taken integer not null check (online_taken >= 0),
    reserve integer not null check (reserve >= 0),
    reserve_taken integer not null check (reserve_taken between 0 and reserve),
    last_number integer not null check (last_number >= taken),
    suspended integer not null check (suspended in (0, 1)),
    suspended_reason text not null,
    quota_set_by_hand integer not null check (quota_set_by_hand in (0, 1)),
    unique (rule_id, service, date)
) {strict};
create index booking_window_by_day on booking_window (office_id, service, date, opens, id);

-- `a or b or c` where `in (a, b, c)` would do: SQLite makes a table of the list for every row that it checks.
create table booking_ticket (
    id {int64} primary key,
    office_id {int64} not null,
    window_id {int64} not null references booking_window (id),
    service text not null,
    date text not null,
    number integer not null check (number >= 1),
    letter text not null,
    code text not null,
    application_id {int64} not null,
    person_key text not null,
    holder_name text not null,
    phone_sealed text not null,
    about text not null,
    state text not null check (state = 'booked' or state = 'checked_in' or state = 'called' or state = 'done' or state = 'no_show'
        or state = 'cancelled' or state = 'left'),
    channel text not null check (channel = 'online' or channel = 'counter' or channel = 'reserve' or channel = 'school'
        or channel = 'late_entry'),
    taken_at {int64} not null,
    checked_in_at {int64},
    called_at {int64},
    closed_at {int64},
    counter text not null,
    outcome text not null,
    other_day integer not null check (other_day in (0, 1)),
    sequence integer not null,
    unique (window_id, number)
) {strict};
-- One open ticket a person and service: checked by rules, kept by these two keys.
create unique index booking_one_open_ticket_a_person on booking_ticket (office_id, service, person_key)
    where (state = 'booked' or state = 'checked_in' or state = 'called') and person_key <> '';
create unique index booking_one_open_ticket_an_application on booking_ticket (application_id)
    where (state = 'booked' or state = 'checked_in' or state = 'called') and application_id <> 0;
create index booking_ticket_by_day on booking_ticket (office_id, date, service, number);
create index booking_ticket_by_code on booking_ticket (code, taken_at, id);
create index booking_ticket_of_application on booking_ticket (application_id, taken_at, id);

-- Where a ticket stood before it was moved: people come with the old number.
create table booking_move (
    id {int64} primary key,
    office_id {int64} not null,
    ticket_id {int64} not null references booking_ticket (id),
    from_window_id {int64} not null,
    from_number integer not null,
    to_window_id {int64} not null,
    to_number integer not null,
    reason text not null,
    moved_at {int64} not null
) {strict};
create index booking_move_of_ticket on booking_move (ticket_id);

-- Numbers kept for paper tickets on a day without power; entered later with their original times.
create table booking_paper_range (
    id {int64} primary key,
    office_id {int64} not null,
    window_id {int64} not null references booking_window (id),
    first_number integer not null,
    last_number integer not null,
    made_at {int64} not null,
    check (first_number <= last_number)
) {strict};

-- A raise of quota that waits for a second person, where the office says so.
create table booking_quota_request (
    window_id {int64} primary key references booking_window (id),
    quota integer not null,
    reason text not null,
    asked_by {int64} not null,
    asked_at {int64} not null
) {strict};
