-- Whoever has a tie to a company does not verify it, whatever the statement says.
create trigger employers_verifier_is_free before update of state on employers_employer
    when new.state = 'verified' and old.state = 'submitted' and exists (
        select 1 from placement_interest i where i.employer_id = new.id and i.ended_at is null and 'account:' || i.account_id = new.verified_by)
    begin select raise(abort, 'somebody with a tie to the company may not verify it'); end;
