-- A first day of work lies at most a year before its report; one day more, for the office's clock.
create trigger placement_start_is_near before insert on placement_placement
    when new.start_on < date(new.reported_at - 367 * 86400, 'unixepoch')
    begin select raise(abort, 'work that began more than a year ago is not reported'); end;
