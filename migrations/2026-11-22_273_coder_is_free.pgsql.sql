-- Whoever has a tie to a company gives its vacancies no code either: the code decides who is shown them.
create trigger vacancies_coder_is_free before update of occupation, place_code on vacancies_vacancy for each row
    when ((new.occupation <> old.occupation or new.place_code <> old.place_code) and tied_to(new.employer_id, new.changed_by))
    execute function decider_is_free('code its vacancy');
