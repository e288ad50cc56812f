-- Bodies beside the office: schools with a job centre (BKK), their graduates, reports and what became of the graduates.
create table partners_school (
    id {int64} primary key,
    office_id {int64} not null,
    name text not null check (name <> ''),
    name_key text not null,
    npsn text not null,
    level text not null,
    address text not null,
    licence_number text not null check (licence_number <> ''),
    licence_from text not null,
    licence_until text not null,
    officer_name text not null,
    contact_name text not null,
    contact_phone text not null,
    contact_email text not null,
    account_id {int64} not null default 0,
    retired integer not null default 0 check (retired in (0, 1)),
    made_at {int64} not null,
    version integer not null default 1,
    check (licence_from <= licence_until),
    unique (office_id, licence_number),
    unique (office_id, name_key)
) {strict};
create unique index partners_school_of_account on partners_school (account_id) where account_id <> 0;

-- One row a graduate. `row_key` tells the same person in the next file: the keyed hash of the NIK, or of name and birth
-- date while the NIK is unfit. Cells stand as typed, sealed; `digest` tells whether they changed.
create table partners_graduate (
    id {int64} primary key,
    office_id {int64} not null,
    school_id {int64} not null references partners_school (id),
    row_key text not null,
    twin integer not null default 0 check (twin in (0, 1)),
    line integer not null,
    cells text not null,
    digest text not null,
    name text not null,
    sex text not null check (sex in ('', 'L', 'P')),
    major text not null,
    state text not null check (state in ('faulty', 'ready', 'sent')),
    application_id {int64} not null default 0,
    made_at {int64} not null,
    sent_at {int64},
    confirmed_at {int64},
    declined_at {int64},
    outcome text not null default '' check (outcome in ('', 'placed', 'working', 'self_employed', 'studying', 'looking')),
    outcome_at {int64},
    asked_at {int64},
    check ((state = 'sent') = (application_id <> 0)),
    check ((outcome = '') = (outcome_at is null)),
    unique (school_id, row_key)
) {strict};
create index partners_graduate_of_school on partners_graduate (school_id, state, line, id);
create unique index partners_graduate_of_application on partners_graduate (application_id) where application_id <> 0;

-- What each file brought; a file that came before changes nothing.
create table partners_upload (
    id {int64} primary key,
    office_id {int64} not null,
    school_id {int64} not null references partners_school (id),
    file_name text not null,
    sha256 text not null,
    rows_read integer not null,
    added integer not null,
    changed integer not null,
    faulty integer not null,
    uploaded_at {int64} not null,
    uploaded_by text not null
) {strict};
create index partners_upload_of_school on partners_upload (school_id, uploaded_at);

create table partners_report (
    id {int64} primary key,
    office_id {int64} not null,
    school_id {int64} not null references partners_school (id),
    month text not null,
    figures text not null,
    note text not null,
    submitted_at {int64} not null,
    submitted_by text not null,
    revision integer not null,
    unique (school_id, month)
) {strict};
