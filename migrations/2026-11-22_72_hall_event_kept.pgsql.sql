-- What happened in the hall is only ever added: an officer's record cannot be made better afterwards.
create function hall_event_only_added() returns trigger language plpgsql as $$ begin raise exception 'hall_event: rows are only added'; end $$;
create trigger hall_event_not_changed before update or delete on hall_event for each row execute function hall_event_only_added();
