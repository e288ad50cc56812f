-- A quota change as one act: what it found, whom it moved, what they answered. Undoing it restores every row from here and
-- takes its own rows away again; the journal keeps both.

create table booking_change (
    id {int64} primary key,
    office_id {int64} not null,
    kind text not null check (kind in ('quota', 'closed', 'limited')),
    date_from text not null,
    date_to text not null,
    reason text not null check (reason <> ''),
    plan text not null,
    decided_by {int64} not null,
    decided_at {int64} not null,
    answer_until {int64} not null,
    percent integer not null check (percent between 0 and 100),  -- of a limited service; 100 otherwise
    services_off text not null,
    screening integer not null check (screening in (0, 1)),
    seats integer not null check (seats >= 0),                   -- people in the hall at once; 0 = as always
    notice text not null,
    check (date_from <= date_to)
) {strict};
create index booking_change_by_day on booking_change (office_id, date_to);

-- What each window was before.
create table booking_change_window (
    change_id {int64} not null references booking_change (id),
    office_id {int64} not null,
    window_id {int64} not null references booking_window (id),
    old_quota integer not null,
    new_quota integer not null,
    old_online_quota integer not null,
    added_reserve integer not null check (added_reserve >= 0),
    old_by_hand integer not null,
    old_suspended integer not null,
    old_suspended_reason text not null,
    primary key (change_id, window_id)
) {strict};
create index booking_change_window_of_window on booking_change_window (window_id);

-- Windows that gave numbers to people from elsewhere.
create table booking_change_room (
    change_id {int64} not null references booking_change (id),
    office_id {int64} not null,
    window_id {int64} not null references booking_window (id),
    number_before integer not null,
    number_after integer not null,
    primary key (change_id, window_id)
) {strict};

-- Whom it moved; to_window_id 0: no place was found, the number stays and the person waits for one.
create table booking_change_person (
    change_id {int64} not null references booking_change (id),
    office_id {int64} not null,
    ticket_id {int64} not null references booking_ticket (id),
    position integer not null,
    from_window_id {int64} not null,
    from_number integer not null,
    from_channel text not null,
    from_sequence integer not null,
    to_window_id {int64} not null,
    to_number integer not null,
    protection text not null check (protection in ('none', 'lane', 'moved_before', 'traveller')),
    rule text not null check (rule in ('same_part', 'other_part', 'no_room')),
    answer text not null check (answer in ('none', 'accepted', 'chose_again', 'waits', 'came_anyway')),
    answered_at {int64},
    primary key (change_id, ticket_id),
    check ((answer = 'none') = (answered_at is null))
) {strict};
create index booking_change_person_of_ticket on booking_change_person (ticket_id);

-- An earlier place held for somebody who was moved, until a stated time. The place counts as taken from the offer on.
create table booking_return_offer (
    id {int64} primary key,
    office_id {int64} not null,
    change_id {int64} not null references booking_change (id),
    ticket_id {int64} not null references booking_ticket (id),
    window_id {int64} not null references booking_window (id),
    number integer not null,
    channel text not null,
    offered_at {int64} not null,
    expires_at {int64} not null,
    state text not null check (state in ('open', 'accepted', 'declined', 'lapsed')),
    ended_at {int64},
    unique (window_id, number),
    check ((state = 'open') = (ended_at is null))
) {strict};
create unique index booking_one_open_offer_a_ticket on booking_return_offer (ticket_id) where state = 'open';
create index booking_return_offer_due on booking_return_offer (expires_at) where state = 'open';

-- Who keeps the day when a quota is cut, as far as nothing else says so (age, address, earlier moves do).
create table booking_protected (
    ticket_id {int64} primary key references booking_ticket (id),
    office_id {int64} not null
) {strict};
