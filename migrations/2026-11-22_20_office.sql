-- What an office decides about itself: profile, rule pack, calendar, services, hours, papers, signatories, card.

create table office_office (
    id {int64} primary key,
    code text not null unique,
    name text not null,
    government text not null,
    regency_code text not null,
    zone text not null check (zone in ('WIB', 'WITA', 'WIT')),
    week_days integer not null check (week_days in (5, 6)),
    address text not null,
    phone text not null,
    email text not null,
    website text not null,
    emblem_file text not null,
    opening_note text not null,
    privacy_contact text not null,
    complaint_path text not null,
    state text not null check (state in ('setting_up', 'open')),
    version integer not null
) {strict};

-- Rows are never changed: a new value is a new row with its own day of effect, so that an old card can say under which
-- text it was issued. The latest `set_at` wins where two rows begin on one day.
create table office_parameter (
    id {int64} primary key,
    office_id {int64} not null references office_office (id),
    name text not null,
    value text not null,
    legal_basis text not null,
    valid_from text not null,
    note text not null,
    set_at {int64} not null
) {strict};
create index office_parameter_in_force on office_parameter (office_id, name, valid_from, set_at, id);

-- The office's own days, and corrections of the national list. counts_as_working is 1 where a listed holiday is worked.
create table office_holiday (
    office_id {int64} not null references office_office (id),
    date text not null,
    kind text not null check (kind in ('national', 'joint_leave', 'regional', 'election', 'office_closure')),
    name text not null,
    counts_as_working integer not null check (counts_as_working in (0, 1)),
    source text not null,
    entered_at {int64} not null,
    primary key (office_id, date)
) {strict};

create table office_service (
    office_id {int64} not null references office_office (id),
    code text not null,
    position integer not null,
    name text not null,
    name_en text not null,
    letter text not null check (length(letter) = 1),
    offered integer not null,
    bookable_online integer not null,
    needs_application integer not null,
    requirements text not null,
    time_promise text not null,
    legal_basis text not null,
    product text not null,
    minutes_each integer not null check (minutes_each between 1 and 480),
    primary key (office_id, code)
) {strict};

create table office_window_rule (
    id {int64} primary key,
    office_id {int64} not null references office_office (id),
    name text not null,
    place text not null,
    weekdays text not null,
    opens integer not null check (opens between 0 and 1439),
    closes integer not null check (closes between 1 and 1440),
    valid_from text not null,
    valid_to text,
    services text not null,
    quota integer not null check (quota between 0 and 5000),
    not_online_percent integer not null check (not_online_percent between 0 and 100),
    school_percent integer not null check (school_percent between 0 and 100),
    open_on_holidays integer not null,
    retired integer not null,
    check (opens < closes),
    check (valid_to is null or valid_from <= valid_to)
) {strict};
create index office_window_rule_of_office on office_window_rule (office_id);

create table office_window_exception (
    office_id {int64} not null references office_office (id),
    rule_id {int64} not null references office_window_rule (id),
    date text not null,
    closed integer not null,
    quota integer check (quota between 0 and 5000),
    reason text not null,
    primary key (rule_id, date)
) {strict};

create table office_document_requirement (
    office_id {int64} not null references office_office (id),
    kind text not null,
    label text not null,
    mandatory integer not null,
    upload integer not null,
    substitutes text not null,
    note text not null,
    position integer not null,
    primary key (office_id, kind)
) {strict};
create index office_document_requirement_in_order on office_document_requirement (office_id, position, kind);

create table office_signatory (
    id {int64} primary key,
    office_id {int64} not null references office_office (id),
    name text not null,
    rank_text text not null,
    nip text not null,
    title text not null,
    capacity text not null check (capacity in ('definitive', 'acting', 'daily_acting', 'on_behalf', 'for_attention')),
    principal_title text not null,
    valid_from text not null,
    valid_to text,
    retired integer not null,
    check (valid_to is null or valid_from <= valid_to)
) {strict};
create index office_signatory_of_office on office_signatory (office_id, valid_from);

create table office_printer (
    id {int64} primary key,
    office_id {int64} not null references office_office (id),
    name text not null,
    x_tenth_mm integer not null check (x_tenth_mm between -200 and 200),
    y_tenth_mm integer not null check (y_tenth_mm between -200 and 200),
    unique (office_id, name)
) {strict};

create table office_number_scheme (
    office_id {int64} primary key references office_office (id),
    pattern text not null,
    scope text not null check (scope in ('global', 'year', 'month', 'day')),
    next {int64} not null check (next >= 1),
    cut_over text
) {strict};

create table office_card_template (
    office_id {int64} not null references office_office (id),
    version integer not null,
    json text not null,
    valid_from text not null,
    primary key (office_id, version)
) {strict};
