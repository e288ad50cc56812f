-- The card, its number, its prints and the ledger that statistics are folded from.

create table registration_card (
    id {int64} not null primary key,
    office_id {int64} not null,
    application_id {int64} unique references registration_application (id),
    seeker_id {int64} references registration_seeker (id),
    number text not null,
    holder_name text not null,
    holder_birth_date text,
    state text not null check (state in ('approved', 'printed', 'awaiting_signature', 'ready', 'handed_over', 'inactive', 'revoked')),
    approved_at {int64} not null,
    approved_by text not null,
    issued_on text not null,
    valid_until text not null,
    validity_basis text not null,
    handed_over_at {int64},
    handed_over_by text not null default '',
    proxy_name text not null default '',
    last_report text,
    blank_serial text,
    inactive_reason text not null default '',
    inactive_at {int64},
    on_register integer not null default 0,
    imported integer not null default 0,
    training integer not null default 0,
    version integer not null default 1,
    unique (office_id, number),
    unique (office_id, blank_serial)
) {strict};

-- One active card a person and office; one place in the stock of registered seekers.
create unique index registration_card_active on registration_card (seeker_id)
    where seeker_id is not null and state <> 'inactive' and state <> 'revoked';
create unique index registration_card_on_register on registration_card (seeker_id)
    where seeker_id is not null and on_register = 1;
create index registration_card_number on registration_card (number);
create index registration_card_state on registration_card (office_id, state);
create index registration_card_valid_until on registration_card (valid_until);

-- The last sequence number given, per office and scope of its number template ("global", "2026", "2026-03", "2026-03-03").
create table registration_number_counter (
    office_id {int64} not null,
    scope_key text not null,
    last {int64} not null,
    primary key (office_id, scope_key)
) {strict};

create table registration_print (
    id {int64} not null primary key,
    card_id {int64} not null references registration_card (id),
    office_id {int64} not null,
    copy integer not null,
    printed_at {int64} not null,
    printed_by text not null,
    printer_id {int64},
    reason text not null,
    unique (card_id, copy)
) {strict};

create table registration_revocation_request (
    id {int64} not null primary key,
    card_id {int64} not null unique references registration_card (id),
    office_id {int64} not null,
    reason text not null,
    requested_by text not null,
    requested_at {int64} not null,
    confirmed_by text not null default '',
    confirmed_at {int64},
    check (confirmed_by = '' or confirmed_by <> requested_by)
) {strict};

-- Append-only. What the IPK tables count: one row for each time a person enters or leaves the stock, with what was true
-- of the person on that day.
create table registration_ledger (
    id {int64} not null primary key,
    office_id {int64} not null,
    seeker_id {int64} not null references registration_seeker (id),
    card_id {int64} not null references registration_card (id),
    kind text not null check (kind in ('registered', 'removed', 'placed', 'reinstated', 'corrected')),
    reason text not null default '',
    effective_on text not null,
    recorded_at {int64} not null,
    recorded_by text not null,
    age integer not null,
    sex text not null,
    education text not null,
    major text not null,
    occupation text not null,
    purpose text not null,
    channel text not null,
    training integer not null default 0
) {strict};

create index registration_ledger_day on registration_ledger (office_id, effective_on);
create index registration_ledger_seeker on registration_ledger (seeker_id);
