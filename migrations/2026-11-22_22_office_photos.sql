-- Offices ask for one to three photos; what each shows is one line ("Latar merah").
alter table office_document_requirement add column photos integer not null default 1 check (photos between 1 and 3);
alter table office_document_requirement add column shows text not null default '';
