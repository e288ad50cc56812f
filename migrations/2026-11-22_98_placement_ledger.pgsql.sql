-- A row of the ledger is never changed and never taken away.
create function placement_event_is_kept() returns trigger language plpgsql as $$ begin raise exception 'placement_event is append-only'; end $$;
create trigger placement_event_kept before update or delete on placement_event for each row execute function placement_event_is_kept();
create trigger placement_event_kept_whole before truncate on placement_event for each statement execute function placement_event_is_kept();
