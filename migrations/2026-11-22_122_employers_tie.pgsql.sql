-- Whoever has a tie to a company does not verify it, whatever the statement says.
create function employers_verifier_is_free() returns trigger language plpgsql as $$ begin raise exception 'somebody with a tie to the company may not verify it'; end $$;
create function employers_verifier_has_tie(employer bigint, verifier text) returns boolean language sql as $$
    select exists (select 1 from placement_interest i where i.employer_id = employer and i.ended_at is null and 'account:' || i.account_id = verifier) $$;
create trigger employers_verifier_is_free before update of state on employers_employer for each row
    when (new.state = 'verified' and old.state = 'submitted' and employers_verifier_has_tie(new.id, new.verified_by))
    execute function employers_verifier_is_free();
