-- Nobody is asked for, or referred to, a firm that they have blocked, whatever the statement says. Their own application is theirs.
create function blocked_by_owner_of(file bigint, employer bigint) returns boolean language sql as $$
    select exists (select 1 from registration_application a join matching_block b on b.office_id = a.office_id and b.person_key = a.person_key
        where a.id = file and b.employer_id = employer) $$;
create function candidacy_is_wanted() returns trigger language plpgsql as $$ begin raise exception 'this person has blocked the company'; end $$;
create trigger placement_candidacy_is_wanted before insert on placement_candidacy for each row
    when (new.origin in ('found', 'referred') and blocked_by_owner_of(new.application_id, new.employer_id))
    execute function candidacy_is_wanted();
