-- Who decided last about a company, so that the guard against deciding about one's own finds them in the row.
alter table employers_employer add column decided_by text not null default '';
alter table employers_licence add column ended_by {int64} not null default 0;
alter table employers_signal add column settled_by text not null default '';
alter table employers_warning add column closed_by text not null default '';
alter table vacancies_vacancy add column changed_by text not null default '';
create index placement_interest_of_employer on placement_interest (employer_id) where ended_at is null;
