-- How the holder of a card without an application (of an old register) is reached: told at the counter, or in the old list.
create table registration_card_contact (
    card_id {int64} primary key references registration_card (id),
    office_id {int64} not null,
    phone text not null,         -- sealed; '' = none
    address text not null,       -- sealed; '' = none
    village_code text not null,  -- '' = not known
    noted_at {int64} not null,
    noted_by text not null,
    check (phone <> '' or address <> '' or village_code <> '')
) {strict};
create index registration_card_contact_of_office on registration_card_contact (office_id, village_code);
