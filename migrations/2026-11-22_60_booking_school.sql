-- Places that a school takes in one go and names later, and days on which the office comes to the school.
-- A block's places count as taken from the start; `school_taken` holds schools to their share of the quota.
alter table booking_window add column school_taken integer not null default 0 check (school_taken >= 0);
-- Whose window it is: 0 = everybody's. A school day is offered to nobody else.
alter table booking_window add column holder_id {int64} not null default 0;

create table booking_block (
    id {int64} primary key,
    office_id {int64} not null,
    window_id {int64} not null references booking_window (id),
    holder_id {int64} not null,
    holder_name text not null,
    places integer not null check (places >= 0),
    named integer not null check (named between 0 and places),
    next_number integer not null,
    last_number integer not null,
    made_at {int64} not null,
    returned_at {int64},
    returned integer not null default 0 check (returned >= 0)
) {strict};
create index booking_block_of_holder on booking_block (office_id, holder_id);
create index booking_block_of_window on booking_block (window_id);
create index booking_block_due on booking_block (office_id) where returned_at is null;
