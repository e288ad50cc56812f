-- Whoever employs for a wage, and who of the office has verified them. Contact, address and call-back are sealed.
create table employers_employer (
    id {int64} primary key,
    office_id {int64} not null,
    state text not null check (state in ('submitted', 'verified', 'refused', 'suspended')),
    name text not null check (name <> ''),
    name_key text not null check (name_key <> ''),
    nib text not null check (nib = '' or length(nib) = 13),
    kbli text not null,
    kbli_version text not null check (kbli_version in ('', '2020', '2025')),
    ownership text not null check (ownership in ('government', 'state_company', 'cooperative', 'private_company', 'other_body', 'individual')),
    size text not null check (size in ('micro', 'small', 'medium', 'large')),
    head_office_id {int64} not null default 0,
    head_office_name text not null default '',
    regency_code text not null,
    address text not null,
    contact_name text not null,
    contact_phone text not null,
    contact_email text not null,
    website text not null,
    workers {int64} not null check (workers >= 0),
    workers_disabled {int64} not null,
    workers_local {int64} not null,
    account_id {int64} not null default 0,
    verified_by_call text not null default '',
    verified_at {int64},
    verified_by text not null default '',
    refusal_reason text not null default '',
    source text not null check (source in ('portal', 'visit', 'import')),
    request_key text not null default '',
    made_at {int64} not null,
    version integer not null default 1,
    check ((kbli = '') = (kbli_version = '')),
    check (workers_disabled >= 0 and workers_disabled <= workers),
    check (workers_local >= 0 and workers_local <= workers),
    check ((state in ('verified', 'suspended')) = (verified_at is not null)),
    check (verified_at is null or verified_by_call <> ''),
    check (state not in ('refused', 'suspended') or refusal_reason <> ''),
    check (head_office_id <> id)
) {strict};
create unique index employers_employer_of_account on employers_employer (account_id) where account_id <> 0;
-- One verified head office a business number; whoever types the number of another may still hand in a registration.
create unique index employers_employer_nib on employers_employer (office_id, nib)
    where nib <> '' and head_office_id = 0 and state in ('verified', 'suspended');
-- A form that is sent twice is one registration.
create unique index employers_employer_request on employers_employer (office_id, request_key) where request_key <> '' and state = 'submitted';
create index employers_employer_list on employers_employer (office_id, state, name_key, id);
create index employers_employer_same_nib on employers_employer (office_id, nib) where nib <> '';
create index employers_employer_branches on employers_employer (head_office_id) where head_office_id <> 0;

-- A new name or number that waits for an officer: one a company.
create table employers_change (
    employer_id {int64} primary key references employers_employer (id),
    office_id {int64} not null,
    name text not null check (name <> ''),
    nib text not null check (nib = '' or length(nib) = 13),
    asked_at {int64} not null,
    asked_by text not null
) {strict};
create index employers_change_of_office on employers_change (office_id, asked_at);

-- An officer was there: whom they met, what they found, when they come again.
create table employers_visit (
    id {int64} primary key,
    office_id {int64} not null,
    employer_id {int64} not null references employers_employer (id),
    visited_on text not null,
    met text not null,
    note text not null,
    heads_needed {int64} not null check (heads_needed >= 0),
    next_on text,
    made_by text not null,
    made_at {int64} not null,
    check (next_on is null or next_on > visited_on)
) {strict};
create index employers_visit_of_employer on employers_visit (employer_id, visited_on, id);
create index employers_visit_next on employers_visit (office_id, next_on) where next_on is not null;

-- What the register of vacancies says of a company, written by it.
create table employers_reported (
    employer_id {int64} primary key references employers_employer (id),
    office_id {int64} not null,
    vacancies {int64} not null check (vacancies >= 0),
    heads {int64} not null check (heads >= 0),
    filled {int64} not null check (filled >= 0),
    ended_unreported {int64} not null check (ended_unreported >= 0),
    last_at {int64},
    changed_at {int64} not null
) {strict};
create index employers_reported_of_office on employers_reported (office_id) where ended_unreported > 0;
