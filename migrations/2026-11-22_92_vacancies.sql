-- What employers report as vacant, and its life.

-- Grows by one with every change that a reader of published vacancies must see. The row is locked until the change is
-- durable: who reads up to a number has missed nothing below it.
create table vacancies_revision (
    id integer primary key check (id = 1),
    last {int64} not null
) {strict};
insert into vacancies_revision (id, last) values (1, 0);

create table vacancies_sequence (
    year integer primary key,
    last integer not null check (last >= 1)
) {strict};

create table vacancies_vacancy (
    id {int64} primary key,
    office_id {int64} not null,
    employer_id {int64} not null,
    employer_name text not null,
    receipt text unique,                 -- null until it is handed in
    state text not null check (state in ('draft', 'submitted', 'held', 'returned', 'refused', 'published', 'paused', 'filled', 'expired', 'cancelled')),
    source text not null check (source in ('employer_portal', 'officer_visit', 'imported', 'job_fair', 'national')),
    external_reference text not null,
    fingerprint text not null,           -- of imports: employer, title, place and text; '' = not looked at
    title text not null,
    occupation text not null,
    openings integer not null check (openings between 1 and 100000),
    openings_men integer not null check (openings_men >= 0),
    openings_women integer not null check (openings_women >= 0),
    filled_men integer not null check (filled_men >= 0),
    filled_women integer not null check (filled_women >= 0),
    cancelled integer not null check (cancelled >= 0),
    valid_from text not null,
    valid_until text not null,
    place_code text not null,
    place_text text not null,
    address text not null,
    contract text not null check (contract in ('permanent', 'fixed_term', 'apprenticeship', 'daily', 'freelance')),
    mode text not null check (mode in ('on_site', 'hybrid', 'remote')),
    hours text not null,
    wage_low {int64} not null check (wage_low >= 0),
    wage_high {int64} not null,
    conditions text not null,
    education_min text not null,
    majors text not null,                -- JSON array, like the lists below
    skills text not null,
    certificates text not null,
    languages text not null,
    experience_months integer not null check (experience_months >= 0),
    age_min integer not null check (age_min >= 0),
    age_max integer not null check (age_max >= 0),
    open_to_disability integer not null check (open_to_disability in (0, 1)),
    accommodations text not null,
    description text not null,
    how_to_apply text not null,
    contact text not null,               -- sealed
    asked text not null,                 -- JSON: conditions that need a reason
    asks integer not null check (asks in (0, 1)),  -- there is one whose reason nobody accepted yet
    held_because text not null,
    note_of_officer text not null,
    made_at {int64} not null,
    submitted_at {int64},
    published_at {int64},
    closed_at {int64},
    answer_days integer not null check (answer_days between 1 and 365),
    applications_max integer not null check (applications_max >= 0),
    revision {int64} not null,           -- 0 = was never public
    version integer not null check (version >= 1),
    check (openings_men + openings_women in (0, openings)),
    check (filled_men + filled_women + cancelled <= openings),
    check (wage_high >= wage_low),
    check (age_max = 0 or age_max >= age_min),
    check (valid_until >= valid_from),
    check ((state = 'draft') = (receipt is null)),
    -- What the public reads has no open question.
    check (state not in ('published', 'paused') or (published_at is not null and asks = 0 and revision > 0))
) {strict};
create index vacancies_vacancy_of_office on vacancies_vacancy (office_id, state, id);
create index vacancies_vacancy_of_employer on vacancies_vacancy (employer_id, id);
create unique index vacancies_vacancy_by_revision on vacancies_vacancy (revision) where revision > 0;
create index vacancies_vacancy_open on vacancies_vacancy (office_id, valid_until) where state in ('published', 'paused');
create unique index vacancies_vacancy_by_reference on vacancies_vacancy (office_id, external_reference) where external_reference <> '';
create unique index vacancies_vacancy_by_fingerprint on vacancies_vacancy (office_id, fingerprint) where fingerprint <> '';

-- Rows of files that did not become a vacancy: a person mends them or puts them away. None is lost.
create table vacancies_row (
    id {int64} primary key,
    office_id {int64} not null,
    employer_id {int64},                 -- whose file it was; null = came through the office
    line integer not null,
    cells text not null,                 -- sealed: JSON object, field to text
    faults text not null,                -- JSON array of field and code
    made_at {int64} not null,
    by_account text not null
) {strict};
create index vacancies_row_of_office on vacancies_row (office_id, id);
create index vacancies_row_of_employer on vacancies_row (employer_id, line, id);
