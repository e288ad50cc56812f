-- Certificates that speak for somebody without being a condition; a JSON list like its neighbours.
alter table vacancies_vacancy add column certificates_preferred text not null default '[]';
