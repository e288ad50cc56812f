-- Who lost the place to a smaller quota and found no other stands on the waiting list before everybody who joined by
-- themselves; and what a change took from the list, or gave to it, so that undoing it restores the list, too.
alter table booking_waiting add column change_id {int64} not null default 0;
alter table booking_waiting add column for_ticket_id {int64} not null default 0;
-- Of a wish that was there before the change: until when.
alter table booking_waiting add column own_to_day text not null default '';
create index booking_waiting_for_ticket on booking_waiting (for_ticket_id) where for_ticket_id <> 0;

create table booking_change_place (
    change_id {int64} not null references booking_change (id),
    office_id {int64} not null,
    place_id {int64} not null references booking_returned_place (id),
    was text not null check (was in ('held', 'offered', 'new')),
    offer_id {int64} not null,
    primary key (change_id, place_id)
) {strict};
create index booking_change_place_of_place on booking_change_place (place_id);
