-- Whoever has a tie to a company steers nobody to its vacancies, or away from them.
create trigger matching_counsellor_is_free before insert on matching_override
    when exists (
        select 1 from placement_interest i join vacancies_vacancy v on v.employer_id = i.employer_id
        where v.id = new.vacancy_id and i.ended_at is null and i.account_id = new.by_account)
    begin select raise(abort, 'somebody with a tie to the company may not pin, hold back or set aside for its vacancy'); end;
