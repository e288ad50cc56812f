-- A list that a manager brought as a file and has not taken in yet: one of each kind waits, with what a trial run said of it.
create table office_list (
    id {int64} primary key,
    office_id {int64} not null,
    kind text not null check (kind <> ''),
    file text not null check (file <> ''),   -- name in the store of files, which keeps it encrypted
    file_name text not null,
    outcome text not null,                   -- JSON
    brought_by text not null,
    brought_at {int64} not null
) {strict};
create unique index office_list_waiting on office_list (office_id, kind);
