-- Who came on another day than booked stands on that day's list.
create index booking_ticket_other_day on booking_ticket (office_id, checked_in_at) where other_day = 1;
