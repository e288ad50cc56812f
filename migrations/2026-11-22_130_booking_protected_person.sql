-- Who has needs in the hall on record keeps the day when a quota is cut, whichever number they hold then; never why.
create table booking_protected_person (
    office_id {int64} not null,
    person_key text not null check (person_key <> ''),
    primary key (office_id, person_key)
) {strict};
insert into booking_protected_person (office_id, person_key) select office_id, person_key from hall_profile where person_key <> '';
drop table booking_protected;
