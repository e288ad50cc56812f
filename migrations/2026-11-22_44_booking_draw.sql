-- The daily draw: a day whose online places are drawn among those who enter until a stated time.

create table booking_draw (
    id {int64} primary key,
    office_id {int64} not null,
    service text not null,
    date text not null,
    opens_at {int64} not null,
    closes_at {int64} not null,
    commitment text not null,
    seed_sealed text not null,
    seed text not null,
    state text not null check (state in ('open', 'drawn', 'called_off')),
    announced_at {int64} not null,
    drawn_at {int64},
    ballot text not null,
    reason text not null,
    check (opens_at < closes_at),
    check (announced_at <= opens_at),
    -- The seed is public exactly when the draw is over.
    check ((state = 'drawn') = (seed <> ''))
) {strict};
create unique index booking_draw_one_a_day on booking_draw (office_id, service, date) where state <> 'called_off';
create index booking_draw_closing on booking_draw (closes_at) where state = 'open';

create table booking_draw_entry (
    id {int64} primary key,
    office_id {int64} not null,
    draw_id {int64} not null references booking_draw (id),
    application_id {int64} not null,
    person_key text not null check (person_key <> ''),
    code text not null,
    part_of_day text not null check (part_of_day in ('any', 'morning', 'afternoon', 'evening')),
    entered_at {int64} not null,
    rank integer,
    window_id {int64} not null,
    ticket_id {int64} not null,
    -- One person, one entry, however many files carry the NIK; a code names one entry.
    unique (draw_id, person_key),
    unique (draw_id, application_id),
    unique (draw_id, code)
) {strict};
create index booking_draw_entry_of_application on booking_draw_entry (application_id);

-- While it stands, nobody books this window online: its places wait for the draw.
alter table booking_window add column draw_id {int64} not null default 0;
