-- The waiting list: who waits, which places came back, and what was offered to whom.

create table booking_waiting (
    id {int64} primary key,
    office_id {int64} not null,
    service text not null,
    application_id {int64} not null,
    person_key text not null,
    holder_name text not null,
    phone_sealed text not null,
    about text not null,
    language text not null,
    from_day text not null,
    to_day text not null,
    part_of_day text not null check (part_of_day in ('any', 'morning', 'afternoon', 'evening')),
    state text not null check (state in ('waiting', 'served', 'left', 'over')),
    joined_at {int64} not null,
    ended_at {int64},
    ticket_id {int64} not null,
    check (from_day <= to_day)
) {strict};
-- A person waits once for a service, however many files carry the NIK.
create unique index booking_waiting_one_a_person on booking_waiting (office_id, service, person_key)
    where state = 'waiting' and person_key <> '';
create unique index booking_waiting_one_an_application on booking_waiting (application_id)
    where state = 'waiting' and application_id <> 0;
create index booking_waiting_line on booking_waiting (office_id, service, joined_at, id) where state = 'waiting';
create index booking_waiting_of_application on booking_waiting (application_id);

-- A place that came back. Until it is taken or freed it still counts in its window's `taken`: nobody can buy it.
create table booking_returned_place (
    id {int64} primary key,
    office_id {int64} not null,
    window_id {int64} not null references booking_window (id),
    channel text not null check (channel in ('online', 'counter')),
    cause text not null check (cause in ('cancelled', 'withdrawn', 'moved', 'school_unused', 'quota_raised', 'draw_unused')),
    given_by text not null,
    returned_at {int64} not null,
    due_at {int64} not null,
    state text not null check (state in ('held', 'offered', 'taken', 'freed')),
    check (due_at >= returned_at)
) {strict};
create index booking_returned_place_due on booking_returned_place (office_id, due_at) where state = 'held';
create index booking_returned_place_of_window on booking_returned_place (window_id) where state in ('held', 'offered');

create table booking_offer (
    id {int64} primary key,
    office_id {int64} not null,
    place_id {int64} not null references booking_returned_place (id),
    waiting_id {int64} not null references booking_waiting (id),
    offered_at {int64} not null,
    expires_at {int64} not null,
    state text not null check (state in ('open', 'accepted', 'declined', 'lapsed', 'withdrawn')),
    answered_at {int64},
    unique (place_id, waiting_id)
) {strict};
-- Never one place with two people, never one person with two offers.
create unique index booking_offer_one_a_place on booking_offer (place_id) where state in ('open', 'accepted');
create unique index booking_offer_one_a_person on booking_offer (waiting_id) where state in ('open', 'accepted');
create index booking_offer_expiring on booking_offer (office_id, expires_at) where state = 'open';

-- Who missed booked days without a word: read when that person books online again.
create index booking_ticket_missed on booking_ticket (office_id, service, person_key) where state = 'no_show' and person_key <> '';
