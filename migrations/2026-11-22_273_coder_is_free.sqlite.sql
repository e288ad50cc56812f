-- Whoever has a tie to a company gives its vacancies no code either: the code decides who is shown them.
create trigger vacancies_coder_is_free before update of occupation, place_code on vacancies_vacancy
    when (new.occupation <> old.occupation or new.place_code <> old.place_code) and exists (
        select 1 from placement_interest i where i.employer_id = new.employer_id and i.ended_at is null and 'account:' || i.account_id = new.changed_by)
    begin select raise(abort, 'somebody with a tie to the company may not code its vacancy'); end;
