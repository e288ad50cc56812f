-- What is kept of a vacancy for its records has grown (title, since when, certificates that are liked). Rows of the first
-- form stay readable; one that is needed again is written anew in the newer form, which says all that the first did.
alter table matching_vacancy_then add column form integer not null default 1 check (form in (1, 2));
