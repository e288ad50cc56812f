-- What people tell so that work can be found for them: one row a person and office, all of it sealed but the consent.
create table matching_profile (
    id {int64} primary key,
    office_id {int64} not null,
    person_key text not null,            -- blind index of the NIK
    application_id {int64} not null,     -- the newest one
    sealed text not null,
    suggestions integer not null check (suggestions in (0, 1)),
    shown_masked integer not null check (shown_masked in (0, 1)),
    digest integer not null check (digest in (0, 1)),
    by_staff integer not null check (by_staff in (0, 1)),
    revision {int64} not null unique,
    version integer not null check (version >= 1),
    changed_at {int64} not null,
    unique (office_id, person_key)
) {strict};

-- One row. `token` tells one database from another; `profile_revision` grows with every change of a profile, in the same
-- transaction, so that the order of commits is the order of revisions.
create table matching_state (
    id integer primary key check (id = 1),
    token {int64} not null,
    profile_revision {int64} not null
) {strict};
