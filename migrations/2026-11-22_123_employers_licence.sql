-- Permission of a company to place people abroad, as an officer found it in the ministry's list or on paper.
create table employers_licence (
    id {int64} primary key,
    office_id {int64} not null,
    employer_id {int64} not null references employers_employer (id),
    kind text not null check (kind in ('sip3mi', 'sip2mi')),
    number text not null check (number <> ''),
    valid_until text not null,
    checked_where text not null check (checked_where <> ''),
    checked_by {int64} not null,
    checked_at {int64} not null,
    ended_at {int64},
    ended_note text not null default '',
    check ((ended_at is null) = (ended_note = ''))
) {strict};
create unique index employers_licence_number on employers_licence (employer_id, kind, number) where ended_at is null;

-- Work abroad is public only with such a permission; 0 = none. What merely sounds like it is work at home, as an officer said.
alter table vacancies_vacancy add column overseas integer not null default 0 check (overseas in (0, 1));
alter table vacancies_vacancy add column licence_id {int64} not null default 0
    check (overseas = 0 or licence_id <> 0 or state not in ('published', 'paused'));
