-- A line stands only where and when the company has one, and nobody with a tie to a company decides about its day.
create function interviews_is_within(which bigint, nth bigint, earliest bigint, latest bigint) returns boolean language sql as $$
    select exists (select 1 from interviews_day d where d.id = which and d.starts_at + nth * d.slot_minutes >= earliest
        and d.starts_at + (nth + 1) * d.slot_minutes <= latest) $$;
create function interviews_has_line(which bigint, company bigint, nth bigint, wanted bigint) returns boolean language sql as $$
    select exists (select 1 from interviews_company c where c.id = company and wanted < c.lines
        and interviews_is_within(which, nth, c.from_time, c.until_time)) $$;
create function interviews_has_guest(which bigint, file bigint, nth bigint) returns boolean language sql as $$
    select exists (select 1 from interviews_guest g where g.day_id = which and g.application_id = file
        and interviews_is_within(which, nth, g.from_time, g.until_time)) $$;
create function interviews_arranger_has_tie(which bigint, who text) returns boolean language sql as $$
    select exists (select 1 from interviews_company c where c.day_id = which and tied_to(c.employer_id, who)) $$;
create function interviews_refused() returns trigger language plpgsql as $$
    begin raise exception 'interviews: %', tg_argv[0]; end $$;
create trigger interviews_meeting_has_a_line before update of slot, line on interviews_meeting for each row
    when (new.slot is not null and not interviews_has_line(new.day_id, new.company_id, new.slot, new.line))
    execute function interviews_refused('the company has no such line at this time');
create trigger interviews_meeting_has_a_guest before update of slot, line on interviews_meeting for each row
    when (new.slot is not null and not interviews_has_guest(new.day_id, new.application_id, new.slot))
    execute function interviews_refused('the person is not there at this time');
create trigger interviews_meeting_begins_without before insert on interviews_meeting for each row
    when (new.slot is not null) execute function interviews_refused('a meeting begins without a slot');
create trigger interviews_inviter_is_free before insert on interviews_company for each row
    when (tied_to(new.employer_id, new.decided_by)) execute function decider_is_free('invite it');
create trigger interviews_arranger_is_free before update on interviews_day for each row
    when (interviews_arranger_has_tie(new.id, new.decided_by)) execute function decider_is_free('arrange its day');
create function interviews_is_elsewhere(which bigint, file bigint, nth bigint) returns boolean language sql as $$
    select exists (select 1 from interviews_meeting m join interviews_day o on o.id = m.day_id join interviews_day d on d.id = which
        where m.application_id = file and m.day_id <> which and m.slot is not null and o.day = d.day
        and o.starts_at + m.slot * o.slot_minutes < d.starts_at + (nth + 1) * d.slot_minutes
        and d.starts_at + nth * d.slot_minutes < o.starts_at + (m.slot + 1) * o.slot_minutes) $$;
create trigger interviews_meeting_is_alone before update of slot, line on interviews_meeting for each row
    when (new.slot is not null and interviews_is_elsewhere(new.day_id, new.application_id, new.slot))
    execute function interviews_refused('the person is on another day of interviews at this time');
