-- Which parts of the set-up somebody has looked at and left as they are or changed: the wizard is found again there.
create table office_set_up_step (
    office_id {int64} not null references office_office (id),
    step text not null,
    confirmed_at {int64} not null,
    primary key (office_id, step)
) {strict};
