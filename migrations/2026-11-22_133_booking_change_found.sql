-- People of changes are found by what is asked of them, however many years of changes lie there.
create index booking_change_person_without on booking_change_person (from_window_id) where to_window_id = 0;
create index booking_change_person_waiting on booking_change_person (office_id) where answer = 'waits';
