-- What was suggested to whom, from what, and how scarce a vacancy is.

-- A profile and a vacancy as they stood when something was said about them: whoever asks later reads the same.
create table matching_profile_then (
    profile_id {int64} not null,
    version integer not null,
    office_id {int64} not null,
    sealed text not null,
    primary key (profile_id, version)
) {strict};
create table matching_vacancy_then (
    vacancy_id {int64} not null,
    revision {int64} not null,
    facts text not null,
    primary key (vacancy_id, revision)
) {strict};

-- Only ever added to, and forgotten after a year. `outcome` is what `explain` must give again, byte by byte.
create table matching_record (
    id {int64} primary key,
    office_id {int64} not null,
    profile_id {int64} not null,
    profile_version integer not null,
    vacancy_id {int64} not null,
    vacancy_revision {int64} not null,
    weights text not null,
    settings text not null,              -- hash of the settings in force
    relaxed text not null,               -- codes, set aside by an officer
    day text not null,
    outcome text not null,
    score integer not null,
    price integer not null,
    rank integer not null check (rank >= 1),
    slot text not null check (slot in ('batch', 'open', 'officer')),
    batch_id {int64} not null,           -- 0 = before the first
    at {int64} not null
) {strict};
create unique index matching_one_record on matching_record (profile_id, profile_version, vacancy_id, vacancy_revision, weights, relaxed);
create index matching_record_of_office on matching_record (office_id, at);

-- Of the whole installation: a vacancy is one, whatever office its seekers come from.
create table matching_batch (
    id {int64} primary key,
    at {int64} not null,
    weights text not null,
    settings text not null,
    seekers integer not null,
    vacancies integer not null,
    pairs integer not null,
    value {int64} not null,
    bound {int64} not null,
    sweeps integer not null,
    with_nothing integer not null,
    check (value <= bound)
) {strict};
create index matching_batch_in_time on matching_batch (at);

-- By vacancy: what it costs in points of score because others want it too, and to how many people it may be suggested.
create table matching_price (
    vacancy_id {int64} primary key,
    office_id {int64} not null,          -- the vacancy's
    batch_id {int64} not null,
    price integer not null check (price >= 0),
    capacity integer not null check (capacity >= 0),
    given integer not null check (given >= 0 and given <= capacity)
) {strict};

-- Who is shown what: given by the batch, or taken between two batches.
create table matching_slot (
    profile_id {int64} not null,
    vacancy_id {int64} not null,
    office_id {int64} not null,
    batch_id {int64} not null,
    seen_at {int64},                     -- the first time on a screen
    rank integer not null,               -- at that time; 0 = not yet
    primary key (profile_id, vacancy_id)
) {strict};
create index matching_slot_of_office on matching_slot (office_id, batch_id);

-- A counsellor's word: pin, veto (90 days), or a condition set aside; always with a reason, never the legal age.
create table matching_override (
    id {int64} primary key,
    office_id {int64} not null,
    profile_id {int64} not null,
    vacancy_id {int64} not null,
    kind text not null check (kind in ('pin', 'veto', 'relax')),
    item text not null check (item in ('', 'education', 'certificate', 'language', 'contract', 'distance', 'accommodation', 'occupation')),
    reason text not null check (reason <> ''),
    by_account {int64} not null,
    at {int64} not null,
    until {int64} not null,
    ended_at {int64},
    check ((kind = 'relax') = (item <> ''))
) {strict};
create unique index matching_one_override on matching_override (profile_id, vacancy_id, kind, item) where ended_at is null;

create table matching_objection (
    id {int64} primary key,
    office_id {int64} not null,
    profile_id {int64} not null,
    vacancy_id {int64} not null,
    words text not null,                 -- sealed
    answer text not null,                -- sealed
    at {int64} not null,
    answered_at {int64},
    answered_by {int64} not null
) {strict};
create index matching_objection_of_office on matching_objection (office_id, answered_at);
create index matching_override_of_vacancy on matching_override (vacancy_id) where ended_at is null;
