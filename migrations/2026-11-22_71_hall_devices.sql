-- What stands in the hall: boards that show calls, kiosks that give numbers.

-- One row an office. `last_number` counts what its boards were told; the row is the lock that makes the numbers follow
-- the commits.
create table hall_board (
    office_id {int64} primary key,
    last_number {int64} not null,
    notice text not null,
    notice_until text
) {strict};

create table hall_board_call (
    office_id {int64} not null,
    number {int64} not null,
    date text not null,
    at {int64} not null,
    word text not null check (word in ('called', 'again', 'undone', 'notice')),
    ticket_id {int64} not null,
    label text not null,
    counter text not null,
    primary key (office_id, number)
) {strict};
create index hall_board_call_by_day on hall_board_call (office_id, date, number);

create table hall_device (
    id {int64} primary key,
    office_id {int64} not null,
    name text not null,
    printer text not null,
    paper_mm integer not null check (paper_mm in (58, 80)),
    key_index text not null,
    pairing_index text not null,
    pairing_until {int64} not null,
    paired_at {int64},
    seen_at {int64},
    made_at {int64} not null,
    removed integer not null check (removed in (0, 1))
) {strict};
create unique index hall_one_device_a_name on hall_device (office_id, name) where removed = 0;
create unique index hall_one_device_a_key on hall_device (key_index) where key_index <> '';

-- Numbers that a kiosk has given: a second touch of the same screen gives the same number, and nobody empties the day.
create table hall_device_number (
    press text primary key,
    device_id {int64} not null,
    office_id {int64} not null,
    ticket_id {int64} not null,
    at {int64} not null
) {strict};
create index hall_device_number_by_time on hall_device_number (device_id, at);
