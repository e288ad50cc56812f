-- The register of job seekers (AK-1). Values that tell who somebody is beyond the name are sealed per field; equal
-- persons are found by person_key, a keyed hash of the NIK.

create table registration_seeker (
    id {int64} not null primary key,
    office_id {int64} not null,
    person_key text not null,
    training integer not null default 0,
    created_at {int64} not null,
    unique (office_id, person_key, training)
) {strict};

create table registration_application (
    id {int64} not null primary key,
    office_id {int64} not null,
    channel text not null,
    state text not null check (state in ('draft', 'submitted', 'needs_fix', 'at_counter', 'approved', 'refused', 'withdrawn')),
    code text not null unique,
    person_key text not null default '',
    nik text not null default '',
    name text not null default '',
    name_key text not null default '',
    diploma_name_same integer,
    birth_place text not null default '',
    birth_date text,
    sex text not null default '' check (sex in ('', 'L', 'P')),
    phone text not null default '',
    address text not null default '',
    village_code text not null default '',
    desired_place text not null default '',
    purpose text not null default '',
    situation text not null default '',
    religion text not null default '',
    marital_status text not null default '',
    guardian_name text not null default '',
    guardian_phone text not null default '',
    filled_in_by text not null default '',
    typed text not null default '',
    wage_wish {int64} not null default 0,
    place_wish text not null default '',
    officer_note text not null default '',
    intake_saved integer not null default 0,
    intake_read integer not null default 0,
    created_at {int64} not null,
    updated_at {int64} not null,
    submitted_at {int64},
    present_at {int64},
    present_by text not null default '',
    owner_confirmed_at {int64},
    decided_at {int64},
    decided_by text not null default '',
    refusal_reason text not null default '',
    refusal_note text not null default '',
    refusal_letter text not null default '',
    scans_deleted_at {int64},
    seeker_id {int64},
    card_id {int64},
    external_reference text not null default '',
    training integer not null default 0,
    version integer not null default 1,
    check (state = 'draft' or submitted_at is not null or state = 'withdrawn'),
    check (state <> 'approved' or card_id is not null)
) {strict};

create index registration_application_person on registration_application (office_id, person_key);
create index registration_application_state on registration_application (office_id, state, submitted_at);
create index registration_application_name on registration_application (office_id, name_key);

create table registration_education (
    application_id {int64} not null references registration_application (id),
    position integer not null,
    level text not null,
    major text not null,
    school text not null,
    year integer not null,
    primary key (application_id, position)
) {strict};

create table registration_skill (
    application_id {int64} not null references registration_application (id),
    position integer not null,
    skill text not null,
    primary key (application_id, position)
) {strict};

create table registration_desired_occupation (
    application_id {int64} not null references registration_application (id),
    position integer not null,
    code text not null,
    primary key (application_id, position)
) {strict};

create table registration_experience (
    application_id {int64} not null references registration_application (id),
    position integer not null,
    employer text not null,
    post text not null,
    from_year integer not null,
    to_year integer not null,
    primary key (application_id, position)
) {strict};

create table registration_language (
    application_id {int64} not null references registration_application (id),
    position integer not null,
    name text not null,
    primary key (application_id, position)
) {strict};

create table registration_document (
    id {int64} not null primary key,
    application_id {int64} not null references registration_application (id),
    office_id {int64} not null,
    kind text not null,
    file text not null,
    content_type text not null,
    bytes {int64} not null,
    width integer not null default 0,
    height integer not null default 0,
    blurred integer not null default 0,
    dark integer not null default 0,
    added_at {int64} not null,
    removed_at {int64}
) {strict};

create index registration_document_application on registration_document (application_id);

-- Also for papers that were never uploaded.
create table registration_original_seen (
    application_id {int64} not null references registration_application (id),
    kind text not null,
    seen_at {int64} not null,
    seen_by text not null,
    primary key (application_id, kind)
) {strict};

create index registration_original_seen_at on registration_original_seen (seen_at);

create table registration_mark (
    id {int64} not null primary key,
    application_id {int64} not null references registration_application (id),
    office_id {int64} not null,
    field text not null,
    code text not null,
    note text not null default '',
    made_at {int64} not null,
    made_by text not null,
    resolved_at {int64}
) {strict};

create index registration_mark_application on registration_mark (application_id);

-- What opens one file: the hash of a 192-bit token.
create table registration_applicant_session (
    id {int64} not null primary key,
    application_id {int64} not null references registration_application (id),
    office_id {int64} not null,
    token_hash text not null unique,
    created_at {int64} not null,
    last_seen_at {int64} not null
) {strict};

create index registration_applicant_session_application on registration_applicant_session (application_id);

-- Attempts to open a file with code and birth date, counted per code and per address. Keys are hashes.
create table registration_attempt (
    attempt_key text not null primary key,
    period_start {int64} not null,
    attempts integer not null
) {strict};

-- The KTP's owner took the file over; rivals under the same NIK were withdrawn.
create table registration_takeover (
    id {int64} not null primary key,
    office_id {int64} not null,
    application_id {int64} not null references registration_application (id),
    rival_id {int64} not null references registration_application (id),
    taken_at {int64} not null,
    taken_by text not null
) {strict};
