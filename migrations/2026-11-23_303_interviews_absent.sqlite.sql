-- Who did not come is called to no further slot of that day.
drop trigger interviews_meeting_has_a_guest;
create trigger interviews_meeting_has_a_guest before update of slot, line on interviews_meeting
    when new.slot is not null and not exists (
        select 1 from interviews_guest g join interviews_day d on d.id = g.day_id where g.day_id = new.day_id and g.application_id = new.application_id
        and g.missed_at is null
        and d.starts_at + new.slot * d.slot_minutes >= g.from_time and d.starts_at + (new.slot + 1) * d.slot_minutes <= g.until_time)
    begin select raise(abort, 'the person is not there at this time'); end;
