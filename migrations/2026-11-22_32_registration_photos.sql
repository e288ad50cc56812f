-- A photo has one of three places, and one of them may be chosen for the card; other papers have place 0.
alter table registration_document add column place integer not null default 0 check (place between 0 and 3);
alter table registration_document add column on_card integer not null default 0 check (on_card in (0, 1));
update registration_document set place = 1 where kind = 'photo' and removed_at is null
    and id in (select max(id) from registration_document where kind = 'photo' and removed_at is null group by application_id);
create unique index registration_document_place on registration_document (application_id, place)
    where place > 0 and removed_at is null;
create unique index registration_document_on_card on registration_document (application_id)
    where on_card = 1 and removed_at is null;
