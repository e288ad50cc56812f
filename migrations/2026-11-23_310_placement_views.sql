-- How many people a company opened on a day, masked ("fitting") or by name ("contact"), and whom: the same person again costs nothing.
create table placement_view_day (
    employer_id {int64} not null,
    office_id {int64} not null,
    day text not null,
    kind text not null check (kind in ('fitting', 'contact')),
    people integer not null default 0,
    most integer not null,
    used_up_at {int64},
    primary key (employer_id, day, kind),
    check (people between 0 and most)
) {strict};
create index placement_view_day_of_office on placement_view_day (office_id, day);

create table placement_viewed (
    employer_id {int64} not null,
    application_id {int64} not null,
    kind text not null check (kind in ('fitting', 'contact')),
    day text not null,
    primary key (employer_id, application_id, kind, day)
) {strict};
create index placement_viewed_on on placement_viewed (day, employer_id, kind);
