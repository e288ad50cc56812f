-- What happened in the hall is only ever added: an officer's record cannot be made better afterwards.
create trigger hall_event_not_changed before update on hall_event begin select raise(abort, 'hall_event: rows are only added'); end;
create trigger hall_event_not_removed before delete on hall_event begin select raise(abort, 'hall_event: rows are only added'); end;
