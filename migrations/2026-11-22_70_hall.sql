-- The hall: counters, who stands where today, and what was done. Names of people stay in booking_ticket.

create table hall_counter (
    id {int64} primary key,
    office_id {int64} not null,
    number text not null,
    label text not null,
    services text not null,
    step_free integer not null check (step_free in (0, 1)),
    sign_language integer not null check (sign_language in (0, 1)),
    made_by_hand integer not null check (made_by_hand in (0, 1)),
    retired integer not null check (retired in (0, 1)),
    officer_id {int64} not null,
    officer_name text not null,
    since {int64}
) {strict};
create unique index hall_one_counter_a_number on hall_counter (office_id, number) where retired = 0;

-- One row for an office and a day: counts arrivals, and is the lock that makes one call after the other.
create table hall_day (
    office_id {int64} not null,
    date text not null,
    arrivals {int64} not null,
    calls {int64} not null,
    primary key (office_id, date)
) {strict};

-- What each line is owed at counters that serve the same services.
create table hall_credit (
    office_id {int64} not null,
    date text not null,
    services text not null,
    booked integer not null,
    walk_in integer not null,
    priority integer not null,
    primary key (office_id, date, services)
) {strict};

create table hall_place (
    ticket_id {int64} primary key,
    office_id {int64} not null,
    date text not null,
    service text not null,
    label text not null,
    line text not null check (line in ('booked', 'walk_in', 'priority')),
    lane text not null check (lane in ('', 'pregnant', 'elderly', 'disability', 'illness')),
    needs text not null,
    turn {int64} not null,
    arrival {int64} not null,
    arrived_at {int64} not null,
    state text not null check (state in ('waiting', 'called', 'held', 'parked', 'skipped', 'gone')),
    counter_id {int64} not null,
    counter_number text not null,
    called_at {int64},
    announced_at {int64},
    announcements integer not null,
    called_by {int64} not null,
    overtaken integer not null,
    overtaken_max integer not null,
    jumped integer not null,
    gone_at {int64},
    outlook_low integer not null,
    outlook_high integer not null,
    notified integer not null check (notified in (0, 1)),
    check (overtaken <= overtaken_max),
    unique (office_id, date, arrival)
) {strict};
-- A counter calls one person at a time.
create unique index hall_one_call_a_counter on hall_place (counter_id) where state = 'called' and counter_id <> 0;
create index hall_place_by_day on hall_place (office_id, date, state);

-- Only ever added to.
create table hall_event (
    id {int64} primary key,
    office_id {int64} not null,
    date text not null,
    at {int64} not null,
    act text not null,
    ticket_id {int64} not null,
    label text not null,
    service text not null,
    counter_id {int64} not null,
    account_id {int64} not null,
    account_name text not null,
    reason text not null,
    passed integer not null
) {strict};
create index hall_event_by_day on hall_event (office_id, date, id);
create index hall_event_of_ticket on hall_event (ticket_id);

-- What a person needs, never why; by the register's key of the person, sealed, with the day of consent.
create table hall_profile (
    id {int64} primary key,
    office_id {int64} not null,
    person_key text not null,
    needs_sealed text not null,
    consented_at {int64} not null,
    recorded_by {int64} not null,
    unique (office_id, person_key)
) {strict};

-- The value is wiped at the day's end; what came of it stays.
create table hall_screening (
    ticket_id {int64} primary key,
    office_id {int64} not null,
    date text not null,
    tenths integer,
    outcome text not null check (outcome in ('passed', 'sent_on')),
    at {int64} not null
) {strict};
