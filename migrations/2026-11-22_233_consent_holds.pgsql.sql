-- Nothing is agreed to with a file that was withdrawn, or while the register says that its holder works, whatever the statement says.
create function is_over_or_works(file bigint) returns boolean language sql as $$
    select exists (select 1 from registration_application a left join registration_card c on c.id = a.card_id where a.id = file
        and (a.state = 'withdrawn' or (c.state = 'inactive' and c.inactive_reason in ('placed', 'found_work')))) $$;
create function consent_is_given() returns trigger language plpgsql as $$ begin raise exception 'nobody agrees with a file that is over'; end $$;
create trigger matching_consent_is_given_anew before insert on matching_profile for each row
    when (new.suggestions + new.shown_masked + new.digest > 0 and is_over_or_works(new.application_id))
    execute function consent_is_given();
create trigger matching_consent_is_given before update on matching_profile for each row
    when ((new.suggestions > old.suggestions or new.shown_masked > old.shown_masked or new.digest > old.digest)
        and is_over_or_works(new.application_id))
    execute function consent_is_given();
create trigger placement_candidacy_agreed before update of state on placement_candidacy for each row
    when (old.state = 'invited' and new.state = 'introduced' and is_over_or_works(new.application_id))
    execute function consent_is_given();
