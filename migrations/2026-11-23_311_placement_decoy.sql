-- People whom a manager invented. They stand in no list that a person sees; whoever opens one collects people.
create table placement_decoy (
    id {int64} not null primary key,
    office_id {int64} not null,
    slot integer not null check (slot between 1 and 3),
    label text not null,
    education text not null,
    skills text not null,
    position text not null,
    planted_at {int64} not null,
    planted_by text not null,
    ended_at {int64}
) {strict};
create unique index placement_decoy_slot on placement_decoy (office_id, slot) where ended_at is null;

-- Who opened one. Again on the same day is counted here and rings no second time.
create table placement_touch (
    id {int64} not null primary key,
    office_id {int64} not null,
    decoy_id {int64} not null references placement_decoy (id),
    employer_id {int64} not null,
    kind text not null check (kind in ('sheet', 'invitation')),
    day text not null,
    first_at {int64} not null,
    last_at {int64} not null,
    times integer not null default 1 check (times >= 1),
    unique (decoy_id, employer_id, kind, day)
) {strict};
