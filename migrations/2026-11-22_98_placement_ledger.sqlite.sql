-- A row of the ledger is never changed and never taken away.
create trigger placement_event_kept_as_is before update on placement_event begin select raise(abort, 'placement_event is append-only'); end;
create trigger placement_event_kept before delete on placement_event begin select raise(abort, 'placement_event is append-only'); end;
