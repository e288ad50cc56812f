-- The same number with another last day is the permission renewed; the same number and day is the same record.
drop index employers_licence_number;
create unique index employers_licence_number on employers_licence (employer_id, kind, number, valid_until) where ended_at is null;

-- Public work abroad, which pauses when the permission is over.
create index vacancies_vacancy_abroad on vacancies_vacancy (office_id, employer_id) where overseas = 1 and state = 'published';
