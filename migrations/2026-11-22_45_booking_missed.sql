-- With the date in it, this is the narrowest index for the pause after missed days; without, SQLite preferred the list of
-- all tickets by day.
drop index booking_ticket_missed;
create index booking_ticket_missed on booking_ticket (office_id, service, person_key, date) where state = 'no_show' and person_key <> '';
