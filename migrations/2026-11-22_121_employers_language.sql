-- The language in which the office writes to a company.
alter table employers_employer add column language text not null default 'id' check (language in ('id', 'en'));
