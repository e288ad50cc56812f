-- Who may come in: accounts of staff, schools and companies, how they prove who they are, what they have open.
-- office_id 0 is the installation itself. Nothing here opens a door when it is stolen: passwords are Argon2id, tokens
-- and links SHA-256, recovery codes and attempt keys keyed hashes, the second factor's secret is sealed.
create table identity_account (
    id {int64} primary key,
    office_id {int64} not null,
    user_name text not null unique,
    display_name text not null,
    state text not null check (state in ('invited', 'active', 'disabled')),
    zone text not null check (zone in ('WIB', 'WITA', 'WIT')),
    password_hash text not null,
    totp_secret text not null,
    totp_last_step {int64} not null,
    second_factor_waived integer not null check (second_factor_waived in (0, 1)),
    created_at {int64} not null,
    last_seen_at {int64},
    check (state <> 'active' or password_hash <> '')
) {strict};
create index identity_account_office on identity_account (office_id, user_name);

create table identity_account_role (
    account_id {int64} not null references identity_account (id),
    role text not null check (role in ('admin', 'manager', 'clerk', 'inspector', 'school', 'employer')),
    primary key (account_id, role)
) {strict};

-- stage: what is still missing. 'code' and 'enrolment' open nothing but the next step of signing in.
create table identity_session (
    id {int64} primary key,
    token_hash text not null unique,
    account_id {int64} not null references identity_account (id),
    stage text not null check (stage in ('code', 'enrolment', 'complete')),
    kind text not null check (kind in ('browser', 'program')),
    device text not null,
    created_at {int64} not null,
    seen_at {int64} not null
) {strict};
create index identity_session_account on identity_session (account_id);

-- Links that are good once. The setup link belongs to no account yet.
create table identity_link (
    token_hash text primary key,
    kind text not null check (kind in ('setup', 'invitation', 'password_reset')),
    account_id {int64} references identity_account (id),
    created_at {int64} not null,
    expires_at {int64} not null,
    used_at {int64},
    check ((kind = 'setup') = (account_id is null))
) {strict};
create index identity_link_account on identity_link (account_id);

create table identity_recovery_code (
    account_id {int64} not null references identity_account (id),
    code_hash text not null,
    used_at {int64},
    primary key (account_id, code_hash)
) {strict};

-- Tries since the last quiet quarter of an hour, by what is guessed (store_attempts.cpp).
create table identity_attempt (
    key text primary key,
    tries integer not null,
    last_at {int64} not null
) {strict};

-- One row that everybody who takes an administrator away has to hold: two of them wait for each other.
create table identity_last_admin (
    id integer primary key check (id = 1),
    changes {int64} not null
) {strict};
insert into identity_last_admin (id, changes) values (1, 0);
