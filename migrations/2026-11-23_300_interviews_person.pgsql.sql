-- One row a person: whoever gives somebody a slot holds it until the transaction ends. Two days that are arranged in one moment
-- would otherwise not see what the other has not committed, and call the person to both. The look follows in a statement of its
-- own, so that it sees what was committed while this one waited.
create table interviews_person (
    application_id bigint not null primary key,
    held bigint not null check (held > 0)
);
create function interviews_hold_person(file bigint) returns void language sql as $$
    insert into interviews_person (application_id, held) values (file, 1)
    on conflict (application_id) do update set held = interviews_person.held + 1 $$;
create function interviews_keep_alone() returns trigger language plpgsql as $$
    begin perform interviews_hold_person(new.application_id); if interviews_is_elsewhere(new.day_id, new.application_id, new.slot)
    then raise exception 'interviews: the person is on another day of interviews at this time'; end if; return new; end $$;
drop trigger interviews_meeting_is_alone on interviews_meeting;
create trigger interviews_meeting_is_alone before update of slot, line on interviews_meeting for each row
    when (new.slot is not null) execute function interviews_keep_alone();
