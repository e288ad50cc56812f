-- Whoever has a tie to a company notes nothing about it that makes the office ask, or does not.
create trigger employers_signal_noter_is_free before insert on employers_signal for each row
    when (tied_to(new.employer_id, new.noted_by))
    execute function decider_is_free('note what was seen of it');
create trigger employers_visitor_is_free before insert on employers_visit for each row
    when (tied_to(new.employer_id, new.made_by))
    execute function decider_is_free('visit it');
