-- A line stands only where and when the company has one, and nobody with a tie to a company decides about its day.
create trigger interviews_meeting_has_a_line before update of slot, line on interviews_meeting
    when new.slot is not null and not exists (
        select 1 from interviews_company c join interviews_day d on d.id = c.day_id where c.id = new.company_id and new.line < c.lines
        and d.starts_at + new.slot * d.slot_minutes >= c.from_time and d.starts_at + (new.slot + 1) * d.slot_minutes <= c.until_time)
    begin select raise(abort, 'the company has no such line at this time'); end;
create trigger interviews_meeting_has_a_guest before update of slot, line on interviews_meeting
    when new.slot is not null and not exists (
        select 1 from interviews_guest g join interviews_day d on d.id = g.day_id where g.day_id = new.day_id and g.application_id = new.application_id
        and d.starts_at + new.slot * d.slot_minutes >= g.from_time and d.starts_at + (new.slot + 1) * d.slot_minutes <= g.until_time)
    begin select raise(abort, 'the person is not there at this time'); end;
create trigger interviews_meeting_begins_without before insert on interviews_meeting
    when new.slot is not null begin select raise(abort, 'a meeting begins without a slot'); end;
create trigger interviews_inviter_is_free before insert on interviews_company
    when exists (
        select 1 from placement_interest i where i.employer_id = new.employer_id and i.ended_at is null and 'account:' || i.account_id = new.decided_by)
    begin select raise(abort, 'somebody with a tie to the company may not invite it'); end;
create trigger interviews_arranger_is_free before update on interviews_day
    when exists (
        select 1 from placement_interest i join interviews_company c on c.employer_id = i.employer_id
        where c.day_id = new.id and i.ended_at is null and 'account:' || i.account_id = new.decided_by)
    begin select raise(abort, 'somebody with a tie to a company may not arrange its day'); end;
create trigger interviews_meeting_is_alone before update of slot, line on interviews_meeting
    when new.slot is not null and exists (
        select 1 from interviews_meeting m join interviews_day o on o.id = m.day_id join interviews_day d on d.id = new.day_id
        where m.application_id = new.application_id and m.day_id <> new.day_id and m.slot is not null and o.day = d.day
        and o.starts_at + m.slot * o.slot_minutes < d.starts_at + (new.slot + 1) * d.slot_minutes
        and d.starts_at + new.slot * d.slot_minutes < o.starts_at + (m.slot + 1) * o.slot_minutes)
    begin select raise(abort, 'the person is on another day of interviews at this time'); end;
