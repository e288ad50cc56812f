-- Two people for a merge: what the first one wants, until a second one agrees. One wish a pair.
create table registration_merge_wish (
    duplicate_id {int64} primary key references registration_duplicate (id),
    office_id {int64} not null,
    kept_card {int64} not null references registration_card (id),
    asked_by text not null check (asked_by <> ''),
    asked_at {int64} not null
) {strict};
