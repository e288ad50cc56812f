-- One row a file that companies asked for: the lock under which they are counted, so that two at the same moment are two.
create table placement_contacted (
    application_id {int64} not null primary key,
    asked integer not null check (asked >= 1)
) {strict};
