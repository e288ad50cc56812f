-- Search is a module of its own: what it keeps bears its name.
alter table matching_search_copy rename to search_copy;
alter table matching_saved_search rename to search_saved;
drop index matching_saved_search_place;
drop index matching_saved_search_once;
create unique index search_saved_place on search_saved (application_id, place);
create unique index search_saved_once on search_saved (application_id, address);
update messages_message set text_code = 'search.new_vacancies' where text_code = 'matching.new_vacancies';
