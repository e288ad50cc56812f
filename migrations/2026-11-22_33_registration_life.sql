-- What happens to a card after it was handed over: reports, terms, codes, copies, blanks, duplicates, what is struck off.

-- The next report that is due, and the last reminder sent for it (days before; 0 = on the day). None: nothing is due.
alter table registration_card add column report_due text;
alter table registration_card add column report_reminded integer;
-- The code that verifies today; none: the card's own id. Earlier codes answer inactive.
alter table registration_card add column code_id {int64};
-- Renewed under the same number: the next term. Earlier ones stand in registration_card_term.
alter table registration_card add column term integer not null default 1;
alter table registration_print add column term integer not null default 1;

-- Its holder was compared with the others of the office (duplicates).
alter table registration_card add column compared integer not null default 0;

create index registration_card_uncompared on registration_card (office_id, id) where compared = 0;
create index registration_card_report_due on registration_card (office_id, report_due) where report_due is not null;
create index registration_document_file on registration_document (file) where file <> '';

create table registration_card_code (
    id {int64} not null primary key,
    card_id {int64} not null references registration_card (id),
    office_id {int64} not null,
    term integer not null,
    why text not null check (why in ('lost', 'damaged', 'data_changed', 'renewed')),
    letter text not null default '',
    made_at {int64} not null,
    made_by text not null
) {strict};

create index registration_card_code_card on registration_card_code (card_id);

create table registration_card_term (
    card_id {int64} not null references registration_card (id),
    office_id {int64} not null,
    term integer not null,
    application_id {int64},
    issued_on text not null,
    valid_until text not null,
    handed_over_at {int64},
    last_report text,
    blank_serial text not null default '',
    ended_at {int64} not null,
    ended_by text not null,
    primary key (card_id, term)
) {strict};

-- An application that renews a card: the old one was brought, or is lost.
create table registration_renewal (
    application_id {int64} not null primary key references registration_application (id),
    card_id {int64} not null references registration_card (id),
    office_id {int64} not null,
    old_card text not null check (old_card in ('returned', 'lost')),
    begun_at {int64} not null,
    begun_by text not null
) {strict};

create index registration_renewal_card on registration_renewal (card_id);

-- One report a card, day and status; one for each day that was due.
create table registration_report (
    id {int64} not null primary key,
    card_id {int64} not null references registration_card (id),
    office_id {int64} not null,
    status text not null check (status in ('looking', 'working', 'placed', 'moved')),
    channel text not null check (channel in ('link', 'file', 'counter', 'school')),
    reported_on text not null,
    covers text,
    employer text not null default '',
    since text,
    paper_stamped integer not null default 0,
    restored integer not null default 0,
    reported_at {int64} not null,
    reported_by text not null,
    unique (card_id, reported_on, status, channel)
) {strict};

create unique index registration_report_covers on registration_report (card_id, covers) where covers is not null;

-- Answers as they were before a change of data; sealed whole.
create table registration_answer_version (
    application_id {int64} not null references registration_application (id),
    office_id {int64} not null,
    version integer not null,
    answers text not null,
    fields text not null,
    reason text not null default '',
    changed_at {int64} not null,
    changed_by text not null,
    primary key (application_id, version)
) {strict};

-- The card that a person brought from another office.
create table registration_previous_card (
    card_id {int64} not null primary key references registration_card (id),
    office_id {int64} not null,
    issuer text not null,
    number text not null,
    issued_on text,
    noted_at {int64} not null,
    noted_by text not null
) {strict};

-- Certified photocopies of a card.
create table registration_legalisation (
    id {int64} not null primary key,
    card_id {int64} not null references registration_card (id),
    office_id {int64} not null,
    number text not null,
    made_on text not null,
    copies integer not null check (copies between 1 and 50),
    signatory text not null,
    made_at {int64} not null,
    made_by text not null,
    unique (office_id, number)
) {strict};

create index registration_legalisation_card on registration_legalisation (card_id);

-- Numbered blanks: received as a range, then used one by one. A sheet of paper is issued or spoiled once.
create table registration_blank_batch (
    id {int64} not null primary key,
    office_id {int64} not null,
    first_serial text not null,
    last_serial text not null,
    blanks integer not null check (blanks between 1 and 5000),
    received_on text not null,
    note text not null default '',
    received_at {int64} not null,
    received_by text not null
) {strict};

create index registration_blank_batch_office on registration_blank_batch (office_id, received_on);

create table registration_blank (
    office_id {int64} not null,
    serial text not null,
    batch_id {int64} not null references registration_blank_batch (id),
    state text not null default 'stock' check (state in ('stock', 'issued', 'spoiled')),
    print_id {int64} unique references registration_print (id),
    reason text not null default '',
    used_on text,
    used_at {int64},
    used_by text not null default '',
    primary key (office_id, serial),
    check ((state = 'stock') = (used_on is null)),
    check (state <> 'issued' or print_id is not null),
    check (state <> 'spoiled' or reason <> '')
) {strict};

create index registration_blank_state on registration_blank (office_id, state);

create table registration_blank_day (
    office_id {int64} not null,
    day text not null,
    prints integer not null,
    issued integer not null,
    spoiled integer not null,
    difference integer not null,
    explanation text not null default '',
    closed_at {int64} not null,
    closed_by text not null,
    primary key (office_id, day),
    check (difference = prints - issued - spoiled),
    check (difference = 0 or explanation <> '')
) {strict};

create index registration_print_day on registration_print (office_id, printed_at);

-- Keyed hashes of how a name sounds together with the day of birth: who may be one person. They tell nothing without the key.
create table registration_person_trace (
    card_id {int64} not null references registration_card (id),
    office_id {int64} not null,
    kind text not null,
    trace text not null,
    primary key (card_id, kind)
) {strict};

create index registration_person_trace_trace on registration_person_trace (office_id, trace);

create table registration_duplicate (
    id {int64} not null primary key,
    office_id {int64} not null,
    card_a {int64} not null references registration_card (id),
    card_b {int64} not null references registration_card (id),
    signs text not null,
    state text not null default 'open' check (state in ('open', 'merged', 'different')),
    found_at {int64} not null,
    decided_at {int64},
    decided_by text not null default '',
    unique (card_a, card_b),
    check (card_a < card_b)
) {strict};

create index registration_duplicate_open on registration_duplicate (office_id, state);

-- Two cards of one person: one is kept, the other was put aside. What it was stands here, for the undo.
create table registration_merge (
    id {int64} not null primary key,
    duplicate_id {int64} not null references registration_duplicate (id),
    office_id {int64} not null,
    kept_card {int64} not null references registration_card (id),
    merged_card {int64} not null references registration_card (id),
    before_state text not null,
    before_reason text not null,
    before_at {int64},
    before_on_register integer not null,
    before_seeker {int64},
    version_after integer not null,
    merged_at {int64} not null,
    merged_by text not null,
    undone_at {int64},
    undone_by text not null default '',
    check (kept_card <> merged_card)
) {strict};

create unique index registration_merge_card on registration_merge (merged_card) where undone_at is null;

-- What would be struck off: proposed to the manager, approved in parts, undone exactly.
create table registration_strike_list (
    id {int64} not null primary key,
    office_id {int64} not null,
    day text not null,
    state text not null default 'open' check (state in ('open', 'closed')),
    made_at {int64} not null,
    made_by text not null,
    closed_at {int64},
    closed_by text not null default ''
) {strict};

create unique index registration_strike_list_open on registration_strike_list (office_id) where state = 'open';

create table registration_strike_item (
    list_id {int64} not null references registration_strike_list (id),
    card_id {int64} not null references registration_card (id),
    office_id {int64} not null,
    reason text not null check (reason in ('lapsed', 'expired')),
    due text not null,
    state text not null default 'proposed' check (state in ('proposed', 'struck', 'undone')),
    version_after integer,
    before_at {int64},
    before_on_register integer not null default 0,
    struck_at {int64},
    struck_by text not null default '',
    undone_at {int64},
    undone_by text not null default '',
    primary key (list_id, card_id),
    check (state = 'proposed' or struck_at is not null)
) {strict};

create index registration_strike_item_state on registration_strike_item (list_id, state, due);
