-- Who did what. On SQLite a row is a link of its office's chain from the start; on PostgreSQL it becomes one when it is
-- sealed: sequence, previous_hash and hash are null until then. office_id 0 is the installation itself.
create table audit_entry (
    id {int64} primary key,
    office_id {int64} not null,
    at {int64} not null,
    actor text not null,
    verb text not null,
    subject text not null,
    details text not null,
    request_id text not null,
    sequence {int64},
    previous_hash text,
    hash text,
    unique (office_id, sequence)
) {strict};
create index audit_entry_unsealed on audit_entry (id) where sequence is null;
create index audit_entry_office on audit_entry (office_id, id);
create index audit_entry_subject on audit_entry (subject, id);

-- Where each chain ends.
create table audit_head (
    office_id {int64} primary key,
    sequence {int64} not null,
    hash text not null
) {strict};

-- What the installation's key has confirmed of it, once an hour; copies of it belong elsewhere.
create table audit_head_signed (
    office_id {int64} not null,
    sequence {int64} not null,
    hash text not null,
    at {int64} not null,
    signature text not null,
    primary key (office_id, sequence)
) {strict};

-- Who opened a person's file. The person may read it.
create table audit_read (
    id {int64} primary key,
    office_id {int64} not null,
    at {int64} not null,
    actor text not null,
    subject text not null,
    purpose text not null,
    request_id text not null
) {strict};
create index audit_read_subject on audit_read (subject, id);
