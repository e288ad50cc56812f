-- Whoever has a tie to a company steers nobody to its vacancies, or away from them.
create trigger matching_counsellor_is_free before insert on matching_override for each row
    when (tied_to_owner_of(new.vacancy_id, 'account:' || new.by_account))
    execute function decider_is_free('pin, hold back or set aside for its vacancy');
