-- Each report that heads are found or no longer looked for, so that a wrong one can be taken back. Nothing of it is deleted.
create table vacancies_heads (
    id {int64} primary key,
    office_id {int64} not null,
    vacancy_id {int64} not null references vacancies_vacancy (id),
    men integer not null check (men >= 0),
    women integer not null check (women >= 0),
    cancelled integer not null check (cancelled >= 0),
    state_before text not null check (state_before in ('submitted', 'held', 'returned', 'published', 'paused', 'expired')),
    ended integer not null check (ended in (0, 1)),    -- no head was left: the vacancy ended with it
    by_office integer not null check (by_office in (0, 1)),
    made_by {int64} not null,
    made_at {int64} not null,
    take_back_until {int64},                           -- null = as long as the vacancy has not ended
    stands integer not null default 0 check (stands in (0, 1)),  -- whoever waited there has been told
    taken_back_by {int64} not null default 0,
    taken_back_at {int64},
    check (men + women + cancelled >= 1),
    check ((ended = 1) = (take_back_until is not null)),
    -- What people were told is not taken back, and what was taken back is told to nobody.
    check (stands = 0 or taken_back_at is null),
    check (taken_back_at is null or take_back_until is null or taken_back_at <= take_back_until)
) {strict};
create index vacancies_heads_of_vacancy on vacancies_heads (vacancy_id, id);
