-- Days on which people and companies meet by appointment.

create table interviews_day (
    id {int64} not null primary key,
    office_id {int64} not null,
    day text not null,
    starts_at integer not null check (starts_at between 0 and 1440),
    ends_at integer not null check (ends_at between 0 and 1440),
    slot_minutes integer not null check (slot_minutes between 5 and 60),
    gap_slots integer not null check (gap_slots between 0 and 4),
    most_each integer not null check (most_each between 1 and 10),
    mode text not null check (mode in ('office', 'mutual')),
    is_online integer not null check (is_online in (0, 1)),
    place text not null check (place <> ''),
    interpreters integer not null check (interpreters between 0 and 20),
    quiet_rooms integer not null check (quiet_rooms between 0 and 20),
    state text not null check (state in ('draft', 'published', 'cancelled')),
    lottery {int64} not null,
    decided_by text not null,
    made_at {int64} not null,
    arranged_at {int64},
    published_at {int64},
    version integer not null default 1,
    check (starts_at + slot_minutes <= ends_at),
    check (ends_at - starts_at <= 96 * slot_minutes),
    check (state <> 'published' or (published_at is not null and arranged_at is not null))
) {strict};
create index interviews_day_of_office on interviews_day (office_id, day);

-- A company on a day: so many lines between these hours.
create table interviews_company (
    id {int64} not null primary key,
    day_id {int64} not null references interviews_day (id),
    office_id {int64} not null,
    employer_id {int64} not null,
    lines integer not null check (lines between 1 and 20),
    from_time integer not null,
    until_time integer not null,
    decided_by text not null,
    unique (day_id, employer_id),
    check (from_time < until_time)
) {strict};
create index interviews_company_of_employer on interviews_company (employer_id);

-- A person on a day: from when to when they can be there, and what they need (1 interpreter, 2 quiet room).
create table interviews_guest (
    day_id {int64} not null references interviews_day (id),
    application_id {int64} not null,
    office_id {int64} not null,
    from_time integer not null,
    until_time integer not null,
    needs integer not null check (needs between 0 and 3),
    told text not null default '',
    primary key (day_id, application_id),
    check (from_time <= until_time)
) {strict};
create index interviews_guest_of_file on interviews_guest (application_id);

-- One person and one company on a day. Only one that is placed has a slot and a line.
create table interviews_meeting (
    id {int64} not null primary key,
    day_id {int64} not null references interviews_day (id),
    office_id {int64} not null,
    company_id {int64} not null references interviews_company (id),
    application_id {int64} not null,
    candidacy_id {int64} not null,
    state text not null check (state in ('waiting', 'placed', 'cannot_come', 'removed', 'over')),
    slot integer check (slot between 0 and 95),
    line integer check (line between 0 and 19),
    why text not null default '' check (why in ('', 'never_there', 'no_shared', 'company_full', 'person_busy', 'shared_taken', 'no_way', 'enough', 'not_agreed')),
    unique (day_id, company_id, application_id),
    check ((state = 'placed') = (slot is not null)),
    check ((slot is null) = (line is null)),
    check (state = 'waiting' or why = '')
) {strict};
-- Nobody is in two places, no line is taken twice.
create unique index interviews_meeting_of_person on interviews_meeting (day_id, application_id, slot) where slot is not null;
create unique index interviews_meeting_at_line on interviews_meeting (day_id, company_id, line, slot) where slot is not null;
create index interviews_meeting_of_file on interviews_meeting (application_id);

-- Where both sides say whom they would rather meet: 1 is first.
create table interviews_wish (
    day_id {int64} not null references interviews_day (id),
    application_id {int64} not null,
    company_id {int64} not null references interviews_company (id),
    place integer not null check (place between 1 and 50),
    primary key (day_id, application_id, company_id),
    unique (day_id, application_id, place)
) {strict};
create table interviews_rank (
    company_id {int64} not null references interviews_company (id),
    application_id {int64} not null,
    rank integer not null check (rank between 0 and 9),
    primary key (company_id, application_id)
) {strict};
