-- Nobody is asked for, or referred to, a firm that they have blocked, whatever the statement says. Their own application is theirs.
create trigger placement_candidacy_is_wanted before insert on placement_candidacy
    when new.origin in ('found', 'referred') and exists (
        select 1 from registration_application a join matching_block b on b.office_id = a.office_id and b.person_key = a.person_key
        where a.id = new.application_id and b.employer_id = new.employer_id)
    begin select raise(abort, 'this person has blocked the company'); end;
