-- What a company changed of a vacancy that everybody can read: who, when, each field before and after. What an officer looks at
-- first waits here while the old words stay.
create table vacancies_change (
    id {int64} primary key,
    office_id {int64} not null,
    vacancy_id {int64} not null references vacancies_vacancy (id),
    state text not null check (state in ('waiting', 'shown', 'declined', 'withdrawn', 'lapsed')),
    fields text not null check (fields <> '[]'),  -- JSON array of field, before, after
    typed text not null,                 -- JSON array of field, value: all that it says with the change
    held_because text not null,
    by_office integer not null check (by_office in (0, 1)),
    made_by {int64} not null,
    made_at {int64} not null,
    decided_by {int64} not null default 0,
    decided_at {int64},
    note text not null default '',
    check ((state = 'waiting') = (decided_at is null)),
    check (state <> 'declined' or note <> '')
) {strict};
-- One that waits a vacancy.
create unique index vacancies_change_waiting on vacancies_change (vacancy_id) where state = 'waiting';
create index vacancies_change_of_office on vacancies_change (office_id, id) where state = 'waiting';
create index vacancies_change_of_vacancy on vacancies_change (vacancy_id, id);
