-- A file that was withdrawn keeps no search and is told nothing, whatever the statement says.
create trigger search_saved_of_open_file before insert on search_saved
    when exists (select 1 from registration_application a where a.id = new.application_id and a.state = 'withdrawn')
    begin select raise(abort, 'a withdrawn file keeps no search'); end;
create trigger search_digest_of_open_file before update of digest_since on search_saved
    when new.digest_since is not null and exists (
        select 1 from registration_application a where a.id = new.application_id and a.state = 'withdrawn')
    begin select raise(abort, 'nobody is told with a withdrawn file'); end;
