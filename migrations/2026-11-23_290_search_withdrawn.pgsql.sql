-- A file that was withdrawn keeps no search and is told nothing, whatever the statement says. Whoever withdraws it at this moment is
-- waited for.
create function search_of_open_file() returns trigger language plpgsql as $$
    begin
        if (select a.state from registration_application a where a.id = new.application_id for share) = 'withdrawn' then
            raise exception 'a withdrawn file keeps no search'; end if; return new; end $$;
create trigger search_saved_of_open_file before insert on search_saved for each row
    execute function search_of_open_file();
create trigger search_digest_of_open_file before update of digest_since on search_saved for each row
    when (new.digest_since is not null)
    execute function search_of_open_file();
