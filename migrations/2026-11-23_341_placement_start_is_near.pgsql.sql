-- A first day of work lies at most a year before its report; one day more, for the office's clock.
create function placement_start_is_far() returns trigger language plpgsql as $$ begin raise exception 'work that began more than a year ago is not reported'; end $$;
create trigger placement_start_is_near before insert on placement_placement for each row
    when (new.start_on < to_char(to_timestamp(new.reported_at - 367 * 86400) at time zone 'UTC', 'YYYY-MM-DD'))
    execute function placement_start_is_far();
