-- Who applied or was referred to which vacancy, what became of it, and the ledger that statistics are folded from.

-- One row a vacancy somebody came to: the guard of its three limits. `openings` follows the vacancy when somebody is hired.
create table placement_vacancy (
    vacancy_id {int64} not null primary key,
    office_id {int64} not null,
    last_number integer not null default 0,
    applications integer not null default 0 check (applications >= 0),
    openings integer not null default 0,
    hired integer not null default 0,
    check (hired between 0 and openings)
) {strict};

-- `person_key` stands only where somebody of an office saw the KTP: a file that anybody could have typed is only itself.
create table placement_candidacy (
    id {int64} not null primary key,
    office_id {int64} not null,
    vacancy_id {int64} not null references placement_vacancy (vacancy_id),
    employer_id {int64} not null,
    application_id {int64} not null,
    person_key text not null,
    number integer not null check (number >= 1),
    origin text not null check (origin in ('applied', 'referred', 'found')),
    state text not null check (state in ('sent', 'invited', 'introduced', 'interviewed', 'accepted', 'not_accepted', 'no_show', 'withdrawn', 'closed')),
    note text not null,
    made_at {int64} not null,
    answer_by text not null,
    introduced_at {int64},
    answered_at {int64},
    reason text not null default '' check (reason in ('', 'other_closer', 'skill', 'certificate', 'experience', 'education', 'hours', 'distance', 'wage',
        'filled', 'cancelled', 'unanswered', 'invitation_unanswered')),
    letter text not null default '',
    referred_by text not null default '',
    version integer not null default 1,
    unique (vacancy_id, number),
    unique (vacancy_id, application_id),
    check ((state in ('not_accepted', 'closed')) = (reason <> '')),
    check ((state in ('accepted', 'not_accepted', 'no_show', 'withdrawn', 'closed')) = (answered_at is not null)),
    check (state not in ('introduced', 'interviewed', 'accepted', 'no_show') or introduced_at is not null),
    check ((origin = 'referred') = (letter <> ''))
) {strict};
create unique index placement_candidacy_of_person on placement_candidacy (vacancy_id, person_key) where person_key <> '';
create index placement_candidacy_of_file on placement_candidacy (application_id, made_at);
create index placement_candidacy_of_employer on placement_candidacy (employer_id, vacancy_id);
create index placement_candidacy_waiting on placement_candidacy (office_id, answer_by) where state in ('sent', 'invited', 'introduced', 'interviewed');
create unique index placement_candidacy_letter on placement_candidacy (office_id, letter) where letter <> '';

create table placement_letter_counter (
    office_id {int64} not null,
    year integer not null,
    last integer not null check (last >= 1),
    primary key (office_id, year)
) {strict};

create table placement_placement (
    id {int64} not null primary key,
    office_id {int64} not null,
    candidacy_id {int64} unique references placement_candidacy (id),
    application_id {int64} not null,
    vacancy_id {int64},
    employer_id {int64},
    employer_name text not null check (employer_name <> ''),
    occupation text not null,
    industry text not null,
    contract text not null,
    wage_low {int64} not null,
    wage_high {int64} not null,
    channel text not null check (channel in ('akl', 'akad', 'akan')),
    origin text not null check (origin in ('referral', 'portal', 'job_fair', 'school', 'self_found')),
    evidence text not null check (evidence in ('company_report', 'contract', 'company_letter', 'person_statement')),
    start_on text not null,
    state text not null check (state in ('reported', 'placed', 'confirmed', 'ended', 'refused')),
    reported_by text not null,
    reported_at {int64} not null,
    verified_by text not null default '',
    verified_at {int64},
    confirmed_on text,
    ended_on text,
    version integer not null default 1,
    check ((state = 'reported') = (verified_at is null)),
    check ((verified_at is null) = (verified_by = '')),
    check (state <> 'confirmed' or confirmed_on is not null),
    check ((state = 'ended') = (ended_on is not null)),
    check (ended_on is null or ended_on >= start_on),
    check (wage_low <= wage_high)
) {strict};
create index placement_placement_of_office on placement_placement (office_id, state, start_on);
create index placement_placement_of_file on placement_placement (application_id);

-- Append-only: what happened, with what was true of the person on that day.
create table placement_event (
    id {int64} not null primary key,
    office_id {int64} not null,
    candidacy_id {int64},
    placement_id {int64},
    vacancy_id {int64},
    employer_id {int64},
    application_id {int64} not null,
    kind text not null check (kind in ('applied', 'referred', 'found', 'invited', 'introduced', 'interviewed', 'accepted', 'not_accepted', 'no_show', 'closed',
        'withdrawn', 'placed', 'found_work', 'confirmed', 'ended', 'refused')),
    reason text not null,
    effective_on text not null,
    recorded_at {int64} not null,
    recorded_by text not null,
    age integer not null,
    sex text not null,
    education text not null,
    occupation text not null,
    industry text not null,
    channel text not null,
    origin text not null,
    training integer not null check (training in (0, 1))
) {strict};
create index placement_event_day on placement_event (office_id, effective_on);
-- Each step of a placement is counted once.
create unique index placement_event_once on placement_event (placement_id, kind) where placement_id is not null;
create unique index placement_event_of_candidacy on placement_event (candidacy_id, kind) where candidacy_id is not null and placement_id is null;

-- An officer's tie to a firm. `words` is sealed.
create table placement_interest (
    id {int64} not null primary key,
    office_id {int64} not null,
    account_id {int64} not null,
    employer_id {int64} not null,
    words text not null,
    declared_at {int64} not null,
    ended_at {int64}
) {strict};
create unique index placement_interest_open on placement_interest (account_id, employer_id) where ended_at is null;

-- How many cards a company looked up on a day.
create table placement_card_check (
    employer_id {int64} not null,
    office_id {int64} not null,
    day text not null,
    lines integer not null check (lines between 0 and 500),
    primary key (employer_id, day)
) {strict};
