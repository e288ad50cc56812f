-- Whoever has a tie to a company notes nothing about it that makes the office ask, or does not.
create trigger employers_signal_noter_is_free before insert on employers_signal
    when exists (
        select 1 from placement_interest i where i.employer_id = new.employer_id and i.ended_at is null and 'account:' || i.account_id = new.noted_by)
    begin select raise(abort, 'somebody with a tie to the company may not note what was seen of it'); end;
create trigger employers_visitor_is_free before insert on employers_visit
    when exists (
        select 1 from placement_interest i where i.employer_id = new.employer_id and i.ended_at is null and 'account:' || i.account_id = new.made_by)
    begin select raise(abort, 'somebody with a tie to the company may not visit it'); end;
