-- Who did not come is called to no further slot of that day.
create or replace function interviews_has_guest(which bigint, file bigint, nth bigint) returns boolean language sql as $$
    select exists (select 1 from interviews_guest g where g.day_id = which and g.application_id = file and g.missed_at is null
        and interviews_is_within(which, nth, g.from_time, g.until_time)) $$;
